import type { Inventory } from '../evidence/inventory.ts'
import type { ContainerStatus, KubeObject, Pod } from '../evidence/kube.ts'
import { millis } from '../evidence/time.ts'
import { BACKOFF_RESET_SECONDS } from '../evidence/backoff.ts'
import type { ContainerView } from './failing-container.ts'
import { isTurnedAway } from './turned-away.ts'

const MINUTE = 60_000
/** After so long a run the kubelet forgets its back-off, so that the next crash is a first one. */
const RESET = BACKOFF_RESET_SECONDS * 1000

/** A loop whose runs take longer is no loop to somebody who looks now. */
const SLOWEST = 60 * MINUTE

interface Running {
  readonly pod: Pod
  readonly view: ContainerView
  readonly inventory: Inventory
}

/**
 * Whether a container that runs at this moment is only between two crashes of a loop.
 *
 * It has recovered once it outlived its crashed runs by a clear margin; a run of ten minutes resets the kubelet's back-off,
 * but a loop can be slower than that (a leak that takes hours), so runs are compared with runs.
 */
export function isBetweenCrashes({ pod, view, inventory }: Running): boolean {
  const { status } = view
  const restarts = status?.restartCount ?? 0
  if (restarts === 0) return false
  if (inventory.snapshot.isSaidToRun && status?.ready === true) return false
  const started = millis(status?.state?.running?.startedAt)
  const last = status?.lastState?.terminated
  // A paste without times: a container with many restarts that isn't ready, or whose last end is shown, is failing.
  // What one restart led to runs and is ready: the newest time of a paste is not the time at which it was taken.
  if (restarts === 1 && status?.ready === true && inventory.snapshot.source.kind === 'text')
    return last?.reason === 'OOMKilled'
  if (isEndedFromOutside(status) && inventory.snapshot.source.kind === 'text') return false
  if (started === null || inventory.now === null)
    return restarts > 1 && (last !== undefined || status?.ready === false)
  const running = inventory.now - started
  const lastRun = runLength(status)
  if (lastRun === null) return running < MINUTE || recentBackOff(pod, inventory)
  if (status?.ready === false && running < RESET) return true
  if (restarts === 1 && lastRun >= RESET) return false
  if (restarts < 3 && running >= RESET) return false
  return (
    running <
    Math.max(
      MINUTE / 2,
      3 * Math.min(lastRun, RESET),
      restarts >= 3 && lastRun >= RESET ? Math.min(lastRun, SLOWEST) : 0,
    )
  )
}

/** Runs that long are ended by a reboot, a drain or an upgrade rather than by the program. */
const LONG_RUN = 24 * 60 * MINUTE

/** Ready again after a long run whose end no fault of the program explains: exit 0, a signal to stop, an end nobody saw. */
const isEndedFromOutside = (status: ContainerStatus | null): boolean =>
  status?.ready === true &&
  (runLength(status) ?? 0) >= LONG_RUN &&
  (/^(?:Completed|Unknown|ContainerStatusUnknown)$/.test(
    status.lastState?.terminated?.reason ?? '',
  ) ||
    [0, 143, 255].includes(status.lastState?.terminated?.exitCode ?? -1))

/** Milliseconds of the last run that ended; null where its times are not known. */
const runLength = (status: ContainerStatus | null): number | null => {
  const last = status?.lastState?.terminated
  const from = millis(last?.startedAt)
  const to = millis(last?.finishedAt)
  return from === null || to === null ? null : Math.max(0, to - from)
}

const recentBackOff = (pod: Pod, inventory: Inventory): boolean =>
  inventory
    .eventsOf('Pod', pod.metadata.namespace ?? '', pod.metadata.name ?? '')
    .some(
      ({ reason, last }) =>
        reason === 'BackOff' && last !== null && (inventory.now ?? 0) - last < 5 * MINUTE,
    )

/** A Job's pod that failed for good counts once the Job tries again and again: two failed pods, or a restart in place. */
export function jobRetries(
  pod: Pod,
  status: ContainerStatus | null,
  inventory: Inventory,
): boolean {
  const ended = status?.state?.terminated
  if (!ended || ended.exitCode === 0) return false
  if (jobHas(pod, inventory, 'Complete') || ranWellSince(pod, inventory)) return false
  const owner = pod.metadata.ownerReferences?.[0]
  // These make another pod at once: one of theirs that failed was ended by its node, which `turnedAway` judges.
  if (REPLACES.has(owner?.kind ?? '')) return false
  if ((status?.restartCount ?? 0) > 1) return true
  if (!owner) return pod.status?.reason !== 'Evicted' && pod.spec?.restartPolicy !== 'Never'
  const failedSiblings = inventory
    .inNamespace('Pod', pod.metadata.namespace ?? '')
    .filter(
      ({ object }) =>
        object.metadata.ownerReferences?.[0]?.name === owner.name &&
        (object as Pod).status?.phase === 'Failed',
    )
  return failedSiblings.length > 1
}

