import type { Inhibitor } from '../inhibit/inhibitor.ts'
import type { Silences } from '../silences/silences.ts'
import { intervalContains } from './time-intervals.ts'
import type { TimeInterval } from '../config/time-interval.ts'
import type { Stage } from './context.ts'

type Intervals = ReadonlyMap<string, readonly TimeInterval[]>

/** Drops what another alert holds back. */
export function inhibitStage(inhibitor: Inhibitor): Stage {
  return (_, alerts) =>
    Promise.resolve(alerts.filter(({ labels }) => inhibitor.inhibitedBy(labels).length === 0))
}

/** Drops what a silence holds back. */
export function silenceStage(silences: Silences): Stage {
  return (_, alerts) =>
    Promise.resolve(alerts.filter(({ labels }) => silences.silencedBy(labels).length === 0))
}

/** The names of those intervals that a moment lies in. */
export function intervalsAt(
  names: readonly string[],
  intervals: Intervals,
  now: number,
): readonly string[] {
  return names.filter((name) =>
    (intervals.get(name) ?? []).some((one) => intervalContains(one, now)),
  )
}

/** Drops all outside of a route's active intervals. */
export function activeTimeStage(intervals: Intervals): Stage {
  return ({ route, now }, alerts) => {
    const names = route.activeTimeIntervals
    const isActive = names.length === 0 || intervalsAt(names, intervals, now).length > 0
    return Promise.resolve(isActive ? alerts : [])
  }
}

/** Drops all within a route's mute intervals. */
export function muteTimeStage(intervals: Intervals): Stage {
  return ({ route, now }, alerts) => {
    const isMuted = intervalsAt(route.muteTimeIntervals, intervals, now).length > 0
    return Promise.resolve(isMuted ? [] : alerts)
  }
}
