import type { LogStream } from '../evidence/snapshot.ts'
import type { Signature } from './signature.ts'
import { bounded, cleanText } from '../logs/clean.ts'
import type { FilterLimits } from './filter.ts'
import { flatten } from '../logs/flatten.ts'
import type { LogLine } from '../logs/line.ts'
import { countLines, lineMaker, toLine } from '../logs/read.ts'
import { tableOf, type Table } from './scan-table.ts'
import { isNoLog, unwrap } from '../logs/transport.ts'

/** Where a signature's text may stand: a program's log, an event's message, a container's status. */
export type Place = 'log' | 'event' | 'status'

/** A line that a signature matches. */
export interface SignatureMatch {
  readonly signature: Signature
  readonly line: LogLine
  /** The pattern's named groups that took part. */
  readonly facts: Readonly<Record<string, string>>
  readonly matched: string
  /** Where in `line.text` the match begins. */
  readonly index: number
}

export interface Scanner {
  /** The matches in some lines, by line; of a signature that matches very often the first three and the last twenty. */
  scan(lines: readonly LogLine[], where?: Place): readonly SignatureMatch[]
  /** The same for a whole log without making a `LogLine` of each of its lines first. */
  scanText(stream: Pick<LogStream, 'text' | 'origin'>, where?: Place): readonly SignatureMatch[]
  /** Ids of signatures without a literal to look for: they are only tried on a log's last lines. */
  readonly unanchored: readonly string[]
}

const KEEP_FIRST = 3
const KEEP_LAST = 20
/** The end of a log is scanned with a budget of its own: what ends a run stands there. */
const TAIL = 256 * 1024
/** What a program prints first is looked at apart from what follows soon after. */
const FIRST = 4 * 1024
const HEAD = 64 * 1024
const UNANCHORED_LINES = 100
/** A longer line is seen by windows: one for each `STEP` of it, with so much of the line before and after. */
const LONG = 2048
const STEP = 512
const BEFORE = 256
const AFTER = 512

/** A part of a text, and what it may cost; the longer it is, the more. */
interface Part {
  readonly from: number
  readonly to: number
  /** What the patterns may cost: with that, the part is done. */
  readonly tests: number
  /** Tests of one signature; fewer once much was used up by all: text may repeat one line for ever. */
  readonly own: number
  readonly filter: FilterLimits
  /** Whether literals of less than seven characters are looked for. */
  readonly short: boolean
}

/** Several times what ordinary logs need; most for the end. */
const IN_TAIL = {
  tests: 4_000,
  own: 400,
  filter: { perBlock: 2_000, perLiteral: 2_000 },
  short: true,
}
const ELSEWHERE = {
  tests: 400,
  own: 80,
  filter: { perBlock: 300, perLiteral: 200 },
  short: true,
}

/** A test costs one, of a long line more, as a pattern with `.*` may need the square of its length. */
const costOf = (chars: number): number => 1 + ((chars * chars) >> 17)
const MATCH_COST = 4
const LOOK_COST = 1 / 4
const WINDOW_COST = 10
const FEWER = 6

/** Prepares the signatures once for any number of scans. */
export function createScanner(signatures: readonly Signature[]): Scanner {
  const table = tableOf(signatures)
  return {
    unanchored: Array.from(table.plan.unanchored, (i) => signatures[i]?.id ?? ''),
    scan(lines, where) {
      const text = lines.map((line) => line.raw).join('\n')
      return new Scan(table, { text, where, cleaned: cleanedIn(text, lines) }).run(
        (_, index) => lines[index],
      )
    },
    scanText(stream, where) {
      if (isNoLog(stream.text)) return []
      const { text } = stream
      const maker = lineMaker(stream)
      const cleaned = (start: number, end: number): string =>
        cleanText(unwrap(text.slice(start, end), maker.transport).raw)
      return new Scan(table, { text, where, cleaned }).run((raw, index) =>
        maker.make(flatten(raw), index),
      )
    },
  }
}

/** What is scanned, and how the line between two places reads. */
interface Scanned {
  readonly text: string
  readonly where: Place | undefined
  readonly cleaned: (start: number, end: number) => string
}

