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
  /** When the watch began, milliseconds since 1970: what a controller said before is about what was before. */
  readonly began?: number
  /** True where the plan itself is to let it rest: then nothing has to run. */
  readonly mayRest?: boolean
}

/** Judges one look. What is wrong for good goes before what may still come. */
export function healthOf(input: HealthInput): Health {
  const counted = input.pods.filter(
    ({ metadata }) => !input.replaced.has(metadata.uid ?? '') && !metadata.deletionTimestamp,
  )
  const restarts = new Map(
    counted.map(({ metadata, status }) => [metadata.uid ?? '', restartsOf(status)]),
  )
  const { wanted, ready, isCurrent, isFinished } = rolloutOf(input, counted)
  return {
    // Nothing runs of what is scaled to zero: that is no sign of health.
    isReady: isFinished || (isCurrent && ready >= wanted && (wanted > 0 || input.mayRest === true)),
    isFinished,
    restarts,
    failure:
      jobFailure(input.workload) ??
      controllerFailure(input) ??
      idleFailure(input) ??
      stuckFailure(input, counted) ??
      podFailure(input, counted),
    words: isFinished ? 'it has succeeded' : waitingWords(input, counted, { ready, wanted }),
  }
}

/** Restarts of all containers of a pod together, init containers among them. */
export function restartsOf(status: PodStatus | undefined): number {
  return [...(status?.containerStatuses ?? []), ...(status?.initContainerStatuses ?? [])].reduce(
    (sum, { restartCount = 0 }) => sum + restartCount,
    0,
  )
}

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

/** The pod's own condition, as Services go by. */
export function isPodReady({ status }: Pod): boolean {
  return (
    status?.conditions?.some(({ type, status: is }) => type === 'Ready' && is === 'True') === true
  )
}

const jobFailure = (workload: KubeObject): string | null =>
  workload.kind === 'Job' && conditionOf(workload, 'Failed') ? 'the Job has failed for good' : null

/** `0 of 1 pods ready; pod web-2 cannot be scheduled: …`: what it waits for is said from the first look on. */
const waitingWords = (
  { workload, baseline }: HealthInput,
  pods: readonly Pod[],
  { ready, wanted }: { readonly ready: number; readonly wanted: number },
): string => {
  const stuck = pods.filter(({ metadata }) => !baseline.has(metadata.uid ?? '')).flatMap(stuckWords)
  const count =
    workload.kind === 'Job' && ready === 0
      ? 'the Job has not succeeded yet'
      : `${ready} of ${wanted} pods ready`
  return [count, ...stuck.slice(0, 1)].join('; ')
}

/** Why a pod does not even start, as the scheduler or the kubelet says it; nothing where it may. */
const stuckWords = ({ metadata, status }: Pod): readonly string[] => {
  const unscheduled = status?.conditions?.find(
    ({ type, status: is, reason }) =>
      type === 'PodScheduled' && is === 'False' && reason === 'Unschedulable',
  )
  if (unscheduled)
    return [`pod ${metadata.name} cannot be scheduled: ${short(unscheduled.message ?? '')}`]
  if (status?.phase === 'Failed' && status.reason)
    return [
      `pod ${metadata.name} was refused by its node: ${status.reason}${status.message ? ` (${short(status.message)})` : ''}`,
    ]
  return []
}

const short = (text: string): string => text.replace(/\s+/g, ' ').trim().slice(0, 200)

/** A scheduler tries again at once; volumes are made, and nodes added, within a while. */
const SCHEDULING_MS = 25_000

const stuckFailure = ({ baseline, now }: HealthInput, pods: readonly Pod[]): string | null => {
  const fresh = pods.filter(({ metadata }) => !baseline.has(metadata.uid ?? ''))
  const stuck = fresh.find(
    (pod) =>
      stuckWords(pod).length > 0 &&
      (pod.status?.phase === 'Failed' ||
        now - Date.parse(pod.metadata.creationTimestamp ?? '') > SCHEDULING_MS),
  )
  return stuck ? (stuckWords(stuck)[0] ?? null) : null
}

/** A quota, an admission webhook or a missing account keeps the controller from making pods (apps/v1, ReplicaFailure). */
const controllerFailure = ({ workload, now, began }: HealthInput): string | null => {
  const { conditions = [] } = (workload['status'] ?? {}) as {
    readonly conditions?: readonly {
      readonly type?: string
      readonly status?: string
      readonly message?: string
      readonly lastUpdateTime?: string
      readonly lastTransitionTime?: string
    }[]
  }
  const failed = conditions.find(
    ({ type, status }) => type === 'ReplicaFailure' && status === 'True',
  )
  const at = Date.parse(failed?.lastUpdateTime ?? failed?.lastTransitionTime ?? '')
  // Seconds are all that the condition's time has. One that says the same as before keeps its time (deployment controller,
  // SetDeploymentCondition): it is about the new template where no pod of that has come for a while.
  const isNew = began !== undefined && at >= began - 1000 && now - at > 15_000
  const isStill =
    began !== undefined &&
    now - began > IDLE_MS &&
    workload.kind === 'Deployment' &&
    num(workload['status'] as Fields | undefined, 'updatedReplicas') === 0
  return failed && (isNew || isStill)
    ? `its pods cannot be made: ${short(failed.message ?? '')}`
    : null
}

/** A controller that may make a pod makes it within a second; one that goes first takes the grace period that it has. */
const IDLE_MS = 45_000

/** Not one pod is there, and none comes: what keeps a StatefulSet or Job from making one stands in events alone. */
const idleFailure = ({ workload, pods, now, began, mayRest }: HealthInput): string | null => {
  const { replicas } = (workload['spec'] ?? {}) as { readonly replicas?: number }
  const isIdle = MAKES_PODS.has(workload.kind) && replicas !== 0 && pods.length === 0
  return isIdle && !mayRest && began !== undefined && now - began > IDLE_MS
    ? 'no pod of it has been made since: its events say why'
    : null
}

const MAKES_PODS = new Set(['Deployment', 'StatefulSet', 'ReplicaSet'])

/** Waiting reasons that time alone does not end; a kubelet that has not seen a new object yet gets a while. */
const HOPELESS = new Set([
  'CreateContainerConfigError',
  'InvalidImageName',
  'RunContainerError',
  'CreateContainerError',
  'ErrImageNeverPull',
  'ErrImagePull',
  'ImagePullBackOff',
  'ImageInspectError',
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
