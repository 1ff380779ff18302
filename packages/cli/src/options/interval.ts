import { UsageError } from '../errors.ts'

// Often enough to see a crash before its pod is restarted again, and no burden to an API server.
const DEFAULT_SECONDS = 15
// Seconds.
const MIN_SECONDS = 1

/** Seconds between two looks of --watch. */
export function parseInterval(text: string | undefined): number {
  if (text === undefined) return DEFAULT_SECONDS
  const seconds = Number(text)
  if (text.trim() !== '' && Number.isFinite(seconds) && seconds >= MIN_SECONDS) return seconds
  throw new UsageError({
    code: 'option-value-invalid',
    message: `--interval can't be ${JSON.stringify(text)}.`,
    next: `It takes a number of seconds from ${MIN_SECONDS} on.`,
  })
}
