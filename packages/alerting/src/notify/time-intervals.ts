import { civil, type Moment, UTC } from '@unloop/gotemplate'
import type { InclusiveRange, TimeInterval } from '../config/time-interval.ts'

/** Whether a moment (milliseconds since 1970) lies in an interval: in one item of each list that it gives. */
export function intervalContains(interval: TimeInterval, nowMs: number): boolean {
  const moment: Moment = { nanos: BigInt(nowMs) * 1_000_000n, zone: interval.location ?? UTC }
  const at = civil(moment)
  const minute = at.hour * 60 + at.minute
  // Day 0 of the next month is the last of this one; months count from 1 here and from 0 in `Date`.
  const days = new Date(Date.UTC(at.year, at.month, 0)).getUTCDate()
  return (
    any(interval.times, (range) => minute >= range.startMinute && minute < range.endMinute) &&
    any(interval.days_of_month, (range) => containsDay(range, at.day, days)) &&
    any(interval.months, (range) => within(range, at.month)) &&
    any(interval.weekdays, (range) => within(range, at.weekday)) &&
    any(interval.years, (range) => within(range, at.year))
  )
}

/** Whether any range holds; a list that is not given holds always. */
function any<T>(ranges: readonly T[] | undefined, test: (range: T) => boolean): boolean {
  return ranges === undefined || ranges.some(test)
}

/** Both ends belong to it. */
function within({ begin, end }: InclusiveRange, value: number): boolean {
  return value >= begin && value <= end
}

/** Negative days count from the month's end; a range that begins after it is left out. */
function containsDay(range: InclusiveRange, day: number, daysInMonth: number): boolean {
  const fromEnd = (value: number): number => (value < 0 ? daysInMonth + value + 1 : value)
  const begin = fromEnd(range.begin)
  if (begin > daysInMonth) return false
  const clamp = (value: number): number => Math.max(-daysInMonth, Math.min(value, daysInMonth))
  return day >= clamp(begin) && day <= clamp(fromEnd(range.end))
}
