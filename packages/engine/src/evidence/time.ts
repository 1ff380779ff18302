/** Milliseconds since 1970 of an RFC 3339 time; null where it is absent, unreadable, or the API's zero time (year 1, 1970). */
export function millis(time: string | null | undefined): number | null {
  if (!time) return null
  const at = Date.parse(time)
  return Number.isFinite(at) && at > ZERO_TIMES_END ? at : null
}

/** containerd reports containers that never started with times in 1970, the API server unset times with year 1. */
const ZERO_TIMES_END = Date.UTC(1980, 0, 1)

/** RFC 3339 in UTC with whole seconds; null stays null. */
export function rfc3339(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString().replace(/\.\d{3}Z$/, 'Z')
}

/** A duration as kubectl prints ages: `45s`, `3m20s`, `2h5m`, `3d`. */
export function duration(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000))
  if (seconds < 120) return `${seconds}s`
  const minutes = Math.floor(seconds / 60)
  if (minutes < 10) return seconds % 60 ? `${minutes}m${seconds % 60}s` : `${minutes}m`
  if (minutes < 180) return `${minutes}m`
  const hours = Math.floor(minutes / 60)
  return hours < 48 ? `${hours}h` : `${Math.floor(hours / 24)}d`
}
