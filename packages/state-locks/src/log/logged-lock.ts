import { NO_INFO, parseTime, type LockInfo } from '../info.ts'
import { logLines, type LogLine } from './lines.ts'

/** The program whose wording it is. */
export type Wording = 'terraform' | 'tofu'

/** A lock error in a text: what it says, unjudged. */
export interface LoggedLock {
  /** Where it stands, 1-based. */
  readonly line: number
  /** Terragrunt's module, or null. */
  readonly module: string | null
  readonly wording: Wording | null
  /** Acquiring failed, or releasing at the end of a run did. */
  readonly doing: 'acquire' | 'release'
  /** What stands behind "Error message:", in one line. */
  readonly message: string
  /** Null where none was printed. */
  readonly info: LockInfo | null
}

/**
 * "Error acquiring the state lock" since 0.15, "Error locking state: Error acquiring the state lock: …" up to 0.14 (clistate),
 * "Error locking source state" of a migration, and the same for releasing. "Error loading state" stands before a lock error where a
 * backend makes a new state.
 */
const HEAD =
  /Error (acquiring|releasing|locking|loading|unlocking)(?: the| source| destination)? (?:OpenTofu |Terraform )?state(?: lock)?(?:s)?(?:[:!]\s*(.*))?$|(?:^|\s)(?:failed to lock \w+ state|Failed to unlock state): (.*)$/
const INFO = /^(.*?)Lock Info:\s*$/
const FIELD = /^\s*(ID|Path|Operation|Who|Version|Created|Info):(?:\s+(.*))?$/
/** The same behind a prefix that differs from line to line, such as a time. */
const LOOSE_FIELD = /\s(\s(?:ID|Path|Operation|Who|Version|Created|Info):(?:\s.*)?)$/
const END = /^\s*(Terraform|OpenTofu|OpenTF) acquires a (?:state )?lock/
const MESSAGE = /^\s*Error message:\s?(.*)$/

/** What no error of a lock lacks. */
const ANY = /Lock Info:|state lock|lock(?:ing|ed)? (?:\w+ )?state|unlock state/i

const WAITING = /Acquiring state lock\. This may take a few moments/

/** True where the text ends while somebody waits for a lock: a run that was cut off has no error to print. */
export function endsWaiting(text: string): boolean {
  return WAITING.test(text.slice(-2000))
}

const NEXT_HEAD = /^\s*(?:Error|Warning):? /
/** Lines that an error may be long, from its head to its end. */
const LONGEST = 60

/** Every lock error of a text, the same one told twice only once. */
export function readLoggedLocks(text: string): readonly LoggedLock[] {
  const streams = new Map<string, LogLine[]>()
  for (const line of logLines(text, ANY)) {
    const lines = streams.get(line.stream) ?? []
    lines.push(line)
    streams.set(line.stream, lines)
  }
  const seen = [...streams.values()].flatMap((lines) => inStream(lines))
  return distinct(seen.sort((a, b) => a.line - b.line))
}

/** Of equal locks the first; one without an ID tells nothing beside one with an ID of the same module. */
function distinct(seen: readonly LoggedLock[]): readonly LoggedLock[] {
  const keyOf = ({ info, module, message }: LoggedLock): string =>
    info !== null && info.id !== ''
      ? `${info.id} ${info.path} ${heldId(message)}`
      : `${module} ${message}`
  return [...new Map(seen.toReversed().map((each) => [keyOf(each), each])).values()].sort(
    (a, b) => a.line - b.line,
  )
}

/** The ID in the message of the http backend, which is the one that counts there. */
export function heldId(message: string): string {
  return /already locked: ID=(\S+)/.exec(message)?.[1] ?? ''
}

function inStream(lines: readonly LogLine[]): readonly LoggedLock[] {
  const found: LoggedLock[] = []
  for (let at = 0; at < lines.length; at++) {
    const head = HEAD.exec(lines[at]?.text ?? '')
    const isLock = head !== null && (head[1] !== 'loading' || hasInfo(lines, at))
    const isBareInfo = head === null && INFO.test(lines[at]?.text ?? '')
    if (!isLock && !isBareInfo) continue
    const block = blockFrom(lines, at)
    found.push(toLoggedLock(block))
    at += Math.max(0, block.length - 1)
  }
  return found
}

const hasInfo = (lines: readonly LogLine[], at: number): boolean =>
  lines.slice(at, at + 8).some(({ text }) => INFO.test(text))

