import type { TraceException } from './trace.ts'
import type { Cursor, Parser } from './cursor.ts'

const TRACEBACK = /^(.*?)(?:Exception Group )?Traceback \(most recent call last\):/
const FILE = /^\s*(?:\|\s*)?File "[^"]*", line \d+/
const CHAINED =
  /^\s*(?:During handling of the above exception, another exception occurred|The above exception was the direct cause of the following exception):/
const EXCEPTION = /^(?:\|\s*)?([A-Za-z_][\w.]*)(?:: ?(.*))?$/
const SYNTAX = /^(?:SyntaxError|IndentationError|TabError): (.*)$/
/** An exception's message may go on below it: pydantic and SQLAlchemy print several lines. */
const MESSAGE_LINES = 12

interface Block {
  readonly exception: TraceException | null
  readonly end: number
}

/** A traceback with all that it was caused by; the exception that ended the program is printed last. */
export const readPython: Parser = (cursor, at) => {
  const head = TRACEBACK.exec(cursor.text(at))
  if (head === null) return readSyntaxError(cursor, at)
  const found: TraceException[] = []
  let end = at
  for (let begin = at; begin >= 0; begin = chained(cursor, end + 1)) {
    const block = readBlock(cursor, begin, prefixOf(cursor.text(begin)))
    if (block.exception !== null) found.push(block.exception)
    end = block.end
  }
  if (found.length === 0) return null
  const level = cursor.lines[cursor.line(at)]?.level
  const before = at > 0 ? cursor.lines[cursor.line(at - 1)]?.level : 'none'
  const survived = [level, before].some((one) => one === 'warn' || one === 'info')
  return {
    language: 'python',
    start: cursor.line(at),
    end: cursor.line(end),
    // Python prints the first exception first; the last one is what came out.
    exceptions: found.reverse(),
    fate: survived && (head[1] ?? '').trim() !== '' ? 'caught' : 'unknown',
    next: end + 1,
  }
}

const prefixOf = (text: string): string => /^\s*/.exec(text)?.[0] ?? ''

function chained(cursor: Cursor, from: number): number {
  let at = from
  while (at < from + 3 && cursor.text(at).trim() === '' && cursor.has(at)) at++
  if (!CHAINED.test(cursor.text(at))) return -1
  for (let i = at + 1; i < at + 5; i++) if (TRACEBACK.test(cursor.text(i))) return i
  return -1
}

function readBlock(cursor: Cursor, begin: number, prefix: string): Block {
  const inside = (text: string): boolean =>
    (text.startsWith(`${prefix} `) || text.startsWith(`${prefix}\t`)) && text.trim() !== ''
  let last = begin
  for (let at = cursor.resume(begin + 1, inside); at >= 0; at = cursor.resume(last + 1, inside))
    last = at
  for (let at = last + 1; at < last + 10 && cursor.has(at); at++) {
    const m = EXCEPTION.exec(cursor.text(at).slice(prefix.length).trimEnd())
    if (m === null || (cursor.isForeign(at) && !cursor.text(at).startsWith(prefix + (m[1] ?? ''))))
      continue
    const exception = { type: m[1] ?? '', message: (m[2] ?? '').trim(), line: cursor.line(at) }
    return { exception, end: messageEnd(cursor, at) }
  }
  return { exception: null, end: last }
}

function messageEnd(cursor: Cursor, at: number): number {
  let end = at
  for (let i = at + 1; i <= at + MESSAGE_LINES && cursor.has(i); i++) {
    const text = cursor.text(i)
    if (text.trim() === '' || cursor.isForeign(i) || TRACEBACK.test(text) || CHAINED.test(text))
      break
    end = i
  }
  return end
}

/** A program that does not compile has no traceback, only the place, the code and the error. */
const readSyntaxError: Parser = (cursor, at) => {
  if (!FILE.test(cursor.text(at))) return null
  for (let i = at + 1; i <= at + 4; i++) {
    const m = SYNTAX.exec(cursor.text(i))
    if (m === null) continue
    const type = cursor.text(i).slice(0, cursor.text(i).indexOf(':'))
    const exception = { type, message: m[1] ?? '', line: cursor.line(i) }
    return {
      language: 'python',
      start: cursor.line(at),
      end: cursor.line(i),
      exceptions: [exception],
      fate: 'unknown',
      next: i + 1,
    }
  }
  return null
}
