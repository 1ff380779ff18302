import { classify, type Classes } from '../logs/classes.ts'
import type { LogLine } from '../logs/line.ts'
import type { TraceException, TraceLanguage } from './trace.ts'

/** What a parser of one language found at a place. */
export interface Read {
  readonly language: TraceLanguage
  /** Indices of log lines. */
  readonly start: number
  readonly end: number
  readonly exceptions: readonly TraceException[]
  /** Whether the program itself says how it went on; `unknown` where only what follows can tell. */
  readonly fate: 'uncaught' | 'caught' | 'unknown'
  /** The place from which the cursor goes on. */
  readonly next: number
}

/** Reads a trace that begins at the line `at`; null where none does. */
export type Parser = (cursor: Cursor, at: number) => Read | null

interface Place {
  readonly text: string
  readonly line: number
}

/** A trace inside one line: JSON and logfmt escape its newlines. */
const FOLDED =
  /\\+n(?:\\+t|\s)*(?:at |Caused by|File \\*"|goroutine |\.\.\. \d+ |\S+\.go:\d+|#\d+ |from )|Traceback \(most recent call last\):\\+n/

/** The lines as a trace parser sees them: traces that were folded into one line are unfolded. */
export class Cursor {
  readonly lines: readonly LogLine[]
  /** Null where no line has to be unfolded: then each line is a place. */
  readonly #places: readonly Place[] | null
  readonly #classes: Classes

  constructor(lines: readonly LogLine[]) {
    this.lines = lines
    this.#classes = classify(lines)
    this.#places = lines.some(isFolded) ? lines.flatMap(places) : null
  }

  get length(): number {
    return this.#places?.length ?? this.lines.length
  }

  text(at: number): string {
    return (this.#places ?? this.lines)[at]?.text ?? ''
  }

  /** Index of the log line that a place belongs to. */
  line(at: number): number {
    if (this.#places === null) return Math.max(0, Math.min(at, this.lines.length - 1))
    return this.#places[Math.min(at, this.#places.length - 1)]?.line ?? 0
  }

  has(at: number): boolean {
    return at < this.length
  }

  /** Whether any of the lines may be the beginning of a trace. */
  get mayHold(): boolean {
    return this.#classes.kinds.some(({ mayTrace }) => mayTrace)
  }

  mayBegin(at: number): boolean {
    return this.#classes.each[this.line(at)]?.mayTrace ?? false
  }

  /** True of a line that another part of the program wrote: it states a level or a time of its own. */
  isForeign(at: number): boolean {
    const text = this.text(at)
    return (
      /^(?:\[?\d{4}[-/]\d\d[-/]\d\d|\{"|level=|time=|ts=|[IWE]\d{4} |\d\d:\d\d:\d\d|[A-Z][a-z]{2} \d\d? )/.test(
        text,
      ) || /^\[?(?:INFO|DEBUG|WARN|ERROR)\b/.test(text)
    )
  }

  /**
   * The place after `at` that `goes on` accepts, passing over a few foreign lines that were written in between;
   * -1 where the trace ends.
   */
  resume(at: number, goesOn: (text: string) => boolean, tolerance = 8): number {
    if (this.has(at) && goesOn(this.text(at))) return at
    for (let i = at; i < at + tolerance && this.has(i); i++) {
      if (goesOn(this.text(i))) return i
      if (!this.isForeign(i) && this.text(i).trim() !== '') return -1
    }
    return -1
  }
}

const isFolded = ({ raw }: LogLine): boolean => raw.includes('\\n') && FOLDED.test(raw)

function places(line: LogLine, index: number): readonly Place[] {
  if (!isFolded(line)) return [{ text: line.text, line: index }]
  const unescape = (part: string): string =>
    part
      .replace(/\\+t/g, '\t')
      .replace(/\\+(["'/])/g, '$1')
      .replace(/\\+r$/, '')
  const parts = line.raw.split(/\\+r?\\*n/)
  const last = parts.length - 1
  return parts.map((part, i) => {
    const value =
      i === 0
        ? unfolded(part)
        : i === last
          ? part.replace(/\\*"(?:\s*[,}\]].*|\s+\w+=.*)?$/, '')
          : part
    return { text: unescape(value), line: index }
  })
}

/** Of a structured line, the field whose value the trace is. */
function unfolded(first: string): string {
  const value = /(?:"[\w.@]+"\s*:\s*|[\w.]+=)"((?:[^"\\]|\\.){0,2000})$/.exec(first)
  return value?.[1] ?? first
}
