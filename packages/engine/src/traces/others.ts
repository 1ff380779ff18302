import type { TraceException, TraceLanguage } from './trace.ts'
import type { Cursor, Parser, Read } from './cursor.ts'

interface Block {
  readonly language: TraceLanguage
  readonly exceptions: readonly TraceException[]
  readonly end: number
  readonly fate?: Read['fate']
}

const block = (
  cursor: Cursor,
  at: number,
  { language, exceptions, end, fate = 'uncaught' }: Block,
): Read => ({
  language,
  start: cursor.line(at),
  end: cursor.line(end),
  exceptions,
  fate,
  next: end + 1,
})

/** The last place in a row of lines that go on. */
function span(
  cursor: Cursor,
  at: number,
  { goesOn, tolerance = 8 }: { readonly goesOn: RegExp; readonly tolerance?: number },
): number {
  let last = at
  const accepts = (text: string): boolean => goesOn.test(text)
  for (
    let i = cursor.resume(at + 1, accepts, tolerance);
    i >= 0;
    i = cursor.resume(last + 1, accepts, tolerance)
  )
    last = i
  return last
}

const RUST =
  /^(?:.*\s)?thread '([^']*)'(?: \(\d+\))? panicked at (?:'(.*)', \S+:\d+:\d+|(\S+:\d+:\d+):|(.*))$/

const readRust: Parser = (cursor, at) => {
  const m = RUST.exec(cursor.text(at))
  if (m === null) return readAnyhow(cursor, at)
  const below = m[3] !== undefined
  const message = m[2] ?? (below ? cursor.text(at + 1).trim() : (m[4] ?? ''))
  const exceptions = [
    { type: 'panic', message, line: cursor.line(below && cursor.has(at + 1) ? at + 1 : at) },
  ]
  const end = span(cursor, below ? at + 1 : at, {
    goesOn: /^(?:stack backtrace:|\s+\d+: |\s+at |note: |\s*$)/,
  })
  const fate = m[1] === 'main' ? 'uncaught' : 'unknown'
  return block(cursor, at, { language: 'rust', exceptions, end, fate })
}

/** A Rust program whose main returns an error: `Error: x`, then its causes, numbered. */
const readAnyhow: Parser = (cursor, at) => {
  const m = /^Error: (.+)$/.exec(cursor.text(at))
  if (m === null) return null
  const caused = [at + 1, at + 2].find((i) => /^Caused by:$/.test(cursor.text(i).trim()))
  if (caused === undefined) return null
  const exceptions: TraceException[] = [
    { type: 'Error', message: m[1] ?? '', line: cursor.line(at) },
  ]
  let end = caused
  for (let i = caused + 1; /^\s+\S/.test(cursor.text(i)) && i < caused + 20; i++) {
    const cause = /^\s+(?:\d+: )?(.*)$/.exec(cursor.text(i))
    exceptions.push({ type: 'Error', message: cause?.[1] ?? '', line: cursor.line(i) })
    end = i
  }
  return block(cursor, at, { language: 'rust', exceptions, end })
}

