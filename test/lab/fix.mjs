// Recorded cases are brought to life again and fixed by `unloop fix --apply --yes`; what does not help must be rolled back exactly.
import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { parseAllDocuments } from 'yaml'
import { diffFields } from '../../packages/remedy/src/index.ts'
import { root } from '../../scripts/lib/workspace.mjs'
import { deleteNamespace, inLanes, kubectl, pause, willMake } from './lab.mjs'
import { casesToPlay, namespacesOf, waitForLoop } from './replay.mjs'

const run = promisify(execFile)
const AT_ONCE = 5
const IN_CLUSTER = new Set(['manifest', 'config', 'rbac'])
const NEGATIVE = new Set(['healthy', 'other-waiting'])
const KINDS =
  'deployments,statefulsets,daemonsets,cronjobs,jobs,configmaps,secrets,services,serviceaccounts,roles,rolebindings,resourcequotas,networkpolicies,persistentvolumeclaims,poddisruptionbudgets,horizontalpodautoscalers'
/** Pods that no controller makes state something themselves. */
const BARE = 'pods'
const BY_CONTROLLERS = new Set(['Pod', 'Job'])

/** Replayable cases whose fix is in the cluster. */
export const casesToFix = (lab, only) =>
  casesToPlay(lab, { all: true, only: '' })
    .filter(({ name }) => (only ?? '').split(',').some((prefix) => name.startsWith(prefix)))
    .filter(({ label }) => IN_CLUSTER.has(label.fix?.where) && !NEGATIVE.has(label.category))

/** Fixes the cases, a few at once, and deletes their namespaces. */
export const fixCases = (lab, cases, onDone) =>
  inLanes(cases, AT_ONCE, async (each) => {
    const row = await fixOne(lab, each)
    onDone(row)
    return row
  })

async function fixOne(lab, { name, folder, label }) {
  const [namespace] = namespacesOf(label)
  const base = {
    name,
    cause: label.category,
    plan: '',
    state: 'not played',
    healthy: false,
    exact: null,
    seconds: 0,
    seen: '',
  }
  for (const each of namespacesOf(label)) willMake(each)
  try {
    await waitForGone(lab, namespacesOf(label))
    await run(join(lab.kit, 'lab', 'play'), [folder], { env: lab.env, timeout: 240_000 })
    const looped = await waitForLoop(lab, label)
    const target = targetOf(label)
    const dry = await unloop(lab, ['fix', target, '-n', namespace, '-o', 'json'])
    const page = dry.page
    if (page === null) return { ...base, seen: (dry.said || 'no plan').slice(0, 160) }
    const before = await statedOf(lab, namespace)
    const answers = page.asks.flatMap(({ name: ask }) => answerFor(ask, folder))
    const done = await unloop(lab, [
      'fix',
      target,
      '-n',
      namespace,
      '--apply',
      '--yes',
      '--timeout',
      '4m',
      '-o',
      'json',
      ...answers,
    ])
    const healthy = await isHealthy(lab, namespace, page.target)
    const isProven = done.page?.outcome?.state === 'proven'
    const left = isProven ? [] : await whatIsLeft(lab, { namespace, before, target: page.target })
    const exact = isProven ? null : left.length === 0
    return {
      ...base,
      plan: page.plan.id,
      state: done.page?.outcome?.state ?? 'not applied',
      healthy,
      exact,
      answered: answers.length > 0,
      seconds: done.page?.outcome?.seconds ?? 0,
      seen:
        [observationsIn(done), ...left].filter(Boolean).join('; ') ||
        (looped ? '' : 'did not loop in time'),
      screen: done.page,
    }
  } catch (error) {
    return { ...base, seen: String(error.message ?? error).slice(0, 160) }
  } finally {
    for (const each of namespacesOf(label)) await deleteNamespace(lab, each)
  }
}

