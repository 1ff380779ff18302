import type { KubeObject } from '@unloop/engine/evidence'
import type { Incident } from '@unloop/engine/report'
import type { Tracked } from '../incidents/tracker.ts'

export type Severity = 'critical' | 'warning' | 'info'

/** An alert that what is watched gives by itself: its name, and why it fires. */
export interface BuiltIn {
  readonly name: string
  readonly severity: Severity
  readonly summary: string
}

export interface BuiltInInput {
  readonly tracked: Tracked
  /** The object that owns the pods, where it was read. */
  readonly owner: KubeObject | undefined
  /** Crashes in the last ten minutes, and in the ten before. */
  readonly recent: readonly [now: number, before: number]
}

/** A container that crashed once may well run from then on. */
const MIN_CRASHES = 2
const PROBE_STORM_PODS = 3
const RISING_CRASHES = 3

const PROBES: ReadonlySet<string> = new Set(['liveness-probe', 'startup-probe', 'readiness-gate'])
const OUT_OF_MEMORY: ReadonlySet<string> = new Set(['oom-killed', 'heap-exhausted'])

/** The alerts that an open incident fires. One that is the victim of another fires none but for its replicas. */
export function builtInAlerts(input: BuiltInInput): readonly BuiltIn[] {
  const { tracked, owner } = input
  const { incident } = tracked
  const down = everyReplicaDown(incident, owner)
  if (incident.victimOf !== null) return down
  return [
    ...crashLoop(tracked),
    ...down,
    ...newRevision(incident, owner),
    ...ofCause(incident),
    ...rising(incident, input.recent),
  ]
}

function crashLoop({ incident, crashes }: Tracked): readonly BuiltIn[] {
  const who = nameOf(incident)
  if (incident.kind === 'start-blocked')
    return [alert('UnloopStartBlocked', 'warning', `${who} cannot start`)]
  if (incident.kind !== 'crash-loop' || crashes < MIN_CRASHES) return []
  return [alert('UnloopCrashLoop', 'warning', `${who} crashes again and again: ${crashes} times`)]
}

function everyReplicaDown(incident: Incident, owner: KubeObject | undefined): readonly BuiltIn[] {
  const replicas = replicasOf(owner)
  if (replicas === undefined || replicas.wanted === 0 || replicas.ready > 0) return []
  const text = `None of the ${replicas.wanted} replicas of ${nameOf(incident)} is ready`
  return [alert('UnloopEveryReplicaDown', 'critical', text)]
}

function newRevision(incident: Incident, owner: KubeObject | undefined): readonly BuiltIn[] {
  const replicas = replicasOf(owner)
  if (incident.change === null || replicas === undefined || replicas.ready === 0) return []
  const text = `The new revision of ${nameOf(incident)} crashes while the old one serves`
  return [alert('UnloopNewRevisionCrashes', 'warning', text)]
}

function ofCause(incident: Incident): readonly BuiltIn[] {
  const [best] = incident.causes
  if (best === undefined) return []
  const who = nameOf(incident)
  const found: BuiltIn[] = []
  if (OUT_OF_MEMORY.has(best.id))
    found.push(alert('UnloopOutOfMemory', 'warning', `${who} runs out of memory`))
  if (best.branch === 'network-deps')
    found.push(alert('UnloopDependency', 'warning', `${who} most likely waits for a dependency`))
  if (PROBES.has(best.id) && incident.pods.length >= PROBE_STORM_PODS)
    found.push(
      alert('UnloopProbeStorm', 'warning', `Probes fail on ${incident.pods.length} pods of ${who}`),
    )
  return found
}

function rising(incident: Incident, [now, before]: BuiltInInput['recent']): readonly BuiltIn[] {
  if (now < RISING_CRASHES || before === 0 || now < 2 * before) return []
  const text = `${nameOf(incident)} crashed ${now} times in ten minutes, after ${before} in the ten before`
  return [alert('UnloopRestartsRising', 'warning', text)]
}

function alert(name: string, severity: Severity, summary: string): BuiltIn {
  return { name, severity, summary }
}

function nameOf({ namespace, workload, container }: Incident): string {
  const inner = container === null ? '' : ` (${container.name})`
  return `${workload.kind} ${namespace}/${workload.name}${inner}`
}

/** Replicas as an owner's status has them; undefined for what has none. */
function replicasOf(
  owner: KubeObject | undefined,
): { readonly wanted: number; readonly ready: number } | undefined {
  if (owner === undefined) return undefined
  const status = fieldsOf(owner['status'])
  const spec = fieldsOf(owner['spec'])
  const count = (value: unknown): number => (typeof value === 'number' ? value : 0)
  switch (owner.kind) {
    case 'DaemonSet':
      return {
        wanted: count(status['desiredNumberScheduled']),
        ready: count(status['numberReady']),
      }
    case 'Deployment':
    case 'StatefulSet':
    case 'ReplicaSet': {
      const { replicas = 1 } = spec
      return { wanted: count(replicas), ready: count(status['readyReplicas']) }
    }
    default:
      return undefined
  }
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
}
