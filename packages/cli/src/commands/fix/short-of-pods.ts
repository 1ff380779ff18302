import type { KubeObject, Snapshot } from '@unloop/engine/evidence'
import { parseTarget } from '../../select/target.ts'

interface Asked {
  readonly operand: string | undefined
  readonly namespace: string | null
}

/** A workload that has fewer pods than it wants, though none of them fails. */
export interface ShortOfPods {
  readonly words: string
  /** Its pods run and their readiness probe fails: a slow start does so too, and counts as a fault after three minutes only. */
  readonly isProbed: boolean
}

/** Where the workload that was asked about has fewer ready pods than it wants, though nothing says why yet; else null. */
export function shortOfPods(snapshot: Snapshot, { operand, namespace }: Asked): ShortOfPods | null {
  if (operand === undefined) return null
  const { kind, name } = parseTarget(operand)
  const found = snapshot.objects
    .map(({ object }) => object)
    .find(
      (object) =>
        object.kind.toLowerCase() === kind &&
        object.metadata.name === name &&
        (namespace === null || object.metadata.namespace === namespace),
    )
  const counts = found ? countsOf(found) : null
  if (!found || counts === null || counts.ready >= counts.wanted) return null
  const isProbed = failsItsProbe(snapshot, found)
  const why = isProbed
    ? 'their readiness probe fails, which a slow start explains so far'
    : 'nothing that was read says why yet'
  return {
    words: `${found.kind} ${name} has ${counts.ready} of ${counts.wanted} ${counts.of ?? 'pods ready'}, and ${why}. A start may take a while: run it again in a minute, or look with kubectl describe.`,
    isProbed,
  }
}

interface Told {
  readonly reason?: string
  readonly message?: string
  readonly involvedObject?: { readonly name?: string }
}

/** Pods are named after what made them. */
const failsItsProbe = (snapshot: Snapshot, { metadata }: KubeObject): boolean =>
  snapshot.objects.some(({ object }) => {
    if (object.kind !== 'Event' || object.metadata.namespace !== metadata.namespace) return false
    const { reason, message = '', involvedObject } = object as KubeObject & Told
    return (
      reason === 'Unhealthy' &&
      message.startsWith('Readiness') &&
      (involvedObject?.name ?? '').startsWith(`${metadata.name}-`)
    )
  })

interface Counts {
  readonly ready: number
  readonly wanted: number
  /** What is counted, where it is not ready pods. */
  readonly of?: string
}

function countsOf(object: KubeObject): Counts | null {
  const spec = object['spec'] as { replicas?: number; completions?: number } | undefined
  const status = (object['status'] ?? {}) as Readonly<Record<string, number | undefined>>
  switch (object.kind) {
    case 'DaemonSet':
      return { ready: status['numberReady'] ?? 0, wanted: status['desiredNumberScheduled'] ?? 0 }
    case 'Deployment':
    case 'StatefulSet':
      return { ready: status['readyReplicas'] ?? 0, wanted: spec?.replicas ?? 1 }
    case 'Job':
      return {
        ready: status['succeeded'] ?? 0,
        wanted: spec?.completions ?? 1,
        of: 'runs succeeded',
      }
    case 'CronJob':
      return { ready: lastRunSucceeded(object) ? 1 : 0, wanted: 1, of: 'last runs succeeded' }
    default:
      return null
  }
}

interface CronStatus {
  readonly lastScheduleTime?: string
  readonly lastSuccessfulTime?: string
}

/** True too where none was due yet. */
const lastRunSucceeded = (cronJob: KubeObject): boolean => {
  const { lastScheduleTime, lastSuccessfulTime } = (cronJob['status'] ?? {}) as CronStatus
  return lastScheduleTime === undefined || (lastSuccessfulTime ?? '') >= lastScheduleTime
}
