// Recorded cases are brought to life again and diagnosed live; the cause must be the one of the recording.
import { execFile } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { deleteNamespace, diagnose, inLanes, kubectl, pause, willMake } from './lab.mjs'

const run = promisify(execFile)

/** As many namespaces as the node takes at once without slow starts of its own making. */
const AT_ONCE = 6
const NEGATIVE = new Set(['healthy', 'other-waiting'])

/** Cases of every branch that one node can play; `--all` plays all that are replayable. */
const CHOSEN = [
  'a06-django-secret-key-empty',
  'a11-java-noclassdef',
  'a26-secret-value-quoted',
  'a27-nginx-unknown-directive',
  'a31-mariadb-unknown-variable',
  'a36-command-one-string',
  'a38-unknown-flag',
  'a41-missing-shebang',
  'a43-node-cannot-find-module',
  'a47-nginx-daemonizes',
  'a50-java-exit-on-oom',
  'a52-django-migration-unique',
  'a55-sidecar-log-tailer',
  'a69-tini-exec-missing',
  'b02-oom-python-leak-otel-noise',
  'b07-oom-child-process-pool',
  'b13-node-old-space-size',
  'b20-liveness-wrong-port-rollout',
  'b27-liveness-exec-wget-missing',
  'b32-liveness-404-tini-143',
  'b33-runasnonroot-root-image-rollout',
  'b38-bind-80-nonroot',
  'b45-secret-key-missing-rollout',
  'b46-configmap-volume-missing',
  'b48-configmap-hides-app-dir-rollout',
  'b53-rbac-rollout-new-serviceaccount',
  'b63-workingdir-is-file',
  'b86-initdb-chmod-not-permitted',
  'c33-postgres-tmpfs-full',
  'c39-zookeeper-myid-missing',
]

export function casesToPlay(lab, { all, only }) {
  const corpus = join(lab.kit, 'corpus')
  return readdirSync(corpus)
    .filter((name) => existsSync(join(corpus, name, 'label.json')))
    .map((name) => ({
      name,
      folder: join(corpus, name),
      label: JSON.parse(readFileSync(join(corpus, name, 'label.json'), 'utf8')),
    }))
    .filter(({ label }) => label.replayable)
    .filter(({ name, label }) =>
      only
        ? name.startsWith(only)
        : all || (CHOSEN.includes(name) && !NEGATIVE.has(label.category)),
    )
}

export const namespacesOf = (label) => label.namespaces ?? [label.namespace]

/** True when a container has restarted as often, and waits for the reason, that the recording waited for. */
async function loops(lab, label) {
  const { wait = {} } = label
  const pods = JSON.parse(
    await kubectl(lab, '-n', namespacesOf(label)[0], 'get', 'pods', '-o', 'json'),
  )
  return pods.items.some(({ status }) =>
    [...(status.containerStatuses ?? []), ...(status.initContainerStatuses ?? [])].some(
      (container) =>
        container.restartCount >= (wait.restarts ?? 2) &&
        container.state?.waiting?.reason === (wait.reason ?? 'CrashLoopBackOff'),
    ),
  )
}

export async function waitForLoop(lab, label) {
  const until = Date.now() + (label.wait?.timeout ?? 240) * 1000
  while (Date.now() < until) {
    if (await loops(lab, label)) return true
    await pause(3)
  }
  return label.wait?.reason === 'NEVER'
}

const same = (a, b) => String(a ?? '').toLowerCase() === String(b ?? '').toLowerCase()

/** The incident that a case is about: that of its root, else the first. */
function incidentOf(report, label) {
  const root = label.roots?.[0] ?? label.root ?? {}
  const incidents = report?.incidents ?? []
  return (
    incidents.find(
      ({ workload, container }) =>
        same(workload.name, root.name) &&
        (!root.container || same(container?.name, root.container)),
    ) ??
    incidents.find(({ workload }) => same(workload.name, root.name)) ??
    incidents[0] ??
    null
  )
}

const topOf = (report, label) => {
  const cause = incidentOf(report, label)?.causes[0]
  return cause ? { id: cause.id, confidence: cause.confidence } : { id: 'none', confidence: 0 }
}

async function playOne(lab, { name, folder, label }) {
  const started = Date.now()
  const [namespace] = namespacesOf(label)
  for (const each of namespacesOf(label)) willMake(each)
  try {
    await run(join(lab.kit, 'lab', 'play'), [folder], { env: lab.env, timeout: 240_000 })
    const looped = await waitForLoop(lab, label)
    const asked = Date.now()
    const live = await diagnose(lab, ['-n', namespace])
    const seconds = (Date.now() - asked) / 1000
    const dump = await diagnose(lab, ['-f', join(folder, 'dump')])
    if (process.env.UNLOOP_LAB_KEEP)
      await keepArchive(lab, namespace, join(process.env.UNLOOP_LAB_KEEP, `${name}.tar.gz`))
    return judge({ name, label, looped, live, dump, seconds, played: (asked - started) / 1000 })
  } catch (error) {
    return {
      name,
      label: label.category,
      live: 'not played',
      dump: '',
      right: false,
      equal: false,
      note: String(error.message ?? error).slice(0, 200),
    }
  } finally {
    for (const each of namespacesOf(label)) await deleteNamespace(lab, each)
  }
}

/** UNLOOP_LAB_KEEP names a folder for what a replayed case looked like, to be diagnosed again with -f. */
async function keepArchive(lab, namespace, output) {
  const { logsWanted } = await import('@unloop/engine')
  const { collectCluster } = await import('@unloop/sources')
  const cluster = { kubeconfig: lab.kubeconfig, namespaces: [namespace], logsWanted }
  await collectCluster(cluster, { output, version: 'lab' })
}

function judge({ name, label, looped, live, dump, seconds, played }) {
  const accepted = new Set([label.category, ...(label.alsoAccept ?? [])])
  const [top, recorded] = [topOf(live.report, label), topOf(dump.report, label)]
  const negative = NEGATIVE.has(label.category)
  const alarm = (live.report?.incidents ?? []).some(({ kind }) =>
    label.category === 'healthy' ? kind !== 'not-ready' : kind === 'crash-loop',
  )
  return {
    name,
    label: label.category,
    live: top.id,
    confidence: top.confidence,
    dump: recorded.id,
    right: negative ? !alarm && live.report !== null : accepted.has(top.id),
    equal: top.id === recorded.id,
    seconds,
    played,
    note: live.report === null ? live.said.slice(0, 200) : looped ? '' : 'did not loop in time',
  }
}

/** Plays the cases, a few at once, and deletes their namespaces. */
export const replay = (lab, cases, onDone) =>
  inLanes(cases, AT_ONCE, async (each) => {
    const row = await playOne(lab, each)
    onDone(row)
    return row
  })
