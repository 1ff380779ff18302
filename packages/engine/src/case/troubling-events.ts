import { secondsBetween, type EventView } from '../evidence/events.ts'
import { isHarmless, withoutOvercome } from '../evidence/overcome.ts'

/** So long after its start a container's probes may well fail. */
export const STARTING_SECONDS = 3 * 60

/**
 * The events of a pod that tell of trouble: without obstacles that it got over, without what pods that are well have too, and
 * without what comes with being stopped on purpose. What its probes say in the first minutes of its only start is none
 * either.
 */
export function troublingEvents(events: readonly EventView[]): readonly EventView[] {
  const kept = withoutOvercome(events)
  const troubling = kept.filter(
    (event) =>
      (event.type === 'Warning' && !isHarmless(event)) ||
      event.reason === 'BackOff' ||
      (event.reason === 'Killing' && !isStop(event)),
  )
  if (!troubling.every(isOfReadiness)) return troubling
  return kept.some(isStop) || startedOnce(kept, troubling) ? [] : troubling
}

/** What the kubelet says where somebody deleted the pod, scaled it down or drained its node. */
const isStop = ({ reason, message }: EventView): boolean =>
  reason === 'Killing' && message.startsWith('Stopping container')

const isOfReadiness = ({ reason, message }: EventView): boolean =>
  reason === 'Unhealthy' && /^(?:Readiness|Startup) probe/.test(message)

const startedOnce = (events: readonly EventView[], failed: readonly EventView[]): boolean => {
  const starts = events.filter(({ reason }) => reason === 'Started')
  return (
    starts.length > 0 &&
    starts.every(({ count }) => count === 1) &&
    failed.every((event) =>
      starts.some((start) => {
        const after = secondsBetween(start, event)
        return after !== null && after >= 0 && after <= STARTING_SECONDS
      }),
    )
  )
}
