/** RFC 3339 in UTC without a fraction, as the API server writes times. */
export const iso = (at: number): string => new Date(at).toISOString().replace(/\.\d{3}Z$/, 'Z')

/** An age as kubectl prints it: apimachinery's `duration.HumanDuration`. */
export function humanAge(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000))
  const [minutes, hours] = [Math.floor(seconds / 60), Math.floor(seconds / 3600)]
  const days = Math.floor(hours / 24)
  if (seconds < 120) return `${seconds}s`
  if (minutes < 10) return two([minutes, 'm'], [seconds % 60, 's'])
  if (minutes < 180) return `${minutes}m`
  if (hours < 8) return two([hours, 'h'], [minutes % 60, 'm'])
  if (hours < 48) return `${hours}h`
  if (hours < 192) return two([days, 'd'], [hours % 24, 'h'])
  if (days < 730) return `${days}d`
  return two([Math.floor(days / 365), 'y'], [days % 365, 'd'])
}

type Part = readonly [number, string]
const two = ([a, unit]: Part, [b, smaller]: Part): string =>
  b === 0 ? `${a}${unit}` : `${a}${unit}${b}${smaller}`

/** Go's RFC 1123 with a numeric zone, as `kubectl describe` prints times. */
export function longTime(at: number): string {
  const [day = '', date = '', month = '', year = '', time = ''] = new Date(at)
    .toUTCString()
    .split(' ')
  return `${day} ${date} ${month} ${year} ${time} +0000`
}

export const SECOND = 1000
export const MINUTE = 60 * SECOND
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR
