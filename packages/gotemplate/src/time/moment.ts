import { UTC, type Zone, zoneState } from './zone.ts'

/** A point in time to the nanosecond, told in a zone. */
export interface Moment {
  /** Nanoseconds since 1970. */
  readonly nanos: bigint
  readonly zone: Zone
}

/** The first of January of year 1: Go's zero time. */
export const ZERO_MOMENT: Moment = { nanos: -62_135_596_800n * 1_000_000_000n, zone: UTC }

/** The clock and calendar at a moment. */
export interface Civil {
  readonly year: number
  /** 1 to 12. */
  readonly month: number
  readonly day: number
  readonly hour: number
  readonly minute: number
  readonly second: number
  readonly nanosecond: number
  /** 0 is Sunday. */
  readonly weekday: number
  readonly yearDay: number
  readonly offsetSeconds: number
  readonly abbreviation: string
}

const SECOND = 1_000_000_000n

/** The date and time of day in the moment's own zone. */
export function civil(moment: Moment): Civil {
  const seconds = floorDiv(moment.nanos, SECOND)
  const ms = Number(seconds) * 1000
  const { offsetSeconds, abbreviation } = zoneState(moment.zone, ms)
  const date = new Date(ms + offsetSeconds * 1000)
  const yearStart = new Date(0)
  yearStart.setUTCFullYear(date.getUTCFullYear(), 0, 1)
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
    nanosecond: Number(moment.nanos - seconds * SECOND),
    weekday: date.getUTCDay(),
    yearDay: Math.floor((date.getTime() - yearStart.getTime()) / 86_400_000) + 1,
    offsetSeconds,
    abbreviation,
  }
}

function floorDiv(value: bigint, by: bigint): bigint {
  const quotient = value / by
  return value % by < 0n ? quotient - 1n : quotient
}

/** A moment of a number of milliseconds since 1970, in UTC. */
export function fromMilliseconds(ms: number): Moment {
  return { nanos: BigInt(Math.round(ms * 1000)) * 1000n, zone: UTC }
}

/** Reads a timestamp of RFC 3339; undefined if it is none. */
export function parseRfc3339(text: string): Moment | undefined {
  const match =
    /^(\d{4})-(\d\d)-(\d\d)[Tt](\d\d):(\d\d):(\d\d)(?:[.,](\d+))?(?:[Zz]|([+-])(\d\d):(\d\d))$/.exec(
      text,
    )
  if (match === null) return undefined
  const field = (index: number): number => Number(match[index] ?? 0)
  const date = new Date(0)
  date.setUTCFullYear(field(1), field(2) - 1, field(3))
  date.setUTCHours(field(4), field(5), field(6))
  if (date.getUTCMonth() + 1 !== field(2) || field(4) > 23 || field(5) > 59 || field(6) > 59)
    return undefined
  const fraction = BigInt((match[7] ?? '').slice(0, 9).padEnd(9, '0'))
  const size = field(9) * 3600 + field(10) * 60
  const offsetSeconds = match[8] === '-' ? -size : size
  const nanos = BigInt(date.getTime() - offsetSeconds * 1000) * 1_000_000n + fraction
  return { nanos, zone: offsetSeconds === 0 ? UTC : { kind: 'fixed', offsetSeconds } }
}
