import type { LogStream } from '../evidence/snapshot.ts'
import { requiredLiterals } from '../signatures/literals.ts'
import type { Signature } from '../signatures/signature.ts'
import { bounded, cleanText } from './clean.ts'
import { createFilter, type FilterLimits, type LiteralFilter } from './filter.ts'
import { flatten } from './flatten.ts'
import type { LogLine } from './line.ts'
import { countLines, lineMaker, toLine, type LineMaker } from './read.ts'
import { isNoLog, unwrap } from './transport.ts'

export type Place = 'log' | 'event' | 'status'

/** A line that a signature matches. */
export interface Hit {
  readonly signature: Signature
  readonly line: LogLine
  /** The pattern's named groups that took part. */
  readonly facts: Readonly<Record<string, string>>
  readonly match: string
  /** Where in `line.text` the match begins. */
  readonly index: number
}

export interface Scanner {
  /** The hits in some lines, by line; of a signature that matches very often the first three and the last twenty. */
  scan(lines: readonly LogLine[], where?: Place): readonly Hit[]
  /** The same for a whole log without making a `LogLine` of each of its lines first. */
  scanText(stream: Pick<LogStream, 'text' | 'origin'>, where?: Place): readonly Hit[]
  /** Ids of signatures without a literal to look for: they are only tried on a log's last lines. */
  readonly unanchored: readonly string[]
}

const KEEP_FIRST = 3
const KEEP_LAST = 20
/** The end of a log is scanned first and with a budget of its own: what ends a run stands there. */
const TAIL = 256 * 1024
const HEAD = 64 * 1024
const UNANCHORED_LINES = 100
/** Of a line longer than `LONG`, a pattern sees this much before and after its literal. */
const LONG = 2048
const BEFORE = 512
const AFTER = 1024

/** What the filter may cost: several times what ordinary logs need, and in the tail more. */
const limitsOf = (chars: number, isTail: boolean): FilterLimits => ({
  perBlock: isTail ? 4_000 : 300,
  perWord: 2_000 + (chars >> 10),
  perLiteral: isTail ? 4_000 : 200 + (chars >> 14),
})

/**
 * What the patterns may cost, beyond which only the last places of each signature are tried: text may be hostile, or
 * repeat one line for ever. A test costs one, of a long line more, as a pattern with `.*` may need the square of its length.
 */
const budgetOf = (chars: number, isTail: boolean): { tests: number; perSignature: number } => ({
  tests: isTail ? 3_000 : 200 + (chars >> 11),
  perSignature: isTail ? 200 : 10 + (chars >> 16),
})
const costOf = (chars: number): number => 1 + ((chars * chars) >> 18)
const SKIPPED_TESTS = 200
const SKIPPED = 9

interface Table {
  readonly signatures: readonly Signature[]
  readonly patterns: readonly RegExp[]
  /** For all literals; and for those of seven and more characters alone, which is several times as fast. */
  readonly filter: LiteralFilter
  readonly fastFilter: () => LiteralFilter
  /** The signatures of each literal. */
  readonly owners: readonly (readonly number[])[]
  readonly unanchored: readonly number[]
}

/** Prepares the signatures once for any number of scans. */
export function createScanner(signatures: readonly Signature[]): Scanner {
  const table = tableOf(signatures)
  return {
    unanchored: table.unanchored.map((i) => signatures[i]?.id ?? ''),
    scan(lines, where) {
      const text = lines.map((line) => line.raw).join('\n')
      return new Scan(table, text, where).run((_, index) => lines[index])
    },
    scanText(stream, where) {
      if (isNoLog(stream.text)) return []
      const maker = lineMaker(stream)
      return new Scan(table, stream.text, where, maker).run((raw, index) =>
        maker.make(flatten(raw), index),
      )
    },
  }
}

function tableOf(signatures: readonly Signature[]): Table {
  const owners = new Map<string, number[]>()
  const unanchored: number[] = []
  for (const [i, signature] of signatures.entries()) {
    const literals = requiredLiterals(signature.pattern)
    if (literals === null) unanchored.push(i)
    for (const literal of literals ?? []) owners.set(literal, [...(owners.get(literal) ?? []), i])
  }
  const patterns = signatures.map(({ pattern }) =>
    pattern.global || pattern.sticky
      ? new RegExp(pattern.source, pattern.flags.replace(/[gy]/g, ''))
      : pattern,
  )
  const literals = [...owners.keys()].sort((a, b) => Number(isShort(a)) - Number(isShort(b)))
  // Only a long log needs it.
  let fast: LiteralFilter | undefined
  return {
    signatures,
    patterns,
    filter: createFilter(literals),
    fastFilter: () => (fast ??= createFilter(literals.filter((literal) => !isShort(literal)))),
    owners: literals.map((literal) => owners.get(literal) ?? []),
    unanchored,
  }
}

