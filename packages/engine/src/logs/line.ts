/** Severity that a line states of itself; `none` where it states nothing. */
export type Level = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'none'

/** One line of one run's log. `text`, `at` and `level` may be worked out when they are first asked for. */
export interface LogLine {
  /** From 1, in the source that the log came from (a paste may hold several logs). */
  readonly number: number
  /** Verbatim, without kubectl's `--timestamps` prefix or the node's file format; a huge line keeps its beginning and its end. */
  readonly raw: string
  /** What signatures are matched against: ANSI codes gone, `\"` turned into `"`, an escaped newline into a space. */
  readonly text: string
  /** Milliseconds since 1970 from kubectl's prefix, else from the line itself; null where it has none. */
  readonly at: number | null
  readonly level: Level
  /** Known only where the log is the node's own file. */
  readonly stream?: 'stdout' | 'stderr'
}
