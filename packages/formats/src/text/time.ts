const UNIT_SECONDS: Readonly<Record<string, number>> = {
  s: 1,
  m: 60,
  h: 3600,
  d: 86_400,
  y: 31_536_000,
}

/** An age as kubectl writes it (`41s`, `2m19s`, `15h`, `5d20h`, `1y2d`) or what stands in its place, as a pattern. */
export const AGE_OR_NONE = '(?:\\d[\\dydhms.]*[ydhms]|<unknown>|<invalid>|unknown)'

/** Seconds of an age as kubectl writes it (apimachinery `duration.HumanDuration`), null for `<unknown>` and the like. */
export function ageSeconds(age: string | undefined): number | null {
  if (age === undefined || !/^(?:\d+(?:\.\d+)?[ydhms])+$/.test(age)) return null
  let seconds = 0
  for (const [, amount, unit] of age.matchAll(/(\d+(?:\.\d+)?)([ydhms])/g)) {
    seconds += Number(amount) * (UNIT_SECONDS[unit ?? ''] ?? 0)
  }
  return seconds
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/** `Sat, 05 Jul 2025 08:01:10 -0300`, Go's RFC 1123 with a numeric zone, as `kubectl describe` prints times. */
export const RFC1123 =
  '[A-Z][a-z]{2}, \\d{1,2} [A-Z][a-z]{2} \\d{4} \\d\\d:\\d\\d:\\d\\d [+-]\\d{4}'

/** Milliseconds of RFC 1123 (describe) or RFC 3339 (YAML, logs), null for anything else and for Go's zero time. */
export function timeOf(text: string | undefined): number | null {
  if (text === undefined) return null
  const at = rfc1123(text) ?? rfc3339(text)
  // A container that never started has the epoch or year 1 as its start.
  return at === null || at < 86_400_000 ? null : at
}

function rfc1123(text: string): number | null {
  const match =
    /(\d{1,2}) ([A-Z][a-z]{2}) (\d{4}) (\d\d):(\d\d):(\d\d)(?: ([+-])(\d\d)(\d\d))?/.exec(text)
  if (match === null) return null
  const month = MONTHS.indexOf((match[2] ?? '').toLowerCase())
  if (month === -1) return null
  const [day, year, hour, minute, second] = [1, 3, 4, 5, 6].map((group) => Number(match[group]))
  const zone = (Number(match[8] ?? 0) * 60 + Number(match[9] ?? 0)) * (match[7] === '-' ? -1 : 1)
  return Date.UTC(year ?? 0, month, day, hour, (minute ?? 0) - zone, second)
}

const RFC3339 =
  /(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d):(\d\d)(?:[.,](\d{1,9}))?\s?(?:(Z)|([+-])(\d\d):?(\d\d))?/

function rfc3339(text: string): number | null {
  const match = RFC3339.exec(text)
  if (match === null) return null
  const [year, month, day, hour, minute, second] = [1, 2, 3, 4, 5, 6].map((g) => Number(match[g]))
  if ((month ?? 0) > 12 || (day ?? 0) > 31 || (hour ?? 0) > 24) return null
  const zone = (Number(match[10] ?? 0) * 60 + Number(match[11] ?? 0)) * (match[9] === '-' ? -1 : 1)
  const milli = Math.trunc(Number(`0.${match[7] ?? '0'}`) * 1000)
  return Date.UTC(year ?? 0, (month ?? 1) - 1, day, hour, (minute ?? 0) - zone, second, milli)
}

/** RFC 3339 in UTC without a fraction, as the API serves times. */
export function isoTime(milliseconds: number): string {
  if (!Number.isFinite(milliseconds) || Math.abs(milliseconds) > 8.64e15) return ''
  return new Date(milliseconds).toISOString().replace(/\.\d{3}Z$/, 'Z')
}
