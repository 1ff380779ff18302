import { levelOf, type Level } from '@unloop/engine/logs'
import type { LogRow } from '../api/answers.ts'
import type { StoryLine } from '../story/story.ts'
import { cleanLine } from '../ansi/segments.ts'

/** What a line is named by. */
type Line = Pick<StoryLine, 'ms' | 'run'>

// OpenTelemetry's ranges of severity numbers: 21 and above are fatal, 17 errors, 13 warnings, 9 information.
const severityLevel = (severity: number): Level =>
  severity >= 21
    ? 'fatal'
    : severity >= 17
      ? 'error'
      : severity >= 13
        ? 'warn'
        : severity >= 9
          ? 'info'
          : 'debug'

/** A line of a log with its level. */
export type LeveledLine = StoryLine

/** A line with its level: the record's severity, or what its text states. */
export function lineOfRow({ ts, pod, run, body, severity }: LogRow): LeveledLine {
  return {
    ms: Date.parse(ts),
    pod,
    run,
    raw: body,
    level: severity > 0 ? severityLevel(severity) : levelOf(cleanLine(body)),
  }
}

/** The name of a line in a URL: its time, and which of that millisecond's lines of its run it is. */
export function lineName({ ms, run }: Line, among: readonly Line[], index: number): string {
  let same = 0
  for (let at = index - 1; at >= 0 && among[at]?.ms === ms; at--) if (among[at]?.run === run) same++
  return `${ms}.${run}${same === 0 ? '' : `.${same}`}`
}

/** The index of a named line; -1 where it is not among them. */
export function findLine(name: string, among: readonly Line[]): number {
  const [ms, run, same = 0] = name.split('.').map(Number)
  let left = same
  return among.findIndex((line) => line.ms === ms && line.run === run && left-- === 0)
}
