import { FunctionError } from '../errors.ts'
import { sprintf } from '../format/print.ts'
import { parseFloatText } from '../syntax/number.ts'
import { quote } from '../text/quote.ts'
import { type Moment } from '../time/moment.ts'
import { DURATION } from '../time/types.ts'
import { UTC } from '../time/zone.ts'
import { float } from '../values/make.ts'
import type { Value } from '../values/value.ts'

type Maybe = Value | undefined

// SI prefixes for what is below one, each a thousandth of the one before.
const SMALL = ['m', 'u', 'n', 'p', 'f', 'a', 'z', 'y']
// Types that `convertToFloat` of Prometheus' template.go takes; all other numeric types are refused there.
const NUMERIC = new Set(['float64', 'int', 'uint', 'int64', 'uint64'])

/** A number given as number, duration or text. */
export function toFloat(value: Maybe): number {
  if (value?.kind === 'string' && value.type.name === 'string') {
    const number = parseFloatText(value.data)
    if (number !== undefined) return number
    throw new FunctionError(`strconv.ParseFloat: parsing ${quote(value.data)}: invalid syntax`)
  }
  if (value?.type === DURATION && value.kind === 'int') return Number(value.data) / 1e9
  const name = value === undefined || value.kind === 'interface' ? '<nil>' : value.type.name
  if (NUMERIC.has(name)) return Number(value?.data)
  throw new FunctionError(`can't convert ${name} to float`)
}

/** Four significant digits. */
function short(value: number): string {
  return sprintf('%.4g', [float(value)])
}

/** Values that no prefix suits: zero, infinities and NaN. */
function isPlain(value: number): boolean {
  return value === 0 || !Number.isFinite(value)
}

/** A value below one with the prefix that brings it to at least one. */
function scaleDown(value: number): string {
  let prefix = ''
  let scaled = value
  for (const next of SMALL) {
    if (Math.abs(scaled) >= 1) break
    prefix = next
    scaled *= 1000
  }
  return short(scaled) + prefix
}

/** A value with the prefix that brings it below the base; beyond the last prefix it stays large. */
function scaleUp(value: number, base: number, prefixes: readonly string[]): string {
  let prefix = ''
  let scaled = value
  for (const next of prefixes) {
    if (Math.abs(scaled) < base) break
    prefix = next
    scaled /= base
  }
  return short(scaled) + prefix
}

/** `humanize`: metric prefixes. */
export function humanize(value: Maybe): string {
  const number = toFloat(value)
  if (isPlain(number)) return short(number)
  return Math.abs(number) >= 1
    ? scaleUp(number, 1000, ['k', 'M', 'G', 'T', 'P', 'E', 'Z', 'Y'])
    : scaleDown(number)
}

/** `humanize1024`: binary prefixes. */
export function humanize1024(value: Maybe): string {
  const number = toFloat(value)
  if (Math.abs(number) <= 1 || !Number.isFinite(number)) return short(number)
  return scaleUp(number, 1024, ['ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei', 'Zi', 'Yi'])
}

/** `humanizePercentage`: of a ratio. */
export function humanizePercentage(value: Maybe): string {
  return `${short(toFloat(value) * 100)}%`
}

/** `humanizeDuration`: of seconds. */
export function humanizeDuration(value: Maybe): string {
  const number = toFloat(value)
  if (!Number.isFinite(number)) return short(number)
  if (number === 0) return `${short(number)}s`
  if (Math.abs(number) < 1) return `${scaleDown(number)}s`
  const sign = number < 0 ? '-' : ''
  const size = Math.abs(number)
  const seconds = Math.trunc(size)
  const minutes = Math.trunc(seconds / 60)
  const hours = Math.trunc(minutes / 60)
  const days = Math.trunc(hours / 24)
  const tail = `${minutes % 60}m ${seconds % 60}s`
  if (days !== 0) return `${sign}${days}d ${hours % 24}h ${tail}`
  if (hours !== 0) return `${sign}${hours}h ${tail}`
  return minutes === 0 ? `${sign}${short(size)}s` : `${sign}${tail}`
}

/** Seconds since 1970 as a moment, to the millisecond as Prometheus keeps it. */
export function secondsToMoment(seconds: number): Moment {
  if (!Number.isFinite(seconds)) throw new FunctionError('value is NaN or Inf')
  if (Math.abs(seconds * 1e9) > 2 ** 63)
    throw new FunctionError(
      `${sprintf('%v', [float(seconds)])} cannot be represented as a nanoseconds timestamp since it overflows int64`,
    )
  const ms = BigInt(Math.trunc(seconds * 1e9)) / 1_000_000n
  return { nanos: ms * 1_000_000n, zone: UTC }
}