/** Literals that the filter has to look closer for, see `stepOf` there: looked for at both ends of a long log only. */
const isShort = (literal: string): boolean => literal.length < 7

type MakeLine = (raw: string, index: number) => LogLine | undefined

/** A hit with the place of its line, before the line itself is made. */
interface Found {
  readonly start: number
  readonly end: number
  readonly index: number
  readonly window: string | null
  readonly signature: number
  readonly match: RegExpExecArray
}

/** A part of the text with a cursor on the line that is being looked at. */
interface Part {
  readonly from: number
  readonly to: number
  start: number
  end: number
  index: number
  text: string | null
}

/** One pass over one text. */
class Scan {
  readonly #table: Table
  readonly #text: string
  readonly #where: Place | undefined
  readonly #maker: LineMaker | undefined
  readonly #found = new Map<number, Found[]>()
  readonly #tested: Int32Array
  readonly #lastLine: Float64Array
  #tests = 0
  #perSignature = 0
  /** The last two places of each signature that were passed over as the budget was used up: how many, then four numbers each. */
  readonly #skipped: Float64Array

  constructor(table: Table, text: string, where: Place | undefined, maker?: LineMaker) {
    this.#table = table
    this.#text = text
    this.#where = where
    this.#maker = maker
    this.#tested = new Int32Array(table.signatures.length)
    this.#lastLine = new Float64Array(table.signatures.length)
    this.#skipped = new Float64Array(table.signatures.length * SKIPPED)
  }

  run(make: MakeLine): readonly Hit[] {
    const length = this.#text.length
    const cut = length <= TAIL ? 0 : this.#text.indexOf('\n', length - TAIL) + 1
    this.#tryUnanchored(cut)
    const head = cut > HEAD ? Math.min(cut, this.#text.indexOf('\n', HEAD) + 1) : cut
    this.#part(cut, length)
    if (head > 0) this.#part(0, head)
    if (cut > head) this.#part(head, cut)
    const found = [...this.#found.values()].flat()
    const before = (from: number): number =>
      from > 0 && found.some((one) => one.start >= from) ? countLines(this.#text, from) : 0
    const [beforeMiddle, beforeTail] = [before(head), before(cut)]
    const once = this.#once(make)
    const hits = found.map((one) => ({
      start: one.start,
      hit: this.#hit(
        one,
        one.start >= cut ? beforeTail : one.start >= head ? beforeMiddle : 0,
        once,
      ),
    }))
    hits.sort((a, b) => a.start - b.start)
    return hits.flatMap(({ hit }) => hit ?? [])
  }

  #part(from: number, to: number): void {
    const isTail = to === this.#text.length
    const { tests, perSignature } = budgetOf(to - from, isTail)
    this.#tests = tests
    this.#perSignature = perSignature
    this.#tested.fill(0)
    this.#lastLine.fill(-1)
    this.#skipped.fill(0)
    const part: Part = {
      from,
      to,
      start: from,
      end: lineEnd(this.#text, from),
      index: 0,
      text: null,
    }
    const found = (literal: number, at: number): void => this.#candidate(part, literal, at)
    const filter = isTail || from === 0 ? this.#table.filter : this.#table.fastFilter()
    filter.find({ text: this.#text, from, to, limits: limitsOf(to - from, isTail), found })
    this.#trySkipped()
  }

  #candidate(part: Part, literal: number, at: number): void {
    if (at < part.start) return
    if (at >= part.end) this.#advance(part, at)
    for (const signature of this.#table.owners[literal] ?? []) {
      if (this.#lastLine[signature] === part.start || !this.#wanted(signature)) continue
      // A pattern sees only a window of a long line, so there each place counts, as far as the budget goes.
      if (part.end - part.start <= LONG) this.#lastLine[signature] = part.start
      const tested = (this.#tested[signature] as number) + 1
      this.#tested[signature] = tested
      if (this.#tests <= 0 || tested > this.#perSignature) this.#skip(signature, part, at)
      else this.#test(signature, part, at)
    }
  }

  #advance(part: Part, at: number): void {
    let end = part.end
    let start = part.start
    let lines = 0
    while (end <= at && end < part.to) {
      start = end + 1
      end = lineEnd(this.#text, start)
      lines++
    }
    part.start = start
    part.end = end
    part.index += lines
    part.text = null
  }

  #wanted(signature: number): boolean {
    const places = this.#table.signatures[signature]?.in ?? ['log', 'status']
    return this.#where === undefined || places.includes(this.#where)
  }

  #skip(signature: number, part: Part, at: number): void {
    const first = signature * SKIPPED
    const count = this.#skipped[first] as number
    const slot = first + 1 + (count & 1) * 4
    this.#skipped[first] = count + 1
    this.#skipped[slot] = at
    this.#skipped[slot + 1] = part.start
    this.#skipped[slot + 2] = part.end
    this.#skipped[slot + 3] = part.index
  }

  #trySkipped(): void {
    this.#tests = SKIPPED_TESTS
    for (let newest = 0; newest < 2; newest++) {
      for (let signature = 0; signature < this.#tested.length; signature++) {
        const first = signature * SKIPPED
        const count = this.#skipped[first] as number
        if (count <= newest || this.#tests <= 0) continue
        const [at = 0, start = 0, end = 0, index = 0] = this.#skipped.subarray(
          first + 1 + ((count - 1 - newest) & 1) * 4,
        )
        this.#test(signature, { from: start, to: end, start, end, index, text: null }, at)
      }
    }
  }

  #test(signature: number, part: Part, at: number): void {
    const long = part.end - part.start > LONG
    const text = long ? this.#window(part, at) : (part.text ??= this.#clean(part.start, part.end))
    this.#tests -= costOf(text.length)
    const match = this.#table.patterns[signature]?.exec(text)
    if (match === null || match === undefined) return
    this.#lastLine[signature] = part.start
    this.#keep({
      start: part.start,
      end: part.end,
      index: part.index,
      window: long ? text : null,
      signature,
      match,
    })
  }

