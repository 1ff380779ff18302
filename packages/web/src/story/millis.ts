/** RFC 3339 as milliseconds since 1970; null for none, or what is no time. */
export function millis(stamp: string | null | undefined): number | null {
  if (stamp === null || stamp === undefined) return null
  const ms = Date.parse(stamp)
  return Number.isNaN(ms) ? null : ms
}
