import type { LogStream } from '../evidence/snapshot.ts'
import type { LogLine } from '../logs/line.ts'
import { passage, type Passage } from './crash-window.ts'
import { READ_HEAD, READ_TAIL, readLines } from '../logs/read.ts'
import type { Hit, Scanner } from '../scanner/scan.ts'
import { findTraces, type Trace } from '../traces/trace.ts'

/** Everything that is read out of one run's log. */
export interface ReadRun {
  /** Of a log beyond 256 KiB, its beginning and its end. */
  readonly lines: readonly LogLine[]
  /** Of the whole log; a hit's line is one of `lines` where it stands there. */
  readonly hits: readonly Hit[]
  readonly traces: readonly Trace[]
  readonly passage: Passage
}

/** Reads one run's log; a huge one costs little more than looking for the signatures. */
export function readRun(stream: Pick<LogStream, 'text' | 'origin'>, scanner: Scanner): ReadRun {
  const lines = readLines(stream)
  const traces = findTraces(lines)
  const isWhole = stream.text.length <= READ_HEAD + READ_TAIL
  const hits = isWhole
    ? scanner.scan(lines, 'log')
    : ofLines(lines, scanner.scanText(stream, 'log'))
  return { lines, hits, traces, passage: passage(lines, traces) }
}

/** Hits whose lines are the ones that were read, where they were. */
function ofLines(lines: readonly LogLine[], hits: readonly Hit[]): readonly Hit[] {
  const byNumber = new Map(lines.map((line) => [line.number, line]))
  return hits.map((hit) => {
    const line = byNumber.get(hit.line.number)
    return line?.text === hit.line.text ? { ...hit, line } : hit
  })
}
