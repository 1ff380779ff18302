import { isChatter, isUsage, RETRIED } from './chatter.ts'
import type { Level, LogLine } from './line.ts'
import { complains, messageOf } from './message.ts'

/** What the words of a line say, without its numbers: worked out once for all lines of the same shape. */
export interface LineClass {
  readonly level: Level
  readonly isBlank: boolean
  /** Begins with white space: it goes on with what stands above. */
  readonly isIndented: boolean
  readonly isChatter: boolean
  readonly isUsage: boolean
  readonly isRetried: boolean
  readonly complains: boolean
  /** May be the beginning of a stack trace. */
  readonly mayTrace: boolean
  /** States a time of its own. */
  readonly isStamped: boolean
}

/** Only such lines can be the beginning of a trace. */
const TRACE =
  /exception|error|traceback|panic|fatal|throw|abort|assert|crash|terminate|caused by|sanitizer|runtime:|reject|smash|corrupt|invalid (?:pointer|size)|free\(|malloc|failed to start|\*\* \(|^\s+at |^\S*goroutine \d|File "|segfault|SIG[A-Z]{3}|: in [`']|:in [`']|stack traceback|^lua\w*: |callstack| at \S+ line \d/i

/** How many shapes of lines are remembered; text without any repetition goes on without. */
const REMEMBERED = 20_000

const known = new WeakMap<readonly LogLine[], readonly LineClass[]>()

/** The class of each line; the same list of lines is classified once. */
export function classify(lines: readonly LogLine[]): readonly LineClass[] {
  const before = known.get(lines)
  if (before !== undefined) return before
  const byShape = new Map<number, LineClass>()
  const classes = lines.map((line) => {
    const key = shapeKey(line.text)
    const same = byShape.get(key)
    if (same !== undefined) return same
    const own = classOf(line)
    if (byShape.size < REMEMBERED) byShape.set(key, own)
    return own
  })
  known.set(lines, classes)
  return classes
}

function classOf(line: LogLine): LineClass {
  const { text } = line
  const message = messageOf(line)
  return {
    level: line.level,
    isBlank: text.trim() === '',
    isIndented: /^\s/.test(text),
    isChatter: isChatter(message),
    isUsage: isUsage(message),
    isRetried: RETRIED.test(message),
    complains: complains(message),
    mayTrace: TRACE.test(text.length > 1200 ? text.slice(0, 1200) : text),
    isStamped: /^\[?\d{4}[-/]/.test(text),
  }
}

const KEY_HEAD = 512
const KEY_TAIL = 128

/**
 * A number for the shape of a line: words that hold a digit count as one mark, but for numbers right after `":` or `<`,
 * which may be a level. Two hashes in one number, so that different shapes do not meet.
 */
export function shapeKey(text: string): number {
  if (text.length <= KEY_HEAD + KEY_TAIL) return keyOf(text)
  return keyOf(text.slice(0, KEY_HEAD) + text.slice(-KEY_TAIL))
}

const IS_DIGIT = 1
const IS_LETTER = 2
const KIND = Uint8Array.from({ length: 128 }, (_, code) => {
  if (code >= 48 && code <= 57) return IS_DIGIT
  return (code | 32) >= 97 && (code | 32) <= 122 ? IS_LETTER : 0
})

function keyOf(text: string): number {
  let a = 17
  let b = 31
  let wordA = -1
  let wordB = 0
  let hasDigit = false
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    const kind = code < 128 ? KIND[code] : 0
    if (kind === 0) {
      if (hasDigit) {
        a = wordA
        b = wordB
      }
      hasDigit = false
      wordA = -1
    } else if (wordA === -1) {
      wordA = Math.imul(a, 31) + 35
      wordB = Math.imul(b, 37) + 35
    }
    if (kind === IS_DIGIT && !hasDigit) hasDigit = !mayBeLevel(text, i)
    a = (Math.imul(a, 31) + code) | 0
    b = (Math.imul(b, 37) + code) | 0
  }
  if (hasDigit) {
    a = wordA
    b = wordB
  }
  return (a >>> 0) * 0x200000 + (b & 0x1fffff)
}

function mayBeLevel(text: string, at: number): boolean {
  const before = text.charCodeAt(at - 1)
  const start = before >= 48 && before <= 57 ? at - 1 : at
  const mark = text.charCodeAt(start - 1)
  return mark === 60 || (mark === 58 && text.charCodeAt(start - 2) === 34)
}
