import type { TraceException } from './trace.ts'
import type { Cursor, Parser, Read } from './cursor.ts'

/** Languages whose frames begin with `at`: the JVM's, Node's and .NET's. */
const FRAME = /^\s*at \S/
const JAVA_FRAME =
  /^\s*at .*\((?:[\w$]+\.(?:java|kt|scala|groovy|clj|cljc):\d+|Native Method|Unknown Source|<generated>|[\w$]+\.(?:java|kt|scala|groovy)|Unknown|[\w.-]+:\d+)\)/
const NODE_FRAME =
  /^\s*at (?:.*:\d+:\d+\)?|.*\(native\)|.*\(?<anonymous>\)?|.*\(index \d+\)|node:.*)\s*\{?,?$/
const MORE = /^\s*\.\.\. (?:\d+ (?:more|common frames|lines matching|elided)|suppressed )/
const CAUSED = /^\s*(?:Caused by|Wrapped by|Suppressed):\s?(.*)$/
const NODE_CAUSE = /^\s*\[cause\]:\s?(.*)$/
const INNER = /^\s*-+> (.*)$/
const DOTNET_NOTE = /^\s*--- End of (?:stack trace|inner exception)/
/** A class of an exception, with an optional message: `java.net.ConnectException: refused`, `TypeError: x`. */
const CLASS =
  /^((?:[A-Za-z_$][\w$]*[.:/]{1,2}){0,14}(?:[A-Z][\w$]*(?:Exception|Error|Throwable|Failure|Fault|Rejection|Abort|Panic|Warning|Interrupt|Invalid|NotFound|Denied)\w*|Error|Exception|Throwable|error)(?:`\d)?)(?: \[\w+\]| \((?:0x)?[0-9A-Fa-f]+\))?(?::\s?(.*)|\s*[{]?\s*)$/
const ANY_CLASS = /^((?:[a-z_$][\w$]*\.){1,14}[A-Z][\w$.]*)(?::\s?(.*))?$/
const LOOSE =
  /(?:^|[\s:"'\]])((?:[a-zA-Z_$][\w$]*\.){0,14}(?:[A-Z][\w$]*(?:Exception|Error|Throwable)|Error|Exception))(?: \[\w+\])?:\s(.*)$/
const HEADER =
  /^(?:Exception in thread "?[^"]*"? |Unhandled [Ee]xception(?:\.| at .*?:)? ?|Uncaught (?:\(in promise\) )?|(?:error|fatal): Uncaught (?:\(in promise\) )?|.*Uncaught exception[^:]*: )/
const UNCAUGHT =
  /^(?:Exception in thread |Exception: .* thrown from the UncaughtExceptionHandler|Unhandled [Ee]xception|Uncaught |error: Uncaught)/
const BACK = 14

/** Reads a class and its message out of a line that an exception is stated in. */
export function exceptionOf(text: string, line: number): TraceException | null {
  const body = text.replace(HEADER, '').trim()
  const m = CLASS.exec(body) ?? ANY_CLASS.exec(body) ?? LOOSE.exec(text)
  return m === null ? null : { type: m[1] ?? '', message: (m[2] ?? '').trim(), line }
}

/** Traces of Java and of languages that print frames as `at …`, a cut one without its head too. */
export const readFrames: Parser = (cursor, at) => {
  const text = cursor.text(at)
  if (FRAME.test(text)) return fromFrame(cursor, at)
  if (!UNCAUGHT.test(text) && !CAUSED.test(text)) return null
  return hasFrame(cursor, at) ? null : bare(cursor, at)
}

/** True where frames follow soon, so that the exception is read from there. */
function hasFrame(cursor: Cursor, at: number): boolean {
  for (let i = at + 1; i < at + BACK && cursor.has(i); i++) {
    if (FRAME.test(cursor.text(i))) return true
    if (CAUSED.test(cursor.text(i))) return false
  }
  return false
}

/** "Exception in thread …" or "Caused by: …" without a single frame. */
function bare(cursor: Cursor, at: number): Read | null {
  const line = cursor.line(at)
  const text = cursor.text(at)
  const cause = CAUSED.exec(text)
  const before = cause !== null && at > 0 ? headOf(cursor, at - 1) : null
  const stated = cause === null ? text.replace(HEADER, '') : (cause[1] ?? '')
  const own = exceptionOf(stated, line) ?? { type: '', message: stated.trim(), line }
  const exceptions = before === null ? [own] : [before.exception, own]
  const language = /^Unhandled exception\.? /.test(text) ? 'dotnet' : 'java'
  return {
    language,
    start: before?.line ?? line,
    end: line,
    exceptions,
    fate: UNCAUGHT.test(text) ? 'uncaught' : 'unknown',
    next: at + 1,
  }
}

interface Head {
  readonly exception: TraceException
  readonly line: number
  readonly at: number
}

/** Looks back from the first frame for the line that states the exception; its message may take several lines. */
function headOf(cursor: Cursor, from: number): Head | null {
  for (let at = from; at >= 0 && at > from - BACK; at--) {
    const text = cursor.text(at)
    if (FRAME.test(text) || MORE.test(text)) return null
    if (INNER.test(text)) continue
    const exception = exceptionOf(CAUSED.exec(text)?.[1] ?? text, cursor.line(at))
    if (exception !== null) return { exception, line: cursor.line(at), at }
  }
  const text = cursor.text(from)
  if (from < 0 || text.trim() === '') return null
  return {
    exception: { type: '', message: text.trim(), line: cursor.line(from) },
    line: cursor.line(from),
    at: from,
  }
}

const goesOn = (text: string): boolean =>
  FRAME.test(text) ||
  MORE.test(text) ||
  CAUSED.test(text) ||
  NODE_CAUSE.test(text) ||
  INNER.test(text) ||
  DOTNET_NOTE.test(text)

function fromFrame(cursor: Cursor, first: number): Read | null {
  const head = headOf(cursor, first - 1)
  if (head === null) return null
  const language = JAVA_FRAME.test(cursor.text(first))
    ? 'java'
    : NODE_FRAME.test(cursor.text(first))
      ? 'node'
      : 'dotnet'
  const inner: TraceException[] = []
  let last = first
  for (let at = first; at >= 0; at = follow(cursor, last + 1, language)) {
    last = at
    const text = cursor.text(at)
    const cause = CAUSED.exec(text) ?? NODE_CAUSE.exec(text) ?? INNER.exec(text)
    if (cause === null || /^\s*Suppressed/.test(text)) continue
    inner.push(
      exceptionOf(cause[1] ?? '', cursor.line(at)) ?? {
        type: '',
        message: (cause[1] ?? '').trim(),
        line: cursor.line(at),
      },
    )
  }
  const heads = innerHeads(cursor, head, first)
  const start = opening(cursor, head.at, language)
  const end = language === 'node' ? closing(cursor, last) : last
  return {
    language,
    start: cursor.line(start),
    end: cursor.line(end),
    exceptions: [head.exception, ...heads, ...inner, ...causesIn(cursor, last + 1, end)],
    fate: fateOf(cursor, start, { head: head.at, end }),
    next: end + 1,
  }
}

/** .NET states inner exceptions between the head and the first frame, each after an arrow. */
function innerHeads(cursor: Cursor, head: Head, first: number): readonly TraceException[] {
  const found: TraceException[] = []
  for (let at = head.at; at < first; at++) {
    for (const part of cursor
      .text(at)
      .split(/\s-{2,}> /)
      .slice(1)) {
      const one = exceptionOf(part, cursor.line(at))
      if (one !== null) found.push(one)
    }
  }
  return found
}

/** The next line of the trace; a message of a cause may take a few lines before its frames. */
function follow(cursor: Cursor, at: number, language: string): number {
  const next = cursor.resume(at, goesOn)
  if (next >= 0) return next
  if (language !== 'java' || !CAUSED.test(cursor.text(at - 1))) return -1
  for (let i = at; i < at + BACK && cursor.has(i); i++) if (goesOn(cursor.text(i))) return i
  return -1
}

/** Node prints the place, the code and a caret before the error that nobody caught. */
function opening(cursor: Cursor, head: number, language: string): number {
  if (language !== 'node') return head
  for (let at = head - 1; at >= 0 && at >= head - 8; at--) {
    if (/^(?:(?:file|node):\S+:\d+|\/\S+:\d+|\S+\.[cm]?[jt]sx?:\d+)$/.test(cursor.text(at).trim()))
      return at
    if (cursor.isForeign(at)) return head
  }
  return head
}

/** The properties of the error object in braces, and Node's version. */
function closing(cursor: Cursor, last: number): number {
  let end = last
  if (/\{\s*$/.test(cursor.text(last))) {
    for (let at = last + 1; at < last + 800 && cursor.has(at); at++) {
      end = at
      if (cursor.text(at).startsWith('}')) break
    }
  }
  for (let at = end + 1; at <= end + 2 && cursor.has(at); at++) {
    if (/^Node\.js v\d/.test(cursor.text(at))) return at
  }
  return end
}

/** Causes among the properties of an error object. */
function causesIn(cursor: Cursor, from: number, to: number): readonly TraceException[] {
  const found: TraceException[] = []
  for (let at = from; at <= to; at++) {
    const cause = NODE_CAUSE.exec(cursor.text(at))
    const one = cause === null ? null : exceptionOf(cause[1] ?? '', cursor.line(at))
    if (one !== null) found.push(one)
  }
  return found
}

function fateOf(
  cursor: Cursor,
  start: number,
  { head, end }: { readonly head: number; readonly end: number },
): Read['fate'] {
  if (UNCAUGHT.test(cursor.text(head)) || /^Node\.js v\d/.test(cursor.text(end)) || start < head)
    return 'uncaught'
  const before = cursor.text(head - 1)
  if (UNCAUGHT.test(before)) return 'uncaught'
  const logged = cursor.lines[cursor.line(head)]?.level
  return logged === 'warn' || logged === 'info' || logged === 'debug' ? 'caught' : 'unknown'
}
