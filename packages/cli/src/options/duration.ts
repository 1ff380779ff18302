import { UsageError } from '../errors.ts'

// Seconds.
const UNITS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600 }

/** Seconds of `90s`, `10m`, `1h30m` or a bare number of seconds, as Go's durations are written. */
export function parseDuration(text: string): number {
  const parts = [...text.matchAll(/(\d+)([smh]?)/g)]
  const seconds = parts.reduce(
    (sum, [, digits, unit]) => sum + Number(digits) * (UNITS[unit || 's'] ?? 1),
    0,
  )
  if (seconds > 0 && parts.map(([part]) => part).join('') === text) return seconds
  throw new UsageError({
    code: 'option-value-invalid',
    message: `${JSON.stringify(text)} is no duration.`,
    next: 'Write it as 90s, 10m or 1h.',
  })
}
