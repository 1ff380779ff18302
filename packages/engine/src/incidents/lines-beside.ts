import type { CaseFile } from '../case/case-file.ts'
import type { Run } from '../case/runs.ts'
import type { LogLine } from '../logs/line.ts'
import { tellsOfFailure } from '../logs/message.ts'
import { sourceLine } from '../logs/read.ts'
import { saysNothing } from '../logs/says-nothing.ts'
import type { Evidence } from '../report/report.ts'

/** More than the decisive line and these is a log, not an excerpt. */
const MOST = 2
/** A blank line may stand between what belongs together. */
const NEAR = 2

/**
 * What stands right beside the decisive line of a log and belongs to it: the failure just above, of which it may be the
 * consequence; what it goes on with below; and the line that the run itself shows as its reason, where that is another one.
 */
export function linesBeside(file: CaseFile, lead: Evidence | undefined): readonly Evidence[] {
  if (lead?.kind !== 'log' || lead.line === undefined) return []
  for (const run of file.runs) {
    if (run.stream.origin.source !== lead.source) continue
    const at = run.lines.findIndex(({ number }) => sourceLine(run.stream, number) === lead.line)
    if (at < 0) continue
    const lines = [above(run, at), below(run, at), ownReason(run, at)]
    return lines
      .filter((line) => line !== null)
      .slice(0, MOST)
      .map((line) => file.fromLine(run, line))
  }
  return []
}

const above = ({ lines, traces }: Run, at: number): LogLine | null => {
  const index = neighbour(lines, at, -1)
  const line = lines[index]
  if (!line || isFrame(line) || saysNothing(line.text)) return null
  const isInside = traces.some(({ start, end }) => index >= start && index <= end)
  return isInside || tellsOfFailure(line) || goesOn(lines[at]) ? line : null
}

const below = ({ lines }: Run, at: number): LogLine | null => {
  const index = neighbour(lines, at, 1)
  const line = lines[index]
  if (!line || isFrame(line) || saysNothing(line.text)) return null
  // A name, and indented below it what is wrong with it.
  const isHead = line.level === 'none' && goesOn(lines[index + 1])
  return tellsOfFailure(line) || goesOn(line) || isHead ? line : null
}

const ownReason = ({ crashWindow: { fallback }, lines }: Run, at: number): LogLine | null =>
  fallback && fallback.line !== lines[at] && tellsOfFailure(fallback.line) ? fallback.line : null

/** The nearest line with words on one side; -1 where there is none near. */
function neighbour(lines: readonly LogLine[], at: number, step: 1 | -1): number {
  for (let index = at + step, left = NEAR; left > 0; index += step, left--)
    if (/[A-Za-z]{3}/.test(lines[index]?.text ?? '')) return index
  return -1
}

const goesOn = (line: LogLine | undefined): boolean =>
  line !== undefined && line.level === 'none' && /^\s+\S/.test(line.text)

/** A place in the program, which says where and not what. */
const isFrame = ({ text }: LogLine): boolean =>
  /^\s*(?:at\s|from\s|File "|#\d+\s|\.{3} \d+ more|goroutine \d)|^\s*\S+\.(?:go|py|rb|js|ts|php|rs|java|ex|exs):\d+/.test(
    text,
  )