const RUBY = /^(?:\S+: )?((?:[^\s:]+):\d+):in [`'][^']*': (.*?)(?: \(([A-Z][\w:]*)\))?$/

const readRuby: Parser = (cursor, at) => {
  const m = RUBY.exec(cursor.text(at))
  if (m === null) return null
  const end = span(cursor, at, { goesOn: /^\s+(?:from \S|\d+: from )|^\s+\S.*\([A-Z][\w:]*\)$/ })
  const exceptions = [{ type: m[3] ?? 'RuntimeError', message: m[2] ?? '', line: cursor.line(at) }]
  return block(cursor, at, { language: 'ruby', exceptions, end })
}

const PHP =
  /(?:PHP )?Fatal error: {1,2}(?:Uncaught (?:exception ')?([\w\\]+)'?: (.*?)|(.*?))(?: in \S+(?::\d+| on line \d+))?$/

const readPhp: Parser = (cursor, at) => {
  const text = cursor.text(at)
  const m =
    text.includes('rror:  ') || text.includes('PHP Fatal') || text.includes('Uncaught')
      ? PHP.exec(text)
      : null
  if (m === null) return null
  const end = span(cursor, at, { goesOn: /^(?:Stack trace:|#\d+ |\s+thrown in |Next )/ })
  const exceptions = [
    { type: m[1] ?? 'Fatal error', message: m[2] ?? m[3] ?? '', line: cursor.line(at) },
  ]
  return block(cursor, at, { language: 'php', exceptions, end })
}

const ERLANG =
  /(?:=CRASH REPORT====|^\*\* \((\w[\w.]*)\) (.*)$|\*\* \((EXIT)[^)]*\) (.*)$|CRASH REPORT Process|^(Kernel pid terminated|Runtime terminating during boot)\s*(.*)$|init terminating in do_boot)/
const ELIXIR_FRAME = /^\s+(?:\([\w.]+ [\w.-]+\)|\(\w+\)|\S+\.exs?:\d+|\*\* \()/

const readErlang: Parser = (cursor, at) => {
  const text = cursor.text(at)
  const m = ERLANG.exec(text)
  if (m === null) return null
  const type = m[1] ?? m[3] ?? m[5] ?? 'CRASH REPORT'
  const exceptions = [
    { type, message: (m[2] ?? m[4] ?? m[6] ?? text).trim(), line: cursor.line(at) },
  ]
  const ends = /^(?:Kernel pid|Runtime term)|init terminating|^\*\* \(/.test(text)
  return block(cursor, at, {
    language: 'erlang',
    exceptions,
    end: span(cursor, at, { goesOn: ELIXIR_FRAME }),
    fate: ends ? 'uncaught' : 'unknown',
  })
}

const SPRING = /^\s*(?:APPLICATION FAILED TO START)\s*$/

/** Spring Boot's failure analysis: a description that takes the place of the stack trace. */
const readSpring: Parser = (cursor, at) => {
  if (!SPRING.test(cursor.text(at))) return null
  const exceptions: TraceException[] = []
  let end = at
  for (let i = at + 1; i < at + 40 && cursor.has(i); i++) {
    const text = cursor.text(i).trim()
    if (cursor.isForeign(i)) break
    end = text === '' ? end : i
    if (/^Action:$/.test(text))
      return block(cursor, at, { language: 'java', exceptions, end: actionEnd(cursor, i) })
    if (/^(?:\*+|Description:|)$/.test(text) || exceptions.length > 0) continue
    exceptions.push({ type: 'ApplicationFailedToStart', message: text, line: cursor.line(i) })
  }
  return exceptions.length === 0 ? null : block(cursor, at, { language: 'java', exceptions, end })
}

function actionEnd(cursor: Cursor, at: number): number {
  let end = at
  for (let i = at + 1; i < at + 8 && cursor.has(i) && !cursor.isForeign(i); i++) {
    if (cursor.text(i).trim() !== '') end = i
  }
  return end
}

interface OneLine {
  readonly language: TraceLanguage
  /** Groups: `type`, `message`. */
  readonly pattern: RegExp
  readonly more?: RegExp
  readonly fate?: Read['fate']
}

const FRAMES = /^(?:\s*#\d+ |\s+\d+: 0x|\s*at |==\d+==|\s{4,}|\[\d{2,}\]|SUMMARY:|\s*0x)/

const ONE_LINE: readonly OneLine[] = [
  {
    language: 'c',
    pattern: /^terminate called after throwing an instance of '(?<type>[^']*)'/,
    more: /^\s*what\(\): {1,2}/,
  },
  {
    language: 'c',
    pattern: /^(?<message>terminate called without an active exception|pure virtual method called)/,
  },
  {
    language: 'c',
    pattern: /^(?:\S+: )?(?<message>\S+:\d+: .*(?<type>Assertion) [`'].*' failed\.?.*)$/,
  },
  {
    language: 'c',
    pattern: /^(?<message>\*\*\* (?:stack smashing|buffer overflow) detected \*\*\*.*)$/,
  },
  {
    language: 'c',
    pattern:
      /^(?:\*\*\* Error in .*: )?(?<message>(?:free|malloc|realloc|munmap_chunk|malloc_consolidate|unlink_chunk)\(\): .*|double free or corruption.*|corrupted (?:size|double-linked).*)$/,
  },
  {
    language: 'c',
    pattern: /^=+(?:\d+=+)? ?(?:ERROR|WARNING): (?<type>\w+Sanitizer): (?<message>.*)$/,
    more: FRAMES,
  },
  {
    language: 'c',
    pattern: /^\S+:\d+:\d+: (?<type>runtime error): (?<message>.*)$/,
    fate: 'unknown',
  },
  {
    language: 'java',
    pattern: /^# (?<message>A fatal error has been detected by the Java Runtime Environment:)/,
    more: /^#/,
  },
  {
    language: 'java',
    pattern: /^(?:Terminating|Aborting) due to (?<type>java\.\S+?): (?<message>.*)$/,
  },
  {
    language: 'java',
    pattern: /^(?:#\s*)?(?<type>java\.lang\.OutOfMemoryError): (?<message>.*)$/,
    fate: 'unknown',
  },
  {
    language: 'node',
    pattern:
      /^(?:<--- .* --->)?(?<type>FATAL ERROR): (?<message>.*(?:heap|memory|Allocation|HandleScope|v8::).*)$/,
    more: /^(?:\s*\d+: 0x|-+ Native stack trace|-+ JavaScript stack trace|\s*$)/,
  },
  {
    language: 'node',
    pattern:
      /^(?<type>UnhandledPromiseRejection\w*|\[UnhandledPromiseRejection: ).{0,3}(?<message>.*)$/,
  },
  {
    language: 'python',
    pattern: /^Fatal Python error: (?<message>.*)$/,
    more: /^(?:\s+File|Current thread|Python runtime state|Thread 0x|\s*$)/,
  },
  {
    language: 'other',
    pattern: /^Fatal error: exception (?<type>[\w.]+)(?:\((?<message>.*)\))?$/,
    more: /^(?:Raised|Called|Re-raised) /,
  },
  {
    language: 'other',
    pattern: /^lua\w*: (?<message>.*)$/,
    more: /^(?:stack traceback:|\s+\[C\]|\s+\S+:\d+:|\s+\S+: in )/,
  },
  {
    language: 'other',
    pattern: /^(?<message>.+ at \S+\.(?:pl|pm|cgi|t) line \d+\.?)(?:, <\w*> line \d+\.)?$/,
    fate: 'unknown',
  },
  {
    language: 'other',
    pattern: /^ERROR: (?<type>LoadError|UndefVarError|MethodError|ArgumentError): (?<message>.*)$/,
    more: /^(?:Stacktrace:|\s+\[\d+\]|\s+@ )/,
  },
  {
    language: 'other',
    pattern: /^\S+\.swift:\d+: (?<type>Fatal error): (?<message>.*)$|^Fatal error: (?<rest>.*)$/,
  },
]

const readOneLine: Parser = (cursor, at) => {
  const text = cursor.text(at)
  for (const { language, pattern, more, fate } of ONE_LINE) {
    const m = text.length < 4096 ? pattern.exec(text) : null
    if (m === null) continue
    const end = more === undefined ? at : span(cursor, at, { goesOn: more })
    const what = end > at ? /^\s*what\(\): {1,2}(.*)$/.exec(cursor.text(at + 1)) : null
    const message = what?.[1] ?? m.groups?.['message'] ?? m.groups?.['rest'] ?? ''
    const line = cursor.line(what === null ? at : at + 1)
    const exceptions = [
      { type: m.groups?.['type'] ?? 'fatal error', message: message.trim(), line },
    ]
    return block(cursor, at, { language, exceptions, end, ...(fate === undefined ? {} : { fate }) })
  }
  return null
}

/** Haskell's `error`: the message stands before its call stack. */
const readHaskell: Parser = (cursor, at) => {
  if (at === 0 || !cursor.text(at).startsWith('CallStack (from HasCallStack):')) return null
  const line = cursor.line(at - 1)
  const exceptions = [
    { type: 'error', message: cursor.text(at - 1).replace(/^[\w./-]+: /, ''), line },
  ]
  const end = span(cursor, at, { goesOn: /^\s+\S/ })
  return { ...block(cursor, at, { language: 'other', exceptions, end }), start: line }
}

/** Tried in this order, after the languages that have a file of their own. */
export const OTHERS: readonly Parser[] = [
  readSpring,
  readRust,
  readRuby,
  readPhp,
  readErlang,
  readHaskell,
  readOneLine,
]
