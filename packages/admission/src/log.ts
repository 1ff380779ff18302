/** One event of the webhook; `level` as in the log format of Kubernetes' own components. */
export interface LogEvent {
  readonly level: 'info' | 'warn' | 'error'
  readonly message: string
  readonly [field: string]: string | number
}

/** Takes one event; the caller writes it as a line of JSON. */
export type Log = (event: LogEvent) => void

/** One JSON object a line. */
export function logLine(event: LogEvent, now: Date): string {
  return `${JSON.stringify({ time: now.toISOString(), ...event })}\n`
}

/** The message of whatever was thrown, for a log line. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
