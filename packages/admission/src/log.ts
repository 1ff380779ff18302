/** One event of the webhook; `level` as in the log format of Kubernetes' own components. */
export interface LogEvent {
  readonly level: 'info' | 'warn' | 'error'
  readonly message: string
  readonly [field: string]: string | number
}

export type Log = (event: LogEvent) => void

/** One JSON object a line. */
export function logLine(event: LogEvent, now: Date): string {
  return `${JSON.stringify({ time: now.toISOString(), ...event })}\n`
}

export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
