import { isChatter, isUsage, RETRIED } from './chatter.ts'
import type { Level, LogLine } from './line.ts'
import { lowBytes } from './low-bytes.ts'
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
    const key = keyOf(line.text)
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
const shared = lowBytes(KEY_HEAD + KEY_TAIL)

/**
 * A number for what remains of a line without its numbers; of one right after `":`, which may be a level, the first digit
 * stays. The two halves of its 53 bits are made in two ways, so that other lines hardly ever get the same.
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
      digits = i < 2 || bytes[i - 1] !== 0x3a || bytes[i - 2] !== 0x22
      if (digits) code = 0x23
    } else digits = false
    one = Math.imul(one ^ code, 0x01000193)
    two = (Math.imul(two, 31) + code) | 0
  }
  return (one >>> 0) * 0x200000 + (two & 0x1fffff)
}
