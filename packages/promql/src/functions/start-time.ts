/** Samples with the times at which their counters began. */
export interface StartedSamples {
  readonly times: Float64Array | readonly number[]
  readonly starts: Float64Array | readonly number[]
}

/** Whether the start timestamp of a sample tells that its counter was reset since the sample before it. */
export function isStartReset({ times, starts }: StartedSamples, i: number): boolean {
  return startsAnew(
    { start: starts[i - 1] ?? 0, time: times[i - 1] ?? 0 },
    { start: starts[i] ?? 0, time: times[i] ?? 0 },
  )
}

/** A sample's time, and when its counter began. */
export interface Started {
  readonly start: number
  readonly time: number
}

/** As {@link isStartReset}, for two samples. A start of 0 is not known, one after its sample is not valid. */
export function startsAnew(before: Started, now: Started): boolean {
  if (before.start === now.start || now.start === 0 || now.start >= now.time) return false
  if (now.start !== before.time) return now.start > before.time
  // It points at the sample before: a reset where increments are stored, none where the true start is unknown.
  return before.start !== 0 && before.start < before.time
}

/** Whether a sample's counter began before the sample in front of it, and not when that one's did. */
export function startsOverlap({ times, starts }: StartedSamples, i: number): boolean {
  const start = starts[i] ?? 0
  return start !== 0 && start < (times[i - 1] ?? 0) && start !== (starts[i - 1] ?? 0)
}
