import type { LogLine } from '../logs/line.ts'
import { PARSERS } from './index.ts'
import { Cursor } from './cursor.ts'
import type { Read } from './cursor.ts'
import { classify } from '../logs/classes.ts'
import { shapeOf } from '../logs/shape.ts'

/** The runtime that printed it; `other` where its form fits several. */
export type TraceLanguage =
  'java' | 'python' | 'go' | 'node' | 'rust' | 'dotnet' | 'ruby' | 'php' | 'erlang' | 'c' | 'other'

/** One exception of a chain. */
export interface TraceException {
  /** The class or kind: `java.net.ConnectException`, `panic`, `KeyError`. */
  readonly type: string
  readonly message: string
  /** Index of the line that states it. */
  readonly line: number
}

/** A stack trace or an exception block. */
export interface Trace {
  readonly language: TraceLanguage
  /** Indices of its first and its last line. */
  readonly start: number
  readonly end: number
  /** Outermost first: what was caught last; at least one. */
  readonly exceptions: readonly TraceException[]
  /** The innermost one: the cause of the others. */
  readonly deepest: TraceException
  /** True where the program ends by it: nobody caught it, or nothing but the end follows. */
  readonly uncaught: boolean
}

/** Finds the stack traces in a run's log, in order. A trace that other lines were written into is still one. */
export function findTraces(lines: readonly LogLine[]): readonly Trace[] {
  const cursor = new Cursor(lines)
  if (!cursor.mayHold) return []
  const found: Read[] = []
  let at = 0
  while (at < cursor.length) {
    const read = cursor.mayBegin(at) ? readAt(cursor, at) : null
    if (read !== null) {
      // What looked like a line of its own may turn out to be the head of the frames below it.
      while ((found.at(-1)?.end ?? -1) >= read.start && (found.at(-1)?.start ?? 0) >= read.start)
        found.pop()
      found.push(read)
    }
    at = read === null ? at + 1 : Math.max(at + 1, read.next)
  }
  if (found.length === 0) return []
  const works = workAfter(lines)
  const seen = new Map<string, number>()
  return found.map((read) => traceOf(read, works, seen))
}

function readAt(cursor: Cursor, at: number): Read | null {
  for (const parser of PARSERS) {
    const read = parser(cursor, at)
    if (read !== null) return read
  }
  return null
}

/** A handful of lines may still follow the trace that a program ends by. */
const LAST_WORDS = 3

function traceOf(read: Read, works: Int32Array, seen: Map<string, number>): Trace {
  const { language, start, end, exceptions } = read
  const deepest = exceptions.at(-1) ?? { type: '', message: '', line: start }
  const key = `${deepest.type} ${shapeOf(deepest.message)}`
  const before = seen.get(key)
  const after = works[end + 1] ?? 0
  seen.set(key, after)
  // What the program has survived before, it has survived this time too.
  const survived = before !== undefined && before - after > LAST_WORDS
  const uncaught =
    read.fate === 'uncaught' || (read.fate === 'unknown' && after <= LAST_WORDS && !survived)
  return { language, start, end, exceptions, deepest, uncaught }
}

/** For each line, how many lines of ordinary work stand from it to the end; blank lines and shutdown noise are none. */
function workAfter(lines: readonly LogLine[]): Int32Array {
  const works = new Int32Array(lines.length + 2)
  const classes = classify(lines).each
  for (let i = lines.length - 1; i >= 0; i--) {
    const own = classes[i]
    const idle =
      own === undefined ||
      own.isBlank ||
      own.isIndented ||
      own.isShutdownNoise ||
      own.level === 'fatal'
    works[i] = (works[i + 1] as number) + (idle ? 0 : 1)
  }
  return works
}