/** Lines that are read already, by the place of each in all of them joined. */
function cleanedIn(text: string, lines: readonly LogLine[]): Scanned['cleaned'] {
  const starts = new Int32Array(lines.length)
  for (let i = 1; i < lines.length; i++)
    starts[i] = (starts[i - 1] as number) + (lines[i - 1] as LogLine).raw.length + 1
  return (at, end) => {
    let [low, high] = [0, lines.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((starts[middle] as number) < at) low = middle + 1
      else high = middle
    }
    return (starts[low] === at ? lines[low]?.text : undefined) ?? cleanText(text.slice(at, end))
  }
}

type MakeLine = (raw: string, index: number) => LogLine | undefined

/** A match with the place of its line, before the line itself is made. */
interface Found {
  readonly start: number
  readonly end: number
  readonly window: string | null
  readonly signature: number
  readonly match: RegExpExecArray
}

/** The line that is being looked at, and how it reads. */
interface Cursor {
  start: number
  end: number
  text: string | null
  lower: string | null
  /** Of a long line, the window that `text` is about. */
  window: number
}

/** One pass over one text, from its end to its beginning. */
class Scan {
  readonly #table: Table
  readonly #text: string
  readonly #where: Place | undefined
  readonly #cleaned: Scanned['cleaned']
  readonly #found = new Map<number, Found[]>()
  /** By signature: tests in this part, and the line or window that was tested last. */
  readonly #tested: Int32Array
  readonly #last: Int32Array
  #budget = 0
  #used = 0
  #own = 0
  #inTail = false

  constructor(table: Table, { text, where, cleaned }: Scanned) {
    this.#table = table
    this.#text = text
    this.#where = where
    this.#cleaned = cleaned
    this.#tested = table.tested
    this.#last = table.last
  }

