import type { TimeWindow } from './time-window.ts'

/** What holds for every record of a request. */
export interface Scope {
  /** The cluster's name where the sender does not say. */
  readonly cluster: string
  readonly nowMs: number
  readonly window: TimeWindow
}
