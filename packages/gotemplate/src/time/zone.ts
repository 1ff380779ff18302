import { ABBREVIATIONS } from './abbreviations.data.ts'

/** Where on Earth a time is told: UTC, a fixed offset, or a zone of the IANA data base. */
export type Zone =
  | { readonly kind: 'utc' }
  | { readonly kind: 'fixed'; readonly offsetSeconds: number; readonly abbreviation?: string }
  | { readonly kind: 'iana'; readonly name: string }

/** The zone that prints as `UTC`; a fixed offset of 0 prints as what it is called. */
export const UTC: Zone = { kind: 'utc' }

/** A zone at one moment; the offset is in seconds east of UTC. */
export interface ZoneState {
  readonly offsetSeconds: number
  readonly abbreviation: string
}

const formats = new Map<string, Intl.DateTimeFormat>()

function format(zone: string, locale: string, name: 'longOffset' | 'short'): Intl.DateTimeFormat {
  const key = `${zone} ${locale} ${name}`
  const known = formats.get(key)
  if (known !== undefined) return known
  const made = new Intl.DateTimeFormat(locale, { timeZone: zone, timeZoneName: name })
  formats.set(key, made)
  return made
}

/** The zone of a name such as `Europe/Berlin`; undefined if there is none. */
export function findZone(name: string): Zone | undefined {
  if (name === '' || name === 'UTC') return UTC
  if (!/^[A-Za-z][A-Za-z0-9_+\-/]*$/.test(name)) return undefined
  try {
    format(name, 'en-US', 'longOffset')
    return { kind: 'iana', name }
  } catch {
    return undefined
  }
}

/** Offset and abbreviation of a zone at a moment (milliseconds since 1970). */
export function zoneState(zone: Zone, ms: number): ZoneState {
  switch (zone.kind) {
    case 'utc':
      return { offsetSeconds: 0, abbreviation: 'UTC' }
    case 'fixed':
      return { offsetSeconds: zone.offsetSeconds, abbreviation: zone.abbreviation ?? '' }
    case 'iana': {
      const offsetSeconds = ianaOffset(zone.name, ms)
      return { offsetSeconds, abbreviation: abbreviation(zone.name, ms, offsetSeconds) }
    }
  }
}

/** The name of the zone at a moment, as a formatter gives it. */
function part(formatter: Intl.DateTimeFormat, ms: number): string {
  const parts = formatter.formatToParts(new Date(ms))
  return parts.find((one) => one.type === 'timeZoneName')?.value ?? ''
}

/** Seconds east of UTC at a moment. */
function ianaOffset(name: string, ms: number): number {
  const match = /GMT([+-])(\d\d):(\d\d)(?::(\d\d))?/.exec(
    part(format(name, 'en-US', 'longOffset'), ms),
  )
  if (match === null) return 0
  const seconds = Number(match[2]) * 3600 + Number(match[3]) * 60 + Number(match[4] ?? 0)
  return match[1] === '-' ? -seconds : seconds
}

/** The tz data base's abbreviation, which JavaScript knows for some zones in some locales only. */
function abbreviation(name: string, ms: number, offsetSeconds: number): string {
  const listed = ABBREVIATIONS[name]
  if (listed !== undefined) return listed
  for (const locale of ['en-US', 'en-GB', 'en-AU', 'en-NZ', 'en-IN', 'en-ZA']) {
    const short = part(format(name, locale, 'short'), ms)
    if (/^[A-Z]{3,5}$/.test(short) && (short !== 'GMT' || offsetSeconds === 0)) return short
  }
  return formatOffset(offsetSeconds, '')
}

/** `+0100`; with a separator `+01:00`. Without minutes there is the hour alone where `separator` is empty. */
function formatOffset(offsetSeconds: number, separator: string): string {
  const minutes = Math.floor(Math.abs(offsetSeconds) / 60)
  const hours = String(Math.floor(minutes / 60)).padStart(2, '0')
  const rest = minutes % 60
  const sign = offsetSeconds < 0 ? '-' : '+'
  return rest === 0
    ? `${sign}${hours}`
    : `${sign}${hours}${separator}${String(rest).padStart(2, '0')}`
}
