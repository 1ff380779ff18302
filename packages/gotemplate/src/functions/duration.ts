import { FunctionError } from '../errors.ts'
import { quote } from '../text/quote.ts'

// Units in milliseconds, in the order in which `model.ParseDuration` wants them: a year has 365 days.
const UNITS = [
  ['y', 365 * 24 * 3_600_000],
  ['w', 7 * 24 * 3_600_000],
  ['d', 24 * 3_600_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1000],
  ['ms', 1],
] as const

/** Milliseconds of a duration as Prometheus writes it, such as `1d12h`; undefined if it is none. */
export function durationMs(text: string): number | undefined {
  if (text === '0') return 0
  const match =
    /^(?:(\d+)y)?(?:(\d+)w)?(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?(?:(\d+)ms)?$/.exec(text)
  if (match === null || text === '') return undefined
  let sum = 0
  for (const [index, [, length]] of UNITS.entries()) sum += Number(match[index + 1] ?? 0) * length
  return sum
}

/**
 * Seconds of a duration, which may be negative.
 * @throws {FunctionError} in Prometheus' words
 */
export function parseDurationSeconds(text: string): number {
  const isNegative = text.startsWith('-')
  const rest = isNegative ? text.slice(1) : text
  const ms = durationMs(rest)
  if (rest === '') throw new FunctionError('empty duration string')
  if (ms === undefined) throw new FunctionError(`not a valid duration string: ${quote(rest)}`)
  // An int64 of nanoseconds is what upstream holds.
  if (ms * 1e6 > 2 ** 63) throw new FunctionError('duration out of range')
  return (isNegative ? -ms : ms) / 1000
}