/** From the head to the sentence that ends the error, the next error, or the end of the fields. */
function blockFrom(lines: readonly LogLine[], start: number): readonly LogLine[] {
  let isInfo = false
  for (let at = start; at < Math.min(lines.length, start + LONGEST); at++) {
    const text = lines[at]?.text ?? ''
    if (END.test(text)) return lines.slice(start, at + 1)
    if (at > start && NEXT_HEAD.test(text) && !MESSAGE.test(text)) return lines.slice(start, at)
    if (isInfo && at > start && INFO.test(text)) return lines.slice(start, at)
    isInfo ||= INFO.test(text)
  }
  return lines.slice(start, start + LONGEST)
}

function toLoggedLock(found: readonly LogLine[]): LoggedLock {
  const [first] = found
  const head = HEAD.exec(first?.text ?? '')
  const at = found.findIndex(({ text }) => INFO.test(text))
  const block = withoutPrefix(found, INFO.exec(found[at]?.text ?? '')?.[1] ?? '')
  const end = block.find(({ text }) => END.test(text))
  const tool = end === undefined ? null : END.exec(end.text)?.[1]
  return {
    line: first?.number ?? 1,
    module: first?.module ?? null,
    wording:
      tool === null || tool === undefined ? null : tool === 'Terraform' ? 'terraform' : 'tofu',
    doing: head?.[1] === 'releasing' || head?.[1] === 'unlocking' ? 'release' : 'acquire',
    message: messageOf(block, at),
    info: at < 0 ? null : infoOf(block.slice(at + 1)),
  }
}

/** A prefix that no rule knows stands before "Lock Info:" and before the lines that belong to it. */
function withoutPrefix(block: readonly LogLine[], prefix: string): readonly LogLine[] {
  const own = prefix.trimEnd()
  if (own === '') return block
  return block.map((line) => {
    const field = LOOSE_FIELD.exec(line.text)?.[1]
    const text = line.text.startsWith(own) ? line.text.slice(own.length) : (field ?? line.text)
    return { ...line, text }
  })
}

/** Between the head and the fields, lines joined as they were before they were wrapped. */
function messageOf(block: readonly LogLine[], infoAt: number): string {
  const until = infoAt < 0 ? block.length : infoAt
  const words = block.slice(0, until).flatMap(({ text }, index) => {
    if (END.test(text)) return []
    const message = MESSAGE.exec(text)
    if (message !== null) return [message[1] ?? '']
    if (index > 0) return [text]
    const head = HEAD.exec(text)
    return [head?.[2] ?? head?.[3] ?? '']
  })
  return words
    .join(' ')
    .replace(/Error acquiring the state lock:?/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 2000)
}

const LABELS = {
  ID: 'id',
  Path: 'path',
  Operation: 'operation',
  Who: 'who',
  Version: 'version',
  Created: 'created',
  Info: 'info',
} as const
type Label = keyof typeof LABELS

const isLabel = (text: string): text is Label => Object.hasOwn(LABELS, text)
/** Values that never hold a space: what a terminal broke is put together without one. */
const SOLID = new Set<Label>(['ID', 'Path', 'Version', 'Who'])

function infoOf(lines: readonly LogLine[]): LockInfo {
  const values: Partial<Record<Label, string>> = {}
  let label: Label | null = null
  let more = ''
  for (const { text } of lines) {
    const field = FIELD.exec(text)
    const name = field?.[1] ?? ''
    if (isLabel(name)) {
      // A second ID is that of another lock.
      if (values[name] !== undefined) break
      // What goes on is believed only where the next field follows: a text may end in the middle of anything.
      if (label !== null) values[label] += more
      values[name] = (field?.[2] ?? '').trim()
      label = name
      more = ''
    } else if (text.trim() === '' || END.test(text) || label === null) {
      if (values.Info !== undefined) break
      // What a terminal broke goes on at its left edge; what is indented is a label that was cut off.
    } else if (label === 'Info' || /^\s/.test(text)) break
    else more += `${SOLID.has(label) ? '' : ' '}${text.trim()}`
  }
  return {
    ...NO_INFO,
    id: values.ID ?? '',
    path: values.Path ?? '',
    operation: (values.Operation ?? '').trim(),
    who: values.Who ?? '',
    version: values.Version ?? '',
    created: parseTime(values.Created ?? ''),
    info: values.Info ?? '',
  }
}
