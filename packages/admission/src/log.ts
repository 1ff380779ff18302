/** One event of the webhook; `level` as in the log format of Kubernetes' own components. */
export interface LogEvent {
  readonly level: 'info' | 'warn' | 'error'
  readonly message: string
  readonly [field: string]: string | number
}

export type Log = (event: LogEvent) => void

/** One JSON object a line. */
export const logLine = (event: LogEvent, now: Date): string =>
  `${JSON.stringify({ time: now.toISOString(), ...event })}\n`

export const reasonOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error)