/** What states something else than before, and pods that still run what the fix made. */
async function whatIsLeft(lab, { namespace, before, target }) {
  const changed = differing(before, await statedOf(lab, namespace))
  for (let second = 0; second < 60; second += 3) {
    const { items } = JSON.parse(await kubectl(lab, '-n', namespace, 'get', 'pods', '-o', 'json'))
    const newest = await newestHash(lab, namespace, target)
    const old = items.filter(
      ({ metadata }) =>
        newest !== null &&
        !metadata.deletionTimestamp &&
        metadata.ownerReferences?.[0]?.name === target.name &&
        metadata.labels?.['controller-revision-hash'] !== newest,
    )
    if (old.length === 0) return changed
    await pause(3)
  }
  return [...changed, `a pod of ${target.kind} ${target.name} still runs what the fix made`]
}

/** Of a StatefulSet, which does not replace a pod that is not ready by itself; null for other kinds. */
async function newestHash(lab, namespace, { kind, name }) {
  if (kind !== 'StatefulSet') return null
  return (
    await kubectl(
      lab,
      '-n',
      namespace,
      'get',
      'sts',
      name,
      '-o',
      'jsonpath={.status.updateRevision}',
    )
  ).trim()
}

async function waitForGone(lab, namespaces) {
  for (let second = 0; second < 120; second += 3) {
    const there = (await kubectl(lab, 'get', 'ns', '-o', 'name')).split('\n')
    if (!namespaces.some((each) => there.includes(`namespace/${each}`))) return
    await pause(3)
  }
  throw new Error(`the namespace ${namespaces.join(', ')} is in use`)
}

const SHORT = {
  Deployment: 'deploy',
  StatefulSet: 'sts',
  DaemonSet: 'ds',
  Job: 'job',
  CronJob: 'cronjob',
  Pod: 'pod',
}

function targetOf(label) {
  const { kind = 'Deployment', name } = label.roots?.[0] ?? label.root
  return `${SHORT[kind] ?? kind.toLowerCase()}/${name}`
}

/** Runs the command line as a user does; gives the page that it printed as JSON. */
export async function unloop(lab, args) {
  const state = mkdtempSync(join(tmpdir(), 'unloop-fix-'))
  const env = { ...lab.env, XDG_STATE_HOME: state }
  const command = process.env.UNLOOP_LAB_COMMAND ?? join(root, 'unloop')
  const answer = await run(command, args, { env, cwd: root, maxBuffer: 1 << 28 }).catch(
    (error) => error,
  )
  // Its journal holds what the Secrets of the case held.
  rmSync(state, { recursive: true, force: true })
  try {
    return { page: JSON.parse(answer.stdout), said: answer.stderr }
  } catch {
    return { page: null, said: answer.stderr || answer.stdout || String(answer) }
  }
}

function observationsIn({ page, said }) {
  if (!page?.outcome) return String(said).slice(0, 200)
  return page.outcome.checks
    .filter(({ isMet }) => isMet === false)
    .map(({ seen }) => seen)
    .join('; ')
    .slice(0, 200)
}

/** Objects that state something else than before, by name. */
export const differing = (before, after) =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((name) => before[name] !== after[name])
    .map((name) => `${name} differs (${fieldsOf(before[name], after[name])})`)

const fieldsOf = (before, after) => {
  if (before === undefined || after === undefined) return before ? 'it is gone' : 'it is left'
  return diffFields(JSON.parse(before), JSON.parse(after))
    .map(({ path }) => path.join('.'))
    .slice(0, 3)
    .join(', ')
}

/** What the objects of the namespace state, as texts by name that can be compared. */
export async function statedOf(lab, namespace) {
  const all = JSON.parse(
    await kubectl(lab, '-n', namespace, 'get', `${KINDS},${BARE}`, '-o', 'json'),
  )
  const items = all.items.filter(
    ({ kind, metadata }) => !BY_CONTROLLERS.has(kind) || !metadata.ownerReferences,
  )
  return Object.fromEntries(
    items.map(({ kind, metadata, status: _status, ...fields }) => {
      const { name, labels, annotations, finalizers, ownerReferences } = metadata
      const own = { labels, annotations: withoutRevision(annotations), finalizers }
      const stated = { ...own, ownerReferences, fields: asWritten(kind, fields) }
      return [`${kind} ${name}`, JSON.stringify(stated)]
    }),
  )
}

