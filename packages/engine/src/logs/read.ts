import type { LogStream } from '../evidence/snapshot.ts'
import { bounded, cleanText } from './clean.ts'
import { levelOf } from './level.ts'
import type { Level, LogLine } from './line.ts'
import { prefixTime, timeOf } from './time.ts'
import { isNoLog, transportOf, unwrap, type Transport, type Unwrapped } from './transport.ts'

/** Of a longer log, `readLines` reads this much of the beginning and of the end; `Scanner.scanText` still reads all of it. */
export const READ_HEAD = 64 * 1024
export const READ_TAIL = 192 * 1024

/** A line that works out its text, time and level when they are first asked for: most lines of a long log never are. */
class ReadLine implements LogLine {
  readonly number: number
  readonly raw: string
  readonly stream?: 'stdout' | 'stderr'
  readonly #stamp: string | null
  #text: string | undefined
  #at: number | null | undefined
  #level: Level | undefined

  constructor(number: number, from: Unwrapped, at?: number | null) {
    this.number = number
    this.raw = bounded(from.raw)
    this.#stamp = from.stamp
    this.#at = at ?? undefined
    if (from.stream !== undefined) this.stream = from.stream
  }

  get text(): string {
    return (this.#text ??= cleanText(this.raw))
  }

  get at(): number | null {
    if (this.#at !== undefined) return this.#at
    const stamped = this.#stamp === null ? null : prefixTime(this.#stamp)
    return (this.#at = stamped ?? timeOf(this.text))
  }

  get level(): Level {
    return (this.#level ??= levelOf(this.text))
  }
}

/** Makes one line of any text, as of an event or a status message; newlines inside become spaces. */
export function toLine(text: string, number = 1, at: number | null = null): LogLine {
  return new ReadLine(number, { raw: text.replace(/\s*[\r\n]+\s*/g, ' '), stamp: null }, at)
}

/** The line of the source on which the line of this number of a log stands; beyond the log's ends, its last one there. */
export function sourceLine(
  { origin, lineNumbers = [] }: Pick<LogStream, 'origin' | 'lineNumbers'>,
  number: number,
): number {
  const index = Math.max(0, Math.min(number - (origin.line ?? 1), lineNumbers.length - 1))
  return lineNumbers[index] ?? number
}

/** Makes lines out of places in one log, in the transport that the log is in. */
export interface LineMaker {
  readonly transport: Transport
  /** Of a line as it stands in the source; `index` counts from 0. */
  make(line: string, index: number): LogLine
  /** Of what `unwrap` gave. */
  build(piece: Unwrapped, index: number): LogLine
}

export function lineMaker(stream: Pick<LogStream, 'text' | 'origin'>): LineMaker {
  const transport = transportOf(stream.text)
  const first = stream.origin.line ?? 1
  return {
    transport,
    make: (line, index) => new ReadLine(first + index, unwrap(line, transport)),
    build: (piece, index) => new ReadLine(first + index, piece),
  }
}

/**
 * The lines of one run's log, without kubectl's timestamps, the node's file format and the parts of a line that the CRI
 * cut; an answer in place of a log gives none. Of a log beyond 256 KiB the middle is left out; line numbers stay true.
 */
export function readLines(stream: Pick<LogStream, 'text' | 'origin'>): readonly LogLine[] {
  const text = stream.text
  if (text === '' || isNoLog(text)) return []
  const maker = lineMaker(stream)
  if (text.length <= READ_HEAD + READ_TAIL) return join(text.split('\n'), maker, 0)
  const headEnd = text.indexOf('\n', READ_HEAD)
  const tailStart = text.indexOf('\n', text.length - READ_TAIL) + 1
  if (headEnd < 0 || headEnd > READ_HEAD * 2 || tailStart <= headEnd)
    return oneHugeLine(text, maker)
  const head = text.slice(0, headEnd).split('\n')
  const tail = text.slice(tailStart).split('\n')
  return [...join(head, maker, 0), ...join(tail, maker, countLines(text, tailStart))]
}

/** A log whose lines are longer than what is read of a log: each line is bounded, and only the last ones are kept. */
function oneHugeLine(text: string, maker: LineMaker): readonly LogLine[] {
  const lines = text.split('\n').map(bounded)
  const keep = 2_000
  const cut = Math.max(0, lines.length - keep)
  return join(lines.slice(cut), maker, cut)
}

/** The number of line ends before a place. */
export function countLines(text: string, until: number): number {
  let count = 0
  for (let at = text.indexOf('\n'); at >= 0 && at < until; at = text.indexOf('\n', at + 1)) count++
  return count
}

function join(parts: readonly string[], maker: LineMaker, first: number): LogLine[] {
  const lines: LogLine[] = []
  const last = parts.at(-1) === '' ? parts.length - 1 : parts.length
  if (maker.transport === 'cri' || maker.transport === 'docker')
    return joinParts(parts.slice(0, last), maker, first)
  for (let i = 0; i < last; i++) lines.push(maker.make(parts[i] ?? '', first + i))
  return lines
}

/** Joins what the runtime cut at 16 KiB, each stream for itself; the line has the number of its first part. */
function joinParts(parts: readonly string[], maker: LineMaker, first: number): LogLine[] {
  const lines: LogLine[] = []
  const open = new Map<string, { raw: string; index: number }>()
  for (const [i, part] of parts.entries()) {
    const piece = unwrap(part, maker.transport)
    const key = piece.stream ?? ''
    const begun = open.get(key)
    const raw = begun === undefined ? piece.raw : bounded(begun.raw + piece.raw)
    const index = begun?.index ?? first + i
    if (piece.part === true) {
      open.set(key, { raw, index })
      continue
    }
    open.delete(key)
    lines.push(maker.build({ ...piece, raw }, index))
  }
  for (const { raw, index } of open.values()) lines.push(maker.build({ raw, stamp: null }, index))
  return lines
}
