import type { LogStream } from '../evidence/snapshot.ts'
import type { LogLine } from '../logs/line.ts'
import { crashWindow, type CrashWindow } from './crash-window.ts'
import { READ_HEAD, READ_TAIL, readLines } from '../logs/read.ts'
import type { SignatureMatch, Scanner } from '../scanner/scan.ts'
import { findTraces, type Trace } from '../traces/trace.ts'

/** Everything that is read out of one run's log. */
export interface ReadRun {
  /** Of a log beyond 256 KiB, its beginning and its end. */
  readonly lines: readonly LogLine[]
  /** Of the whole log; a match's line is one of `lines` where it stands there. */
  readonly signatureMatches: readonly SignatureMatch[]
  readonly traces: readonly Trace[]
  readonly crashWindow: CrashWindow
}

/** Reads one run's log; a huge one costs little more than looking for the signatures. */
export function readRun(stream: Pick<LogStream, 'text' | 'origin'>, scanner: Scanner): ReadRun {
  const lines = readLines(stream)
  const traces = findTraces(lines)
  const isWhole = stream.text.length <= READ_HEAD + READ_TAIL
  const signatureMatches = isWhole
    ? scanner.scan(lines, 'log')
    : ofLines(lines, scanner.scanText(stream, 'log'))
  return { lines, signatureMatches, traces, crashWindow: crashWindow(lines, traces) }
}

/** Matches whose lines are the ones that were read, where they were. */
function ofLines(
  lines: readonly LogLine[],
  signatureMatches: readonly SignatureMatch[],
): readonly SignatureMatch[] {
  const byNumber = new Map(lines.map((line) => [line.number, line]))
  return signatureMatches.map((match) => {
    const line = byNumber.get(match.line.number)
    return line?.text === match.line.text ? { ...match, line } : match
  })
}
