// Scenarios that were written from the definitions of the causes, apart from the plans: each is played once by
// `unloop fix --apply --tries 2`, and whether it works afterwards is asked of the program itself, not of unloop.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { parseAllDocuments } from 'yaml'
import { root } from '../../scripts/lib/workspace.mjs'
import { differing, isHealthy, statedOf, unloop } from './fix.mjs'
import { apply, deleteNamespace, inLanes, kubectl, pause, willMake } from './lab.mjs'

const FOLDER = join(root, 'test', 'lab', 'fix-scenarios')
const LANES = Number(process.env.UNLOOP_LAB_LANES ?? 4)
const KINDS = { deploy: 'Deployment', sts: 'StatefulSet', ds: 'DaemonSet', job: 'Job' }

/** What a file holds: a head, the objects, and after a `then:` those of the update that broke it. */
export const readScenarios = (only = '') =>
  readdirSync(FOLDER)
    .filter((name) => name.endsWith('.yaml') && name.startsWith(only))
    .sort()
    .map((file) => {
      const name = basename(file, '.yaml')
      const text = readFileSync(join(FOLDER, file), 'utf8').replaceAll('NAMESPACE', `fix-${name}`)
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
  const target = { kind: KINDS[short], name: workload }
  const row = { name, cause: head.cause, plan: '', state: 'not played', tries: 0, works: false }
  willMake(namespace)
  try {
    await makeNamespace(lab, namespace)
    await applyAll(lab, namespace, first)
    if (update.length > 0) {
      await until(60, () => isReady(lab, namespace, target))
      await applyAll(lab, namespace, update)
    }
    await until(180, () => isFailing(lab, { namespace, target }, head))
    await pause(5)
    const before = await statedOf(lab, namespace)
    const done = await fixIt(lab, namespace, head)
    const page = done.page
    const state = page?.outcome?.state ?? 'not applied'
    const works = await doesWork(lab, { namespace, target }, head)
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
    for (const each of first.filter(({ kind }) => kind === 'PersistentVolume'))
      await kubectl(lab, 'delete', 'pv', each.metadata.name, '--wait=false').catch(() => '')
  }
}

async function makeNamespace(lab, namespace) {
  await until(120, async () => {
    const there = await kubectl(lab, 'get', 'ns', '-o', 'name')
    return !there.split('\n').includes(`namespace/${namespace}`)
  })
  await kubectl(lab, 'create', 'namespace', namespace)
  await until(30, () => kubectl(lab, '-n', namespace, 'get', 'sa', 'default').then(() => true))
}

const CLUSTER_WIDE = new Set(['PersistentVolume'])

const applyAll = (lab, namespace, objects) =>
  apply(lab, {
    apiVersion: 'v1',
    kind: 'List',
    items: objects.map(({ metadata, ...rest }) => ({
      ...rest,
      metadata: CLUSTER_WIDE.has(rest.kind) ? metadata : { ...metadata, namespace },
    })),
  })

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
    rmSync(folder, { recursive: true, force: true })
  }
}

async function until(seconds, holds) {
  const end = Date.now() + seconds * 1000
  while (Date.now() < end) {
    if (await Promise.resolve(holds()).catch(() => false)) return true
    await pause(2)
  }
  return false
}

async function podsOf(lab, namespace, { name }) {
  const list = await kubectl(lab, '-n', namespace, 'get', 'pods', '-l', `app=${name}`, '-o', 'json')
  return JSON.parse(list).items
}

async function isReady(lab, namespace, target) {
  const pods = await podsOf(lab, namespace, target)
  return pods.length > 0 && pods.every(hasReady)
}

const hasReady = ({ metadata, status }) =>
  !metadata.deletionTimestamp &&
  status.conditions?.some(({ type, status: is }) => type === 'Ready' && is === 'True')

/** Two restarts, or the reason that the head names in a status or an event. */
async function isFailing(lab, { namespace, target }, { wait }) {
  const pods = await podsOf(lab, namespace, target)
  const statuses = pods.flatMap(({ status }) => [
    ...(status.containerStatuses ?? []),
    ...(status.initContainerStatuses ?? []),
  ])
  if (statuses.some(({ restartCount }) => restartCount >= 2)) return true
  if (wait === undefined) return false
  if (wait.reason === 'NotReady') return pods.some((pod) => isOld(pod) && !hasReady(pod))
  const events = await kubectl(lab, '-n', namespace, 'get', 'events', '-o', 'json')
  const words = JSON.stringify([pods.map(({ status }) => status), JSON.parse(events).items])
  return words.includes(wait.reason) && pods.every(isOld)
}

const isOld = ({ metadata }) => Date.now() - Date.parse(metadata.creationTimestamp) > 20_000

/** Ready, level, and the program itself says or answers what it does when it works. */
async function doesWork(lab, { namespace, target }, { works }) {
  if (!(await isHealthy(lab, namespace, target).catch(() => false))) return false
  const alive = (await podsOf(lab, namespace, target)).filter(hasReady)
  const own = works.log ? saysIt(lab, namespace, works.log) : answersIt(lab, namespace, works.exec)
  const answers = await Promise.all(alive.map(own))
  return answers.length > 0 && answers.every(Boolean)
}

const saysIt = (lab, namespace, words) => async (pod) => {
  const log = await kubectl(lab, '-n', namespace, 'logs', pod.metadata.name, '--all-containers')
  return new RegExp(words).test(log)
}

const answersIt = (lab, namespace, command) => async (pod) =>
  kubectl(lab, '-n', namespace, 'exec', pod.metadata.name, '--', ...command).then(
    () => true,
    () => false,
  )

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
