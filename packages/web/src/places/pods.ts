import type { IncidentRow, RunRow } from '../api/answers.ts'
import { millis } from '../story/millis.ts'

/** A pod as far as its runs tell: whether it is ready, or still there, they do not. */
export interface KnownPod {
  readonly namespace: string
  readonly name: string
  readonly workload: string
  readonly node: string
  /** That it runs, or how its last run ended, or what keeps it from starting. */
  readonly state: string
  readonly tone: 'good' | 'calm' | 'bad'
  readonly restarts: number
  readonly startedMs: number | null
  readonly incident: IncidentRow | null
}

/** Every pod that has runs, and those that an open incident names although they never ran; the newest first. */
export function podsOf(runs: readonly RunRow[], incidents: readonly IncidentRow[]): KnownPod[] {
  const open = incidents.filter(({ state }) => state === 'open')
  const incidentOf = (namespace: string, name: string): IncidentRow | null =>
    open.find((row) => row.namespace === namespace && row.newest?.pods.includes(name) === true) ??
    null
  const byPod = Map.groupBy(runs, ({ namespace, pod }) => `${namespace}/${pod}`)
  const known = [...byPod.values()].map((own) =>
    podOf(own, incidentOf(own[0]!.namespace, own[0]!.pod)),
  )
  const unstarted = open.flatMap((incident) =>
    (incident.newest?.pods ?? [])
      .filter((name) => !byPod.has(`${incident.namespace}/${name}`))
      .map((name) => unstartedPod(name, incident)),
  )
  return [...unstarted, ...known].toSorted((a, b) => (b.startedMs ?? 0) - (a.startedMs ?? 0))
}

/** A pod by the last run of each of its containers; one that failed says more than one that runs. */
function podOf(runs: readonly RunRow[], incident: IncidentRow | null): KnownPod {
  const containers = [...Map.groupBy(runs, ({ container }) => container).values()]
  const last = containers.map((own) => own.reduce((a, b) => (b.run > a.run ? b : a)))
  const failed = last.find(({ exit_code: code }) => code > 0)
  const running = last.some(({ exit_code: code }) => code < 0)
  const [newest] = runs
  return {
    namespace: newest!.namespace,
    name: newest!.pod,
    workload: newest!.workload,
    node: newest!.node,
    state: failed === undefined && running ? runningWords(incident) : endOf(failed ?? last[0]!),
    tone: failed !== undefined || incident !== null ? 'bad' : running ? 'good' : 'calm',
    restarts: last.reduce((sum, { run }) => sum + run, 0),
    startedMs: Math.max(...runs.map(({ started }) => millis(started) ?? 0)) || null,
    incident,
  }
}

/** One that runs just now may be between two crashes, or not ready. */
const runningWords = (incident: IncidentRow | null): string =>
  incident === null ? 'running' : 'running, in an incident'

/** A pod that never ran: its reason is that of its incident. */
function unstartedPod(name: string, incident: IncidentRow): KnownPod {
  const { namespace, workload, newest } = incident
  const state = newest?.reason ?? 'not started'
  return {
    namespace,
    name,
    workload,
    node: '',
    state,
    tone: 'bad',
    restarts: 0,
    startedMs: null,
    incident,
  }
}

/** How a run ended: `Error` says no more than its exit code. */
const endOf = ({ exit_code: code, reason }: RunRow): string =>
  reason === '' || reason === 'Error' ? `exit ${code}` : `exit ${code}, ${reason}`
