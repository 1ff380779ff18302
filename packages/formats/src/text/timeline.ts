import type { EventRow } from './events.ts'
import { timeOf } from './time.ts'

/** What the kubelet, the scheduler and the controllers write into the messages of their events, and the reason that each has. */
const MESSAGES: readonly (readonly [
  message: RegExp,
  reason: string,
  type: 'Normal' | 'Warning',
])[] = [
  [/^Back-off restarting failed container/, 'BackOff', 'Warning'],
  [/^Back-off pulling image /, 'BackOff', 'Normal'],
  [/^(?:Liveness|Readiness|Startup) probe (?:failed|errored)/, 'Unhealthy', 'Warning'],
  [/^Container \S+ failed (?:liveness|startup) probe, will be restarted/, 'Killing', 'Normal'],
  [/^Stopping container \S/, 'Killing', 'Normal'],
  [/^(?:MountVolume\.\w+|UnmountVolume\.\w+|MapVolume\.\w+) failed for /, 'FailedMount', 'Warning'],
  [/^\d+\/\d+ nodes are available/, 'FailedScheduling', 'Warning'],
  [/^Failed to pull image /, 'Failed', 'Warning'],
  [/^Created container:? \S/, 'Created', 'Normal'],
  [/^Started container:? \S/, 'Started', 'Normal'],
  [/^(?:Container image "[^"]+" already present|Successfully pulled image )/, 'Pulled', 'Normal'],
  [/^Pulling image "/, 'Pulling', 'Normal'],
  [/^Successfully assigned \S+ to \S/, 'Scheduled', 'Normal'],
  [/^Created pod: \S/, 'SuccessfulCreate', 'Normal'],
  [/^Scaled (?:up|down) replica set \S/, 'ScalingReplicaSet', 'Normal'],
  [/^Add \S+ \[[^\]]+\] from \S/, 'AddedInterface', 'Normal'],
]

const MOMENT = /^\s*\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(?:\.\d+)?(?: ?(?:Z|UTC|[+-]\d\d:?\d\d))?\s*$/

/** The event that a dashboard shows as its time on one line and its message on the next (TrueNAS and others). */
export function timelineEvent(time: string, message: string): EventRow | null {
  if (!MOMENT.test(time)) return null
  const text = message.trim()
  const known = MESSAGES.find(([pattern]) => pattern.test(text))
  if (known === undefined) return null
  const at = timeOf(time)
  const moment = at === null ? null : { at }
  return {
    type: known[2],
    reason: known[1],
    message: text,
    count: null,
    last: moment,
    first: moment,
    component: null,
    host: null,
    fieldPath: null,
    involved: null,
  }
}
