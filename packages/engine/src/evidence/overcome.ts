import { secondsBetween, type EventView } from './events.ts'

/**
 * Warnings that tell of no end and no obstacle: the kubelet's notes on its node's DNS settings (pkg/kubelet/network/dns),
 * what the autoscaler cannot measure yet (pkg/controller/podautoscaler), runs that a CronJob left out
 * (pkg/controller/cronjob), policies that only audit, cordons, endpoints written
 * again.
 */
const HARMLESS: ReadonlySet<string> = new Set([
  'DNSConfigForming',
  'MissingClusterDNS',
  'CheckLimitsForResolvConf',
  'InvalidDiskCapacity',
  'FailedGetResourceMetric',
  'FailedGetContainerResourceMetric',
  'FailedGetPodsMetric',
  'FailedGetObjectMetric',
  'FailedGetExternalMetric',
  'FailedComputeMetricsReplicas',
  'PolicyViolation',
  'FailedToUpdateEndpoint',
  'FailedToUpdateEndpointSlices',
  'FailedToRetrieveImagePullSecret',
  'NodeNotSchedulable',
  'CalculateExpectedPodCountFailed',
  'NoPods',
  'MissSchedule',
  'JobAlreadyActive',
])

/** True of a warning that pods which are well have too. */
export function isHarmless({ reason }: Pick<EventView, 'reason'>): boolean {
  return HARMLESS.has(reason)
}

/** Obstacles on the way to a start, each with the events that cannot come before it is out of the way. */
const PASSED_BY: readonly (readonly [
  reasons: ReadonlySet<string>,
  passedBy: ReadonlySet<string>,
])[] = [
  [
    new Set(['FailedScheduling', 'NotTriggerScaleUp']),
    new Set(['Scheduled', 'Pulling', 'Pulled', 'Created', 'Started']),
  ],
  [
    new Set(['FailedAttachVolume']),
    new Set(['SuccessfulAttachVolume', 'Pulling', 'Pulled', 'Created', 'Started']),
  ],
  [
    new Set([
      'FailedMount',
      'FailedMapVolume',
      'FailedCreatePodSandBox',
      'FailedPodSandBoxStatus',
      'NetworkNotReady',
    ]),
    new Set(['Pulling', 'Pulled', 'Created', 'Started']),
  ],
]

const OF_PULL =
  /^(?:Failed to pull image|Back-off pulling image|Error: (?:ErrImagePull|ImagePullBackOff))/
const IMAGE = /\bimage "([^"]{1,300})"/

/**
 * The events of a pod without those of obstacles that it got over: what kept it from being scheduled, its volumes from being
 * mounted or its image from being pulled is history once something that must come later has happened.
 */
export function withoutOvercome(events: readonly EventView[]): readonly EventView[] {
  if (!events.some(isObstacle)) return events
  const stuck = events.filter((event) => isPull(event) && !isPulled(event, events))
  return events.filter((event) => {
    if (isPull(event)) return stuck.length > 0
    const passedBy = PASSED_BY.find(([reasons]) => reasons.has(event.reason))?.[1]
    if (passedBy === undefined) return true
    return !events.some((later) => passedBy.has(later.reason) && isAfter(later, event))
  })
}

const isPull = ({ reason, message }: EventView): boolean =>
  (reason === 'Failed' || reason === 'BackOff') && OF_PULL.test(message)

const isObstacle = (event: EventView): boolean =>
  isPull(event) || PASSED_BY.some(([reasons]) => reasons.has(event.reason))

const isPulled = (failed: EventView, events: readonly EventView[]): boolean => {
  const image = IMAGE.exec(failed.message)?.[1]
  return events.some(
    (later) =>
      later.reason === 'Pulled' &&
      (image === undefined || later.message.includes(`"${image}"`)) &&
      isAfter(later, failed),
  )
}

/** Ages are rounded: at the same time, the later step of a start comes later. */
const isAfter = (later: EventView, event: EventView): boolean =>
  (secondsBetween(event, later) ??
    (later.origin.source === event.origin.source
      ? (later.origin.line ?? 0) - (event.origin.line ?? 0)
      : -1)) >= 0