/** What the server gives a pod or a Job that is made anew: its node, its token's volume, its selector by uid. */
function asWritten(kind, fields) {
  if (kind !== 'Pod' && kind !== 'Job') return fields
  return JSON.parse(
    JSON.stringify(fields)
      .replace(/"nodeName":"[^"]*",?/g, '')
      .replace(/kube-api-access-[a-z0-9]{5}/g, 'kube-api-access')
      .replace(/"((?:batch\.kubernetes\.io\/)?controller-uid)":"[^"]*"/g, '"$1":""'),
  )
}

/** Counters that controllers keep. */
const withoutRevision = ({
  'deployment.kubernetes.io/revision': _revision,
  'deprecated.daemonset.template.generation': _generation,
  ...rest
} = {}) => rest

/** All its pods ready, and no restart within so many seconds: looked at with kubectl, not by what unloop says. */
export async function isHealthy(lab, namespace, { kind, name }) {
  if (kind === 'CronJob') return true
  const first = await lookAt(lab, { namespace, kind, name })
  if (first === 'done') return true
  await pause(20)
  const second = await lookAt(lab, { namespace, kind, name })
  return first !== null && first === second
}

async function lookAt(lab, { namespace, kind, name }) {
  const object = JSON.parse(
    await kubectl(lab, '-n', namespace, 'get', kind.toLowerCase(), name, '-o', 'json'),
  )
  if (kind === 'Job' && object.status?.succeeded) return 'done'
  const labels = Object.entries(object.spec.selector?.matchLabels ?? {}).map((pair) =>
    pair.join('='),
  )
  const items =
    kind === 'Pod'
      ? [object]
      : JSON.parse(
          await kubectl(lab, '-n', namespace, 'get', 'pods', '-l', labels.join(','), '-o', 'json'),
        ).items
  // An evicted pod stays as Failed until the server clears it away; what replaced it counts.
  const alive = items.filter(
    ({ metadata, status }) =>
      !metadata.deletionTimestamp && (kind === 'Pod' || status.phase !== 'Failed'),
  )
  const ready = alive.every(({ status }) =>
    status.conditions?.some(({ type, status: is }) => type === 'Ready' && is === 'True'),
  )
  const restarts = alive.map(
    ({ metadata, status }) =>
      `${metadata.name}:${status.containerStatuses?.map(({ restartCount }) => restartCount)}`,
  )
  return ready && alive.length > 0 ? restarts.sort().join(' ') : null
}

/** The value that the user of the case knows: the one in the fix that was tried when it was recorded. */
function answerFor(ask, folder) {
  const path = join(folder, 'fixed.yaml')
  if (!existsSync(path)) return []
  const texts = [ask, ask.toLowerCase()]
  const after = documents(path)
  for (const object of after)
    for (const [key, value] of valuesIn(object))
      if (texts.includes(key)) return ['--set', `${ask}=${value}`]
  const before = new Set(documents(join(folder, 'manifest.yaml')).flatMap(wordsIn))
  const fresh = after.flatMap(wordsIn).filter((word) => !before.has(word))
  return fresh.length === 1 ? ['--set', `${ask}=${fresh[0]}`] : []
}

const documents = (path) =>
  parseAllDocuments(readFileSync(path, 'utf8'))
    .map((document) => document.toJS())
    .filter(Boolean)

const valuesIn = (value) => {
  if (Array.isArray(value)) return value.flatMap(valuesIn)
  if (value === null || typeof value !== 'object') return []
  const own =
    typeof value.name === 'string' && typeof value.value === 'string'
      ? [[value.name, value.value]]
      : []
  return [
    ...own,
    ...Object.entries(value).flatMap(([key, each]) =>
      typeof each === 'string' ? [[key, each]] : valuesIn(each),
    ),
  ]
}

const wordsIn = (value) => {
  if (typeof value === 'string') return [value]
  if (value === null || typeof value !== 'object') return []
  return Object.values(value).flatMap(wordsIn)
}