  #window(part: Part, at: number): string {
    const from = Math.max(part.start, at - BEFORE)
    return cleanText(this.#text.slice(from, Math.min(part.end, at + AFTER)))
  }

  #clean(start: number, end: number): string {
    const raw = this.#text.slice(start, end)
    return cleanText(this.#maker === undefined ? raw : unwrap(raw, this.#maker.transport).raw)
  }

  #keep(found: Found): void {
    const all = this.#found.get(found.signature) ?? []
    // The end of the log was scanned before its beginning.
    const after = all.findIndex((one) => one.start > found.start)
    all.splice(after < 0 ? all.length : after, 0, found)
    if (all.length > KEEP_FIRST + KEEP_LAST) all.splice(KEEP_FIRST, 1)
    this.#found.set(found.signature, all)
  }

  #tryUnanchored(cut: number): void {
    if (this.#table.unanchored.length === 0) return
    const end = this.#text.length
    const from = Math.max(cut, end - UNANCHORED_LINES * 512)
    const part: Part = {
      from,
      to: end,
      start: from,
      end: lineEnd(this.#text, from),
      index: 0,
      text: null,
    }
    part.index = countLines(this.#text, from) - (cut > 0 ? countLines(this.#text, cut) : 0)
    this.#tests = UNANCHORED_LINES * this.#table.unanchored.length
    for (;;) {
      for (const signature of this.#table.unanchored) {
        if (this.#wanted(signature)) this.#test(signature, part, part.start)
      }
      if (part.end >= end || this.#tests <= 0) return
      this.#advance(part, part.end)
    }
  }

  /** Makes the line of several hits once. */
  #once(make: MakeLine): (found: Found, index: number) => LogLine | undefined {
    const made = new Map<number, LogLine | undefined>()
    return ({ start, end }, index) => {
      if (!made.has(start)) made.set(start, make(bounded(this.#text.slice(start, end)), index))
      return made.get(start)
    }
  }

  #hit(
    found: Found,
    base: number,
    lineOf: (found: Found, index: number) => LogLine | undefined,
  ): Hit | null {
    const index = found.index + base
    const whole = lineOf(found, index)
    const signature = this.#table.signatures[found.signature]
    if (whole === undefined || signature === undefined) return null
    const match = flatten(found.match[0])
    const at = whole.text === found.match.input ? found.match.index : whole.text.indexOf(match)
    const line =
      at >= 0 || found.window === null
        ? whole
        : toLine(flatten(found.window), whole.number, whole.at)
    const facts: Record<string, string> = {}
    for (const [name, value] of Object.entries(found.match.groups ?? {})) {
      if (typeof value === 'string') facts[name] = flatten(value)
    }
    return {
      signature,
      line,
      facts,
      match,
      index: at >= 0 ? at : Math.max(0, line.text.indexOf(match)),
    }
  }
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from)
  return end < 0 ? text.length : end
}