/** Kinds whose controllers make another pod for one that is gone. */
const REPLACES = new Set(['ReplicaSet', 'StatefulSet', 'DaemonSet', 'ReplicationController'])

/** A CronJob's run that failed is history once a later one went well. */
const ranWellSince = (pod: Pod, inventory: Inventory): boolean => {
  const { kind, namespace, name } = inventory.workloadOf(pod)
  if (kind !== 'Job' && kind !== 'CronJob') return false
  const created = millis(pod.metadata.creationTimestamp) ?? 0
  const isYounger = ({ metadata }: KubeObject): boolean =>
    (millis(metadata.creationTimestamp) ?? 0) > created
  return (
    inventory
      .podsOf(namespace, name)
      .some((other) => other.pod.status?.phase === 'Succeeded' && isYounger(other.pod)) ||
    inventory
      .inNamespace('Job', namespace)
      .some(
        ({ object }) =>
          object.metadata.ownerReferences?.[0]?.name === name &&
          isYounger(object) &&
          hasCondition(object, 'Complete'),
      )
  )
}

/** The Job's condition Failed (`BackoffLimitExceeded`, `DeadlineExceeded`): its controller makes no more pods. */
export function jobGaveUp(pod: Pod, inventory: Inventory): boolean {
  return jobHas(pod, inventory, 'Failed')
}

/** A Job's own condition outranks what its pods say: Complete is well, however many of them failed before. */
const jobHas = (pod: Pod, inventory: Inventory, condition: 'Complete' | 'Failed'): boolean => {
  const owner = pod.metadata.ownerReferences?.[0]
  if (owner?.kind !== 'Job' || !owner.name) return false
  const job = inventory.get('Job', pod.metadata.namespace ?? '', owner.name)?.object
  return job !== undefined && hasCondition(job, condition)
}

const hasCondition = (object: KubeObject, condition: string): boolean => {
  const status = object['status'] as
    { conditions?: readonly { type?: string; status?: string }[] } | undefined
  return (status?.conditions ?? []).some(
    ({ type, status: state }) => type === condition && state === 'True',
  )
}

/** Reasons of events that keep a pod's containers from being created at all. */
const BLOCKING = new Set([
  'FailedMount',
  'FailedAttachVolume',
  'FailedMapVolume',
  'FailedCreatePodSandBox',
  'FailedPodSandBoxStatus',
  'NetworkNotReady',
])

/** ContainerCreating or PodInitializing with events that say why: slow starts without such events are left alone. */
export function stuckCreating(pod: Pod, inventory: Inventory): boolean {
  const statuses = [
    ...(pod.status?.initContainerStatuses ?? []),
    ...(pod.status?.containerStatuses ?? []),
  ]
  const creating = statuses.some(({ state }) =>
    /^(?:ContainerCreating|PodInitializing)$/.test(state?.waiting?.reason ?? ''),
  )
  if (!creating || statuses.some(({ state }) => state?.running)) return false
  const blocking = inventory
    .eventsOf('Pod', pod.metadata.namespace ?? '', pod.metadata.name ?? '')
    .filter(({ reason }) => BLOCKING.has(reason))
  return blocking.some(
    ({ count, last }) => count > 1 || (inventory.now ?? 0) - (last ?? 0) < 5 * MINUTE,
  )
}

/** The scheduler has looked and found no node (core/v1, PodReasonUnschedulable). */
export function unschedulable(pod: Pod): boolean {
  return (
    pod.status?.phase === 'Pending' &&
    (pod.status.conditions ?? []).some(
      ({ type, status, reason }) =>
        type === 'PodScheduled' && status === 'False' && reason === 'Unschedulable',
    )
  )
}

/** Runs, but its readiness probe fails for longer than a slow start explains. */
export function notReadyTooLong(pod: Pod, view: ContainerView, inventory: Inventory): boolean {
  const started = millis(view.status?.state?.running?.startedAt)
  if (started === null || view.status?.ready !== false || inventory.now === null) return false
  const probe = view.spec?.readinessProbe
  if (!probe) return false
  const allowance = Math.max(
    3 * MINUTE,
    2000 *
      ((probe.initialDelaySeconds ?? 0) +
        (probe.periodSeconds ?? 10) * (probe.failureThreshold ?? 3)),
  )
  const failing = inventory
    .eventsOf('Pod', pod.metadata.namespace ?? '', pod.metadata.name ?? '')
    .some(({ reason, message }) => reason === 'Unhealthy' && message.startsWith('Readiness'))
  return failing && inventory.now - started > allowance
}

