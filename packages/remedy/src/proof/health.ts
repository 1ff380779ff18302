import type { KubeObject, Pod, PodStatus } from '@unloop/engine/evidence'

/** What one look at a workload and its pods tells. */
export interface Health {
  /** Every pod that is wanted runs the newest template and is ready; a Job has succeeded. */
  readonly isReady: boolean
  /** A Job that has done its work needs no watching. */
  readonly isFinished: boolean
  /** Restarts of the pods that count, by pod uid. */
  readonly restarts: ReadonlyMap<string, number>
  /** Why it can't become well any more by waiting, in a clause; null while it may. */
  readonly failure: string | null
  /** `2 of 3 pods ready`. */
  readonly words: string
}

interface Fields {
  readonly [key: string]: unknown
}
const num = (fields: Fields | undefined, key: string): number => Number(fields?.[key] ?? 0)

export interface HealthInput {
  readonly workload: KubeObject
  readonly pods: readonly Pod[]
  /** Restarts by pod uid when the fix was applied: what counts is what came since. */
  readonly baseline: ReadonlyMap<string, number>
  /** Uids of pods that the fix replaces: how they fare says nothing about it. */
  readonly replaced: ReadonlySet<string>
  /** Milliseconds since 1970. */
  readonly now: number
}

export const healthOf = (input: HealthInput): Health => {
  const counted = input.pods.filter(
    ({ metadata }) => !input.replaced.has(metadata.uid ?? '') && !metadata.deletionTimestamp,
  )
  const restarts = new Map(
    counted.map(({ metadata, status }) => [metadata.uid ?? '', restartsOf(status)]),
  )
  const { wanted, ready, isCurrent, isFinished } = rolloutOf(input, counted)
  return {
    isReady: isFinished || (isCurrent && ready >= wanted),
    isFinished,
    restarts,
    failure: jobFailure(input.workload) ?? podFailure(input, counted),
    words: isFinished ? 'it has succeeded' : `${ready} of ${wanted} pods ready`,
  }
}

export const restartsOf = (status: PodStatus | undefined): number =>
  [...(status?.containerStatuses ?? []), ...(status?.initContainerStatuses ?? [])].reduce(
    (sum, { restartCount = 0 }) => sum + restartCount,
    0,
  )

interface Rollout {
  readonly wanted: number
  readonly ready: number
  readonly isCurrent: boolean
  readonly isFinished: boolean
}

/** How each kind says that its newest template runs everywhere (the `status` of apps/v1 and batch/v1). */
const rolloutOf = ({ workload }: HealthInput, pods: readonly Pod[]): Rollout => {
  const spec = workload['spec'] as Fields | undefined
  const status = workload['status'] as Fields | undefined
  const seen = num(status, 'observedGeneration') >= (workload.metadata.generation ?? 0)
  const wanted = spec?.['replicas'] === undefined ? 1 : num(spec, 'replicas')
  switch (workload.kind) {
    case 'Deployment':
      return {
        wanted,
        ready: num(status, 'availableReplicas'),
        isCurrent:
          seen && num(status, 'updatedReplicas') >= wanted && num(status, 'replicas') <= wanted,
        isFinished: false,
      }
    case 'StatefulSet':
      return {
        wanted,
        ready: num(status, 'readyReplicas'),
        isCurrent:
          seen &&
          (status?.['updateRevision'] === status?.['currentRevision'] ||
            num(status, 'updatedReplicas') >= wanted),
        isFinished: false,
      }
    case 'DaemonSet':
      return {
        wanted: num(status, 'desiredNumberScheduled'),
        ready: num(status, 'numberReady'),
        isCurrent:
          seen && num(status, 'updatedNumberScheduled') >= num(status, 'desiredNumberScheduled'),
        isFinished: false,
      }
    case 'Job':
      return {
        wanted: 1,
        ready: pods.some(isPodReady) ? 1 : 0,
        isCurrent: true,
        isFinished:
          conditionOf(workload, 'Complete') ||
          num(status, 'succeeded') >= Math.max(1, num(spec, 'completions')),
      }
    default:
      return {
        wanted: Math.max(1, workload.kind === 'Pod' ? 1 : wanted),
        ready: pods.filter(isPodReady).length,
        isCurrent: true,
        isFinished: false,
      }
  }
}

const conditionOf = (object: KubeObject, type: string): boolean =>
  (
    (object['status'] as { conditions?: readonly { type?: string; status?: string }[] } | undefined)
      ?.conditions ?? []
  ).some((condition) => condition.type === type && condition.status === 'True')

const isPodReady = ({ status }: Pod): boolean =>
  status?.conditions?.some(({ type, status: is }) => type === 'Ready' && is === 'True') === true

const jobFailure = (workload: KubeObject): string | null =>
  workload.kind === 'Job' && conditionOf(workload, 'Failed') ? 'the Job has failed for good' : null

/** Waiting reasons that time alone does not end; a kubelet that has not seen a new object yet gets a while. */
const HOPELESS = new Set([
  'CreateContainerConfigError',
  'InvalidImageName',
  'RunContainerError',
  'CreateContainerError',
  'ErrImageNeverPull',
])
const GRACE_MS = 45_000

const podFailure = ({ baseline, now }: HealthInput, pods: readonly Pod[]): string | null => {
  for (const { metadata, status } of pods) {
    const since = restartsOf(status) - (baseline.get(metadata.uid ?? '') ?? 0)
    const statuses = [
      ...(status?.initContainerStatuses ?? []),
      ...(status?.containerStatuses ?? []),
    ]
    const isOld = now - Date.parse(metadata.creationTimestamp ?? '') > GRACE_MS
    for (const { name, state } of statuses) {
      const reason = state?.waiting?.reason ?? ''
      // One crash may be a race with something that is late; the second is the loop again.
      const isLoop = reason === 'CrashLoopBackOff' && since > 0
      if (isLoop || (HOPELESS.has(reason) && isOld))
        return `container ${name} of pod ${metadata.name} is in ${reason}`
    }
    if (since >= 2) return `pod ${metadata.name} has restarted ${since} times since`
  }
  return null
}
