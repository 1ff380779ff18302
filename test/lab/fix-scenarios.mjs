// Scenarios that were written from the definitions of the causes, apart from the plans: each is played once by
// `unloop fix --apply --tries 2`, and whether it works afterwards is asked of the program itself, not of unloop.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { parseAllDocuments } from 'yaml'
import { root } from '../../scripts/lib/workspace.mjs'
import { differing, statedOf, unloop } from './fix.mjs'
import { doesWork, hasReady, isFailing, isReady, podsOf, until } from './fix-works.mjs'
import { apply, deleteNamespace, inLanes, kubectl, pause, willMake } from './lab.mjs'

const FOLDER = join(root, 'test', 'lab', 'fix-scenarios')
/** Written later than the first set, and frozen before their first run. */
const SECOND = join(FOLDER, 'second')
const THIRD = join(FOLDER, 'third')
const FOURTH = join(FOLDER, 'fourth')
/** What an earlier run wrote into a folder of the node, or whose it made it, is removed before the next one. */
const FOLDERS = /"hostPath":\{"path":"(\/var\/tmp\/unloop-[a-z0-9-]+(?:\/[a-z0-9-]+)?)"/g
const EVERYTHING = { recursive: true, force: true }
const LANES = Number(process.env.UNLOOP_LAB_LANES ?? 4)
const KINDS = {
  deploy: 'Deployment',
  sts: 'StatefulSet',
  ds: 'DaemonSet',
  job: 'Job',
  cronjob: 'CronJob',
  rs: 'ReplicaSet',
  pod: 'Pod',
}

/** What a file holds: a head, the objects, and after a `then:` those of the update that broke it. */
export const readScenarios = (only = '') => [
  ...readSet(FOLDER, only),
  ...readSecond(only),
  ...readThird(only),
  ...readFourth(only),
]

export const readSecond = (only = '') => readSet(SECOND, only)

export const readThird = (only = '') => readSet(THIRD, only)

export const readFourth = (only = '') => readSet(FOURTH, only)

const readSet = (folder, only) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.yaml') && name.startsWith(only))
    .sort()
    .map((file) => {
      const name = basename(file, '.yaml')
      const text = readFileSync(join(folder, file), 'utf8').replaceAll('NAMESPACE', `fix-${name}`)
      const [head, ...rest] = parseAllDocuments(text).map((document) => document.toJS())
      const at = rest.findIndex((each) => each.then !== undefined)
      const first = at < 0 ? rest : rest.slice(0, at)
      return { name, head, first, update: at < 0 ? [] : rest.slice(at + 1) }
    })

export const playScenarios = (lab, scenarios, onDone) =>
  inLanes(scenarios, LANES, async (each) => {
    const row = await playOne(lab, each)
    onDone(row)
    return row
  })

async function playOne(lab, { name, head, first, update }) {
  const namespace = `fix-${name}`
  const [short, workload] = head.target.split('/')
  const target = { kind: KINDS[short], name: workload, pods: head.pods ?? `app=${workload}` }
  const row = {
    name,
    cause: head.cause,
    expect: head.expect ?? ['healed'],
    plan: '',
    state: 'not played',
    tries: 0,
    works: false,
  }
  const broken = update.length > 0 ? update : first
  willMake(namespace)
  try {
    await makeNamespace(lab, namespace, head.namespaceLabels)
    for (const path of foldersOf(first)) rmSync(path, EVERYTHING)
    await applyAll(lab, namespace, first)
    if (update.length > 0) {
      await until(60, () => isReady(lab, namespace, target))
      await applyAll(lab, namespace, update)
    }
    if (head.ownedBy) await own(lab, namespace, { target, owner: head.ownedBy })
    await until(180, () => isFailing(lab, { namespace, target }, head))
    await pause(5)
    const before = await statedOf(lab, namespace)
    const since = Date.now()
    const done = await whileKept(head.reverts ? () => applyAll(lab, namespace, broken) : null, () =>
      fixIt(lab, namespace, head),
    )
    const page = done.page
    const state = page?.outcome?.state ?? 'not applied'
    const works = await doesWork(lab, { namespace, target }, { ...head, since })
    const left = state === 'proven' ? [] : await leftovers(lab, { namespace, before, target })
    return {
      ...row,
      taken: page?.cause.id ?? '',
      plan: page?.plan.id ?? '',
      state,
      works,
      tries: (page?.tried.length ?? 0) + (page?.outcome ? 1 : 0),
      exact: state === 'proven' ? null : left.length === 0,
      seconds: page?.outcome?.seconds ?? 0,
      seen: [observationsIn(done), ...left].filter(Boolean).join('; '),
      screen: page,
    }
  } catch (error) {
    return { ...row, seen: String(error.message ?? error).slice(0, 200) }
  } finally {
    await deleteNamespace(lab, namespace)
    for (const { kind, metadata } of first.filter((each) => CLUSTER_WIDE.has(each.kind)))
      await kubectl(lab, 'delete', kind, metadata.name, '--wait=false').catch(() => '')
  }
}

const foldersOf = (objects) =>
  [...JSON.stringify(objects).matchAll(FOLDERS)].map(([, path]) => path)

async function makeNamespace(lab, namespace, labels = {}) {
  await until(120, async () => {
    const there = await kubectl(lab, 'get', 'ns', '-o', 'name')
    return !there.split('\n').includes(`namespace/${namespace}`)
  })
  await apply(lab, {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: namespace, labels },
  })
  await until(30, () => kubectl(lab, '-n', namespace, 'get', 'sa', 'default').then(() => true))
}