/** KEP-580: all containers are ready, but a condition that another controller must set is not. */
export function gateUnmet(pod: Pod, inventory: Inventory): boolean {
  const conditions = pod.status?.conditions ?? []
  const isTrue = (wanted: string): boolean =>
    conditions.some(({ type, status }) => type === wanted && status === 'True')
  const gates = pod.spec?.readinessGates ?? []
  if (!isTrue('ContainersReady') || gates.every(({ conditionType = '' }) => isTrue(conditionType)))
    return false
  const since = millis(
    conditions.find(({ type }) => type === 'ContainersReady')?.lastTransitionTime ??
      pod.status?.startTime,
  )
  return since !== null && inventory.now !== null && inventory.now - since > 3 * MINUTE
}

/**
 * A pod that its node turned away, or evicted, while its controller makes no better one. What such pods leave behind (after
 * a reboot of the node, say) is history as soon as a younger sibling lives, or once nobody wants the pod any more.
 */
export function turnedAway(pod: Pod, inventory: Inventory): boolean {
  const { status, metadata } = pod
  const evicted = status?.reason === 'Evicted'
  if (status?.phase !== 'Failed' || !(evicted || isTurnedAway(status.reason ?? ''))) return false
  const owner = metadata.ownerReferences?.[0]
  if (!owner) return !evicted
  // Of a Job its own back-off decides whether an eviction matters.
  if (evicted && owner.kind === 'Job') return false
  const namespace = metadata.namespace ?? ''
  const controller = inventory.get(owner.kind ?? '', namespace, owner.name ?? '')?.object
  if ((controller?.['spec'] as { replicas?: number } | undefined)?.replicas === 0) return false
  const siblings = siblingsOf(pod, inventory)
  if (evicted && (isAgain(pod, siblings) || isNotOutlived(pod, siblings, inventory))) return true
  return !siblings.some(({ status: other }) => /^(?:Running|Succeeded)$/.test(other?.phase ?? ''))
}

/** The pod's own doing, not the node's: a volume or the container's files grew over their limit (pkg/kubelet/eviction). */
const OWN_LIMIT =
  /usage of EmptyDir volume .{0,200}exceeds|exceeds? (?:its|the) (?:local )?ephemeral|ephemeral (?:local )?storage usage exceeds/i

/** Evicted for what it does itself, as another pod of the same revision was: the one that runs now is on its way there. */
const isAgain = ({ status, metadata }: Pod, siblings: readonly Pod[]): boolean =>
  OWN_LIMIT.test(status?.message ?? '') &&
  siblings.some(
    (other) =>
      other.status?.reason === 'Evicted' &&
      OWN_LIMIT.test(other.status.message ?? '') &&
      other.metadata.ownerReferences?.[0]?.name === metadata.ownerReferences?.[0]?.name,
  )

/** All other pods of the same workload. */
const siblingsOf = (pod: Pod, inventory: Inventory): readonly Pod[] => {
  const { kind, name } = inventory.workloadOf(pod)
  return inventory
    .inNamespace('Pod', pod.metadata.namespace ?? '')
    .map(({ object }) => object as Pod)
    .filter((other) => {
      const workload = inventory.workloadOf(other)
      return other !== pod && workload.kind === kind && workload.name === name
    })
}

/**
 * Evicted once for what it does itself, and the pod that came in its place has not yet lived as long as it did: nothing says
 * that it will fare better.
 */
function isNotOutlived(pod: Pod, siblings: readonly Pod[], { now }: Inventory): boolean {
  if (now === null || !OWN_LIMIT.test(pod.status?.message ?? '')) return false
  const start = millis(pod.status?.startTime)
  // A pod that was just evicted does not say yet when its containers ended.
  const end = endOf(pod) ?? now
  if (start === null || end <= start) return false
  return siblings.every((other) => {
    const began = millis(other.status?.startTime)
    return began === null || began < end || now - began < 2 * (end - start)
  })
}

/** When a pod that is over ended: its last container's end, else when the kubelet took it for not ready or disturbed. */
function endOf({ status }: Pod): number | null {
  const ends = [
    ...(status?.containerStatuses ?? []).map(({ state }) => millis(state?.terminated?.finishedAt)),
    ...(status?.conditions ?? [])
      .filter(({ type, status: state }) =>
        type === 'Ready' ? state === 'False' : type === 'DisruptionTarget',
      )
      .map(({ lastTransitionTime }) => millis(lastTransitionTime)),
  ].filter((end) => end !== null)
  return ends.length === 0 ? null : Math.max(...ends)
}

/** No node takes the pod as long as the pressure lasts for which its sibling was evicted: the eviction is the failure. */
export function waitsForPressure(pod: Pod, inventory: Inventory): boolean {
  return (
    (pod.status?.conditions ?? []).some(({ message }) =>
      /node\.kubernetes\.io\/(?:memory|disk|pid)-pressure/.test(message ?? ''),
    ) && siblingsOf(pod, inventory).some(({ status }) => status?.reason === 'Evicted')
  )
}
