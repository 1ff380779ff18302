import { parseDuration } from '../parser/duration.ts'
import { parseMetricSelector } from '../parser/parser.ts'
import type { Matcher } from '../labels/matcher.ts'
import { quote } from '../numbers/quote.ts'
import type { TimeRange } from '../storage/querier.ts'
import { ApiError, invalidParameter } from './response.ts'

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error))

// What Go's ParseFloat takes, save infinities, NaN and hexadecimal, which no time can be.
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/

/** Milliseconds of a time in seconds since 1970 or in RFC 3339. */
function parseTime(text: string): number {
  if (NUMBER.test(text)) return Math.round(Number(text) * 1000)
  const rfc3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/
  const time = rfc3339.test(text) ? Date.parse(text) : NaN
  if (Number.isNaN(time)) throw new Error(`cannot parse ${quote(text)} to a valid timestamp`)
  return time
}

/** A time that must be there, in milliseconds. */
export function requiredTime(params: URLSearchParams, name: string): number {
  try {
    return parseTime(params.get(name) ?? '')
  } catch (error) {
    throw invalidParameter(name, messageOf(error))
  }
}

/** A time that may be left out, in milliseconds. */
export function optionalTime(params: URLSearchParams, name: string, otherwise: number): number {
  const text = params.get(name) ?? ''
  if (text === '') return otherwise
  try {
    return parseTime(text)
  } catch (error) {
    throw invalidParameter(name, `invalid time value for '${name}': ${messageOf(error)}`)
  }
}

/** Milliseconds of a duration: seconds as a number, or `5m`. */
function parseSpan(text: string): number {
  if (NUMBER.test(text)) {
    const seconds = Number(text)
    // An int64 of nanoseconds is what Prometheus holds.
    if (Math.abs(seconds) > 2 ** 63 / 1e9)
      throw new Error(`cannot parse ${quote(text)} to a valid duration. It overflows int64`)
    return Math.trunc(seconds * 1000)
  }
  try {
    return parseDuration(text)
  } catch {
    throw new Error(`cannot parse ${quote(text)} to a valid duration`)
  }
}

/** A duration that must be there, in milliseconds. */
export function requiredDuration(params: URLSearchParams, name: string): number {
  try {
    return parseSpan(params.get(name) ?? '')
  } catch (error) {
    throw invalidParameter(name, messageOf(error))
  }
}

/** A duration that may be left out, in milliseconds. */
export function optionalDuration(params: URLSearchParams, name: string): number | undefined {
  return (params.get(name) ?? '') === '' ? undefined : requiredDuration(params, name)
}

/** How many results are wanted at most; 0 for all. */
export function limitOf(params: URLSearchParams): number {
  const text = params.get('limit') ?? ''
  if (text === '') return 0
  if (!/^[+-]?\d+$/.test(text))
    throw invalidParameter('limit', `strconv.Atoi: parsing ${quote(text)}: invalid syntax`)
  const limit = Number(text)
  if (limit < 0) throw invalidParameter('limit', 'limit must be non-negative')
  return limit
}

/** The time that series are looked for in. */
export function rangeOf(params: URLSearchParams): TimeRange {
  return {
    start: optionalTime(params, 'start', -Infinity),
    end: optionalTime(params, 'end', Infinity),
  }
}

/** The conditions of all `match[]`. */
export function matcherSets(params: URLSearchParams): (readonly Matcher[])[] {
  const sets = params.getAll('match[]').map((text) => {
    try {
      return parseMetricSelector(text).matchers
    } catch (error) {
      throw new ApiError('bad_data', messageOf(error))
    }
  })
  // A selector that every series meets would read the whole store.
  if (sets.some((set) => set.every((matcher) => matcher.matches(''))))
    throw new ApiError('bad_data', 'match[] must contain at least one non-empty matcher')
  return sets
}