const CLUSTER_WIDE = new Set(['PersistentVolume', 'CustomResourceDefinition'])

/** Kinds first, as an object of a kind that was only just defined is not known at once. */
async function applyAll(lab, namespace, objects) {
  const kinds = objects.filter(({ kind }) => kind === 'CustomResourceDefinition')
  for (const each of kinds) {
    await apply(lab, each)
    await kubectl(lab, 'wait', '--for=condition=Established', `crd/${each.metadata.name}`)
  }
  return apply(lab, {
    apiVersion: 'v1',
    kind: 'List',
    items: objects
      .filter((each) => !kinds.includes(each))
      .map(({ metadata, ...rest }) => ({
        ...rest,
        metadata: CLUSTER_WIDE.has(rest.kind) ? metadata : { ...metadata, namespace },
      })),
  })
}

/** Makes an object of an operator the controller of the workload, as operators do with what they write. */
async function own(lab, namespace, { target, owner }) {
  const [kind, name] = owner.split('/')
  const object = JSON.parse(await kubectl(lab, '-n', namespace, 'get', kind, name, '-o', 'json'))
  const reference = {
    apiVersion: object.apiVersion,
    kind: object.kind,
    name,
    uid: object.metadata.uid,
    controller: true,
  }
  const patch = JSON.stringify({ metadata: { ownerReferences: [reference] } })
  const args = ['-n', namespace, 'patch', target.kind, target.name, '--type=merge', '-p', patch]
  await kubectl(lab, ...args)
}

/** What an operator or a GitOps controller does all the while: writes again what it was told. */
async function whileKept(again, task) {
  if (again === null) return task()
  let isOver = false
  const keeping = (async () => {
    while (!isOver) {
      await again().catch(() => '')
      await pause(4)
    }
  })()
  try {
    return await task()
  } finally {
    await pause(10)
    isOver = true
    await keeping
  }
}

/** Values that only the user knows are given in a file, as they may be secret. */
async function fixIt(lab, namespace, { target, answers = {} }) {
  const folder = mkdtempSync(join(tmpdir(), 'unloop-answers-'))
  const given = Object.entries(answers).flatMap(([name, value], index) => {
    const path = join(folder, String(index))
    writeFileSync(path, value)
    return ['--set', `${name}=@${path}`]
  })
  const how = ['--apply', '--yes', '--tries', '2', '--timeout', '4m', '-o', 'json']
  try {
    return await unloop(lab, ['fix', target, '-n', namespace, ...how, ...given])
  } finally {
    rmSync(folder, EVERYTHING)
  }
}

/** Objects that state something else than before, and pods that still run what was tried. */
async function leftovers(lab, { namespace, before, target }) {
  await pause(5)
  const changed = differing(before, await statedOf(lab, namespace))
  if (target.kind !== 'Deployment') return changed
  const sets = JSON.parse(await kubectl(lab, '-n', namespace, 'get', 'rs', '-o', 'json')).items
  const own = sets.filter(({ metadata }) => metadata.ownerReferences?.[0]?.name === target.name)
  const revision = ({ metadata }) =>
    Number(metadata.annotations?.['deployment.kubernetes.io/revision'] ?? 0)
  const newest = own.sort((a, b) => revision(b) - revision(a))[0]?.metadata.labels
  const old = (await podsOf(lab, namespace, target)).filter(
    ({ metadata, status }) =>
      !metadata.deletionTimestamp &&
      status.phase !== 'Failed' &&
      !hasReady({ metadata, status }) &&
      metadata.labels['pod-template-hash'] !== newest?.['pod-template-hash'],
  )
  return [...changed, ...old.map(({ metadata }) => `pod ${metadata.name} of a try is left`)]
}

function observationsIn({ page, said }) {
  if (!page?.outcome) return String(said).slice(0, 200)
  return page.outcome.checks
    .filter(({ isMet }) => isMet === false)
    .map(({ seen }) => seen)
    .join('; ')
    .slice(0, 200)
}
