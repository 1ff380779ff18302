/**
 * The times that are taken. What is older would be dropped at once; what lies in the future would never be, and
 * either lets a wrong clock spread rows over any number of partitions.
 */
export interface TimeWindow {
  readonly fromMs: number
  readonly toMs: number
}

const DAY_MS = 86_400_000
/** Clocks of nodes drift, and some senders stamp local time: an hour ahead is still taken. */
const AHEAD_MS = 3_600_000

/** Records of other times are refused: one of 1970 or of next year would make a partition of its own. */
export function timeWindow(nowMs: number, days: number): TimeWindow {
  return { fromMs: nowMs - days * DAY_MS, toMs: nowMs + AHEAD_MS }
}

/** Null where the time is taken, else why not. */
export function outside(window: TimeWindow, ms: number): string | null {
  if (ms >= window.fromMs && ms <= window.toMs) return null
  const time =
    Number.isFinite(ms) && Math.abs(ms) < 8.64e15 ? new Date(ms).toISOString() : String(ms)
  return ms < window.fromMs
    ? `${time} is older than what is kept`
    : `${time} is in the future: is the sender's clock right?`
}
