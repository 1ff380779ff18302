import type { KubeObject, Pod, Snapshot } from '@unloop/engine/evidence'
import type { Incident } from '@unloop/engine/report'

type Fields = Readonly<Record<string, unknown>>

/** Kinds of owners that are always read: one that is not there was deleted. */
const OWNERS: ReadonlySet<string> = new Set([
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'Job',
  'CronJob',
])

/**
 * Tells whether what failed is gone for good: its pods were deleted or replaced by ones that are ready and have never been
 * restarted, and the workload has all the pods that it should have, or is gone itself.
 */
export function replacedIn(snapshot: Snapshot): (incident: Incident) => boolean {
  const objects = new Map(snapshot.objects.map(({ object }) => [keyOf(object), object]))
  return ({ namespace, workload, pods }) => {
    const named = pods.map((name) => objects.get(`Pod/${namespace}/${name}`))
    if (!named.every((pod) => pod === undefined || isWell(pod as Pod))) return false
    if (workload.kind === 'Pod') return true
    const owner = objects.get(`${workload.kind}/${namespace}/${workload.name}`)
    return owner === undefined ? OWNERS.has(workload.kind) : isWhole(owner)
  }
}

function keyOf({ kind, metadata: { namespace = '', name = '' } }: KubeObject): string {
  return `${kind}/${namespace}/${name}`
}

function isWell({ status }: Pod): boolean {
  const { containerStatuses = [], initContainerStatuses = [] } = status ?? {}
  if (containerStatuses.length === 0) return false
  return (
    containerStatuses.every(
      ({ ready, restartCount = 0 }) => ready === true && restartCount === 0,
    ) && initContainerStatuses.every(({ restartCount = 0 }) => restartCount === 0)
  )
}

/** Whether a workload has the ready pods that it should. Of a Job that is not known before its time is over. */
function isWhole(owner: KubeObject): boolean {
  const spec = (owner['spec'] ?? {}) as Fields
  const status = (owner['status'] ?? {}) as Fields
  const count = (fields: Fields, name: string, otherwise: number): number =>
    typeof fields[name] === 'number' ? fields[name] : otherwise
  switch (owner.kind) {
    case 'Deployment':
      return (
        count(status, 'observedGeneration', 0) >=
          count(owner.metadata as Fields, 'generation', 0) &&
        count(status, 'readyReplicas', 0) >= count(spec, 'replicas', 1) &&
        count(status, 'unavailableReplicas', 0) === 0
      )
    case 'StatefulSet':
      return count(status, 'readyReplicas', 0) >= count(spec, 'replicas', 1)
    case 'DaemonSet':
      return count(status, 'numberReady', 0) >= count(status, 'desiredNumberScheduled', 1)
    default:
      return false
  }
}