  run(make: MakeLine): readonly SignatureMatch[] {
    const length = this.#text.length
    const cut = length <= TAIL ? 0 : this.#text.indexOf('\n', length - TAIL) + 1
    this.#tryUnanchored(cut)
    const [first, head] = [this.#lineAfter(FIRST, cut), this.#lineAfter(HEAD, cut)]
    this.#part({ from: cut, to: length, ...IN_TAIL })
    this.#part({ from: head, to: cut, ...ELSEWHERE, short: false })
    this.#part({ from: first, to: head, ...ELSEWHERE })
    this.#part({ from: 0, to: first, ...ELSEWHERE, tests: 1_000, own: 200 })
    return this.#matches(make)
  }

  #lineAfter(at: number, most: number): number {
    return at >= most ? most : Math.min(most, this.#text.indexOf('\n', at) + 1)
  }

  #part({ from, to, tests, own, filter, short }: Part): void {
    if (from >= to) return
    const chars = to - from
    this.#budget = tests + (chars >> 11)
    this.#used = 0
    this.#own = own
    this.#inTail = to === this.#text.length
    this.#tested.fill(0)
    this.#last.fill(-1)
    const cursor: Cursor = { start: to + 1, end: to + 1, text: null, lower: null, window: -1 }
    this.#table.filter.find({
      text: this.#text,
      from,
      to,
      short,
      limits: { ...filter, perLiteral: filter.perLiteral + (chars >> 14) },
      found: (literal, at) => this.#candidate(cursor, literal, at),
    })
  }

  /** Tries the signatures of a literal on the line that it stands in; false once the budget is used up. */
  #candidate(cursor: Cursor, literal: number, at: number): boolean {
    const { isWanted, plan } = this.#table
    const { owners, ownersOf } = plan
    const allowed = this.#used < this.#budget * 0.75 ? this.#own : this.#own / FEWER
    const end = ownersOf[literal + 1] as number
    for (let i = ownersOf[literal] as number; i < end; i++) {
      const signature = owners[i] as number
      if ((this.#tested[signature] as number) >= allowed) continue
      if (at < cursor.start || at >= cursor.end) this.#move(cursor, at)
      const long = cursor.end - cursor.start > LONG
      const window = long ? at - ((at - cursor.start) % STEP) : cursor.start
      if (this.#last[signature] === window || !isWanted(signature, this.#where)) continue
      this.#last[signature] = window
      this.#read(cursor, window)
      if (this.#inTail && this.#lacksWords(signature, cursor)) continue
      this.#tested[signature] = (this.#tested[signature] as number) + 1
      this.#test(signature, cursor)
    }
    return this.#used < this.#budget
  }

  #move(cursor: Cursor, at: number): void {
    cursor.start = at === 0 ? 0 : this.#text.lastIndexOf('\n', at - 1) + 1
    cursor.end = lineEnd(this.#text, at)
    cursor.text = null
  }

  /** Makes the cursor's text that of its line, or of a window of it. */
  #read(cursor: Cursor, window: number): void {
    if (cursor.text !== null && cursor.window === window) return
    const { start, end } = cursor
    cursor.window = window
    cursor.lower = null
    if (end - start <= LONG) cursor.text = this.#cleaned(start, end)
    else {
      const [from, to] = [Math.max(start, window - BEFORE), Math.min(end, window + STEP + AFTER)]
      cursor.text = cleanText(this.#text.slice(from, to))
      this.#used += WINDOW_COST
    }
  }

  /** Whether the line lacks other words that the signature needs. */
  #lacksWords(signature: number, cursor: Cursor): boolean {
    const words = this.#table.wordsOf(signature)
    if (words.length === 0) return false
    cursor.lower ??= (cursor.text ?? '').toLowerCase()
    const { lower } = cursor
    if (words.every((set) => holdsAny(lower, set))) return false
    this.#used += LOOK_COST
    return true
  }

  #test(signature: number, { start, end, text }: Cursor): void {
    const input = text ?? ''
    this.#used += costOf(input.length)
    const match = this.#table.patternOf(signature).exec(input)
    if (match === null) return
    this.#used += MATCH_COST
    this.#keep({ start, end, window: end - start > LONG ? input : null, signature, match })
  }

  #keep(found: Found): void {
    const all = this.#found.get(found.signature)
    if (all === undefined) {
      this.#found.set(found.signature, [found])
      return
    }
    const before = all.findLastIndex((one) => one.start <= found.start)
    all.splice(before + 1, 0, found)
    if (all.length > KEEP_FIRST + KEEP_LAST) all.splice(KEEP_FIRST, 1)
  }

  #tryUnanchored(cut: number): void {
    const { isWanted, plan } = this.#table
    const { unanchored } = plan
    if (unanchored.length === 0) return
    const least = Math.max(cut, this.#text.length - UNANCHORED_LINES * 512)
    const tests = UNANCHORED_LINES * unanchored.length
    const cursor: Cursor = { start: 0, end: 0, text: null, lower: null, window: -1 }
    for (let at = this.#text.length; at >= least && this.#used < tests; at = cursor.start - 1) {
      this.#move(cursor, at)
      this.#read(cursor, cursor.start)
      for (const signature of unanchored)
        if (isWanted(signature, this.#where)) this.#test(signature, cursor)
    }
  }

  #matches(make: MakeLine): readonly SignatureMatch[] {
    const found = [...this.#found.values()].flat().sort((a, b) => a.start - b.start)
    const matches: SignatureMatch[] = []
    let index = 0
    let counted = 0
    let line: LogLine | undefined
    for (const [i, one] of found.entries()) {
      if (i === 0 || one.start !== found[i - 1]?.start) {
        index += countLines(this.#text.slice(counted, one.start), one.start - counted)
        counted = one.start
        line = make(bounded(this.#text.slice(one.start, one.end)), index)
      }
      const signature = this.#table.signatures[one.signature]
      if (line !== undefined && signature !== undefined) matches.push(matchOf(one, signature, line))
    }
    return matches
  }
}

function holdsAny(text: string, words: readonly string[]): boolean {
  for (const word of words) if (text.includes(word)) return true
  return false
}

function matchOf(found: Found, signature: Signature, whole: LogLine): SignatureMatch {
  const matched = flatten(found.match[0])
  const at = whole.text === found.match.input ? found.match.index : whole.text.indexOf(matched)
  const line =
    at >= 0 || found.window === null ? whole : toLine(flatten(found.window), whole.number, whole.at)
  const facts: Record<string, string> = {}
  for (const [name, value] of Object.entries(found.match.groups ?? {})) {
    if (typeof value === 'string') facts[name] = flatten(value)
  }
  return {
    signature,
    line,
    facts,
    matched,
    index: at >= 0 ? at : Math.max(0, line.text.indexOf(matched)),
  }
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from)
  return end < 0 ? text.length : end
}
