import { isShutdownNoise, isUsage, RETRIED } from './shutdown-noise.ts'
import type { Level, LogLine } from './line.ts'
import { lowBytes } from './low-bytes.ts'
import { complains, messageOf } from './message.ts'

/** What the words of a line say, without its numbers: worked out once for all lines of the same shape. */
export interface LineClass {
  readonly level: Level
  readonly isBlank: boolean
  /** Begins with white space: it goes on with what stands above. */
  readonly isIndented: boolean
  readonly isShutdownNoise: boolean
  readonly isUsage: boolean
  readonly complains: boolean
  /** Complains, or states a level that is as good as a complaint. */
  readonly isFailure: boolean
  /** Shows the program at work, beside errors, shutdown noise and continuations. */
  readonly isWork: boolean
  /** May be the beginning of a stack trace. */
  readonly mayTrace: boolean
  /** May tell that the program got a signal to stop. */
  readonly mayStop: boolean
  /** States a time of its own. */
  readonly isStamped: boolean
}

const SERIOUS: readonly Level[] = ['warn', 'error', 'fatal']

/** Lines that belong to the message before them. */
const CONTINUES =
  /^(?:\d{4}\S+ \S+ \S+ \[\d+\] (?:\w+@\w+ )?)?(?:DETAIL|HINT|STATEMENT|CONTEXT|QUERY|LOCATION): |^[-*=#^~+_\s]+$|^[}\])]/

const SIGNAL = /signal|SIG(?:TERM|INT)/i

/** Only such lines can be the beginning of a trace. */
const TRACE =
  /exception|error|traceback|panic|fatal|throw|abort|assert|crash|terminate|caused by|sanitizer|runtime:|reject|smash|corrupt|invalid (?:pointer|size)|free\(|malloc|failed to start|\*\* \(|^\s+at |^\S*goroutine \d|File "|segfault|SIG[A-Z]{3}|: in [`']|:in [`']|stack traceback|^lua\w*: |callstack| at \S+ line \d/i

/** How many shapes of lines are remembered; text without any repetition goes on without. */
const REMEMBERED = 20_000

/** The classes of a list of lines. */
export interface Classes {
  /** That of each line. */
  readonly each: readonly LineClass[]
  /** All that occur: a long log has few, so what none of them may be is not looked for. */
  readonly kinds: readonly LineClass[]
  /** Lines that together hold whatever words any line holds: one of each kind, and all that are too long to be told by kind. */
  readonly examples: readonly LogLine[]
}

const known = new WeakMap<readonly LogLine[], Classes>()

/** The same list of lines is classified once. */
export function classify(lines: readonly LogLine[]): Classes {
  const before = known.get(lines)
  if (before !== undefined) return before
  const byShape = new Map<number, LineClass>()
  const each: LineClass[] = []
  const kinds: LineClass[] = []
  const examples: LogLine[] = []
  for (const line of lines) {
    const key = keyOf(line.text)
    let own = byShape.get(key)
    if (own === undefined) {
      own = classOf(line)
      kinds.push(own)
      if (byShape.size < REMEMBERED) byShape.set(key, own)
      examples.push(line)
    } else if (line.text.length > KEY_HEAD + KEY_TAIL) examples.push(line)
    each.push(own)
  }
  const classes = { each, kinds, examples }
  known.set(lines, classes)
  return classes
}

function classOf(line: LogLine): LineClass {
  const { text, level } = line
  const message = messageOf(line)
  const isBlank = text.trim() === ''
  const isIndented = /^\s/.test(text)
  const isEnding = isShutdownNoise(message)
  const isComplaint = complains(message)
  const isFailure = SERIOUS.includes(level) || isComplaint
  const idle = isBlank || isIndented || isEnding || isFailure
  return {
    level,
    isBlank,
    isIndented,
    isShutdownNoise: isEnding,
    isUsage: isUsage(message),
    complains: isComplaint,
    isFailure,
    isWork: !idle && !RETRIED.test(message) && !CONTINUES.test(text),
    mayTrace: TRACE.test(text.length > 1200 ? text.slice(0, 1200) : text),
    mayStop: SIGNAL.test(text),
    isStamped: /^\[?\d{4}[-/]/.test(text),
  }
}

const KEY_HEAD = 512
const KEY_TAIL = 128
const shared = lowBytes(KEY_HEAD + KEY_TAIL)

/**
 * A number for what remains of a line without its numbers; digits that may be a level stay. The two halves of its 53 bits
 * are made in two ways, so that other lines hardly ever get the same.
 */
function keyOf(text: string): number {
  const isShort = text.length <= KEY_HEAD + KEY_TAIL
  shared.write(isShort ? text : text.slice(0, KEY_HEAD) + text.slice(-KEY_TAIL))
  const { bytes } = shared
  const length = Math.min(text.length, bytes.length)
  let one = 0x811c9dc5
  let two = 0
  let digits = false
  for (let i = 0; i < length; i++) {
    let code = bytes[i] as number
    if (code >= 0x30 && code <= 0x39) {
      if (digits) continue
      digits = i < 4 ? bytes[0] !== LESS : !followsLevel(bytes, i)
      if (digits) code = 0x23
    } else digits = false
    one = Math.imul(one ^ code, 0x01000193)
    two = (Math.imul(two, 31) + code) | 0
  }
  return (one >>> 0) * 0x200000 + (two & 0x1fffff)
}

const [LESS, SPACE, QUOTE, COLON] = [0x3c, 0x20, 0x22, 0x3a]
const [SMALL_L, SMALL_Y] = [0x6c, 0x79]

/** After `level":`, `lvl":`, `severity":` or `priority":`, whose first digit tells the level; a syslog line begins with `<13>`. */
function followsLevel(bytes: Uint8Array, at: number): boolean {
  const end = bytes[at - 1] === SPACE ? at - 2 : at - 1
  const last = bytes[end - 2]
  return bytes[end] === COLON && bytes[end - 1] === QUOTE && (last === SMALL_L || last === SMALL_Y)
}
