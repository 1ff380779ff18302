import { bareOf, isBlank, type Line } from '../lines/line.ts'
import { genericPrefix, SAMPLE } from './lines/generic-prefix.ts'
import { LINE_ENVELOPES } from './lines/index.ts'
import type { LineEnvelope } from './lines/line-envelope.ts'
import type { Message } from './message/message.ts'

/** Lines in one envelope, one after the other. */
export interface Block {
  readonly envelope: LineEnvelope
  readonly messages: readonly Message[]
  /** The index after its last line. */
  readonly next: number
  /** Products that the records name themselves. */
  readonly product: string | null
}

/** Lines of a message after its first, where these come without the prefix. */
const LONGEST_TAIL = 60
/** Lines that are tried at the start of a block. */
const PROBED = 6

/** The block that begins at line `from`; null where the line is in no envelope, or in one that too few lines show. */
export function blockAt(lines: readonly Line[], from: number): Block | null {
  const first = lines[from]
  if (first === undefined || isBlank(first)) return null
  for (const envelope of LINE_ENVELOPES) {
    if (envelope.open(bareOf(first)) === null || !isBelieved(envelope, lines, from)) continue
    const block = readBlock(envelope, lines, from)
    if (block.messages.length >= leastOf(envelope, lines) && isMostly(block, from)) return block
  }
  return null
}

/** The block of an envelope that has no name: see `genericPrefix`. */
export function genericBlockAt(lines: readonly Line[], from: number): Block | null {
  let end = from
  while (end < lines.length && end - from < SAMPLE && !isBlank(lines[end])) end++
  const envelope = genericPrefix(lines.slice(from, end).map(bareOf))
  if (envelope === null) return null
  const block = readBlock(envelope, lines, from)
  return block.messages.length >= Math.min(envelope.least, lines.length) ? block : null
}

function isBelieved(envelope: LineEnvelope, lines: readonly Line[], from: number): boolean {
  if (envelope.least <= 1) return true
  let seen = 0
  let opened = 0
  for (let i = from; i < lines.length && seen < PROBED; i++) {
    const line = lines[i] as Line
    if (isBlank(line)) continue
    seen++
    if (envelope.open(bareOf(line)) !== null) opened++
  }
  return opened >= leastOf(envelope, lines)
}

/** Of a text of two lines, both are enough. */
const leastOf = ({ least }: LineEnvelope, lines: readonly Line[]): number =>
  lines.length < least ? Math.max(2, lines.length) : least

/** A prefix is on every line; only envelopes of messages with several lines leave some without. */
function isMostly({ envelope, messages, next }: Block, from: number): boolean {
  return messages.length >= (next - from) * (envelope.loose === true ? 0.05 : 0.6)
}

/** Reads on as long as lines are in the envelope, with what stands between them. */
function readBlock(envelope: LineEnvelope, lines: readonly Line[], from: number): Block {
  const messages: Message[] = []
  let next = from
  let waiting: Line[] = []
  let product: string | null = null
  const most = envelope.loose === true ? LONGEST_TAIL : 3
  for (let i = from; i < lines.length && waiting.length <= most; i++) {
    const line = lines[i] as Line
    const opened = envelope.open(bareOf(line))
    if (opened !== null) {
      for (const tail of waiting) messages.push({ ...without(messages.at(-1)), ...tailOf(tail) })
      waiting = []
      messages.push({ ...opened, line: line.number })
      product ??= opened.product ?? null
      next = i + 1
    } else if (envelope.isNote?.(line.text) === true) next = waiting.length === 0 ? i + 1 : next
    else waiting.push(line)
    if (stops(line)) break
  }
  return { envelope, messages, next, product }
}

/** A fence, and the next command: what follows is of another run, and keeps its place. */
const stops = ({ raw }: Line): boolean =>
  /^\s*(?:```|~~~|(?:\S{0,80}[$#%] |)(?:sudo )?(?:kubectl|oc|k|docker) (?:-\S+ \S+ )?(?:logs?|get|describe|events?|top) |==== (?:START|END) logs )/.test(
    raw,
  )

const tailOf = (line: Line): Pick<Message, 'text' | 'line'> => ({
  text: line.raw,
  line: line.number,
})

/** What the message before says of where and when, for a line that goes on with it. */
const without = (message: Message | undefined): Omit<Message, 'text' | 'part'> => {
  if (message === undefined) return { line: 0 }
  const { text: _text, part: _part, ...rest } = message
  return rest
}
