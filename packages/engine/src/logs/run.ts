import type { LogStream } from '../evidence/snapshot.ts'
import type { LogLine } from './line.ts'
import { passage, type Passage } from './passage.ts'
import { READ_HEAD, READ_TAIL, readLines } from './read.ts'
import type { Hit, Scanner } from './scan.ts'
import { findTraces, type Trace } from './trace.ts'

/** Everything that is read out of one run's log. */
export interface ReadRun {
  /** Of a log beyond 256 KiB, its beginning and its end. */
  readonly lines: readonly LogLine[]
  /** Of the whole log; a hit's line is one of `lines` where it stands there. */
  readonly hits: readonly Hit[]
  readonly traces: readonly Trace[]
  readonly passage: Passage
  /** How much a hit counts by its place in the run. */
  standingOf(hit: Hit): number
}

/** Reads one run's log; a huge one costs little more than looking for the signatures. */
export function readRun(stream: Pick<LogStream, 'text' | 'origin'>, scanner: Scanner): ReadRun {
  const lines = readLines(stream)
  const traces = findTraces(lines)
  const judged = passage(lines, traces)
  const isWhole = stream.text.length <= READ_HEAD + READ_TAIL
  const byNumber = new Map(lines.map((line, index) => [line.number, index]))
  const known = ({ line }: Hit): LogLine => lines[byNumber.get(line.number) ?? -1] ?? line
  const hits = isWhole
    ? scanner.scan(lines, 'log')
    : scanner
        .scanText(stream, 'log')
        .map((hit) => (known(hit).text === hit.line.text ? { ...hit, line: known(hit) } : hit))
  return {
    lines,
    hits,
    traces,
    passage: judged,
    standingOf: (hit) => judged.standing(byNumber.get(hit.line.number) ?? -1),
  }
}
