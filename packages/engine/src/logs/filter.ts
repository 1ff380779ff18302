import { positionsOf } from './positions.ts'

/**
 * Finds many literals in one text at once, faster than any automaton that looks at each character.
 *
 * The text is turned into bytes by blocks, and only every fourth (for literals of seven and more characters), every second
 * (five, six) or each (four) position is looked at: the four bytes there, as one word with the case folded, index a table of
 * the words that stand in some literal. Only where the table says "maybe" is a literal compared. Folding sets bit 0x20, so
 * that a few punctuation marks are taken for each other: what is found is a candidate, never a match.
 */
export interface LiteralFilter {
  /**
   * Calls `found` with each place in `text` between `from` and `to` where a literal may begin, in order of the places
   * (give or take a literal's length).
   */
  find(request: FindRequest): void
}

export interface FindRequest {
  readonly text: string
  readonly from: number
  readonly to: number
  readonly limits: FilterLimits
  readonly found: (literal: number, at: number) => void
}

/** What bounds the work on text that is hostile or repeats one line for ever. */
export interface FilterLimits {
  /** Comparisons per block of 32 KiB; what a block leaves over, later ones may use. */
  readonly perBlock: number
  /** After so many comparisons for nothing, a word is no longer looked for. */
  readonly perWord: number
  /** After so many finds, a literal is no longer looked for. */
  readonly perLiteral: number
}

// The platform's own; declared here since the engine is compiled without the types of Node or of a browser.
declare class TextEncoder {
  encodeInto(source: string, target: Uint8Array): { read: number; written: number }
}

interface Latin1Writer {
  latin1Write(text: string, offset: number, length: number): number
}

interface Platform {
  readonly Buffer?: { from(buffer: ArrayBufferLike): Uint8Array & Latin1Writer }
}

const BLOCK = 32 * 1024
const TABLE_BITS = 17
const FOLD = 0x20202020
const MULTIPLIER = 0x9e3779b1

const hash = (gram: number): number => Math.imul(gram, MULTIPLIER) >>> (32 - TABLE_BITS)

interface Plan {
  readonly bytes: Uint8Array
  readonly starts: Int32Array
  readonly step: 1 | 2 | 4
  /** 1 where a hashed word stands in some literal. */
  readonly table: Uint8Array
  readonly heads: Int32Array
  /** Chains of entries: next entry, the word itself, its literal and its offset there. */
  readonly entries: Int32Array
}

/** Builds the filter for literals of four and more ASCII characters. */
export function createFilter(literals: readonly string[]): LiteralFilter {
  const plan = planOf(literals)
  const buffer = new Uint8Array(BLOCK * 3 + 16)
  const words = new Int32Array(buffer.buffer)
  const maybe = new Int32Array(BLOCK * 3 + 16)
  const write = writerOf(buffer)
  const overlap = Math.max(8, ...literals.map((literal) => literal.length))
  return {
    find({ text, from, to, limits, found }) {
      const round: Round = {
        plan,
        buffer,
        maybe,
        limits,
        found,
        used: new Int32Array(plan.entries.length >> 2),
        muted: [],
      }
      let left = 0
      for (let start = from; literals.length > 0 && start < to; start += BLOCK - overlap) {
        const length = Math.min(to - start, BLOCK)
        const written = write(text.slice(start, start + length))
        buffer.fill(0, written, written + 12)
        const count = candidates(words, written, plan, maybe)
        const places = new Places(buffer, start, written === length)
        left = compare(round, count, places, Math.min(left, limits.perBlock * 8) + limits.perBlock)
        if (start + length >= to) break
      }
      for (const slot of round.muted) plan.table[slot] = 1
    },
  }
}

/**
 * Copies text into the buffer and gives the number of bytes. Where the platform can copy the low byte of each character
 * (ten times as fast), that will do: literals are ASCII, and a foreign letter taken for one is found out later.
 */
function writerOf(buffer: Uint8Array): (text: string) => number {
  const bytes = (globalThis as unknown as Platform).Buffer?.from(buffer.buffer)
  if (typeof bytes?.latin1Write === 'function')
    return (text) => bytes.latin1Write(text, 0, text.length)
  const encoder = new TextEncoder()
  return (text) => encoder.encodeInto(text, buffer).written
}

/** The loops that everything passes through: they write the byte positions whose word the table knows. */
function candidates(words: Int32Array, length: number, plan: Plan, maybe: Int32Array): number {
  const end = (length + 3) >> 2
  return plan.step === 4
    ? everyFourth(words, end, plan.table, maybe)
    : closer(words, end, plan, maybe)
}

function everyFourth(words: Int32Array, end: number, table: Uint8Array, maybe: Int32Array): number {
  let count = 0
  for (let i = 0; i < end; i++) {
    const slot = Math.imul((words[i] as number) | FOLD, MULTIPLIER) >>> (32 - TABLE_BITS)
    if (table[slot] !== 0) maybe[count++] = i << 2
  }
  return count
}

/** Also the words between, made of two neighbours. */
function closer(words: Int32Array, end: number, { table, step }: Plan, maybe: Int32Array): number {
  const shift = 32 - TABLE_BITS
  let count = 0
  for (let i = 0; i < end; i++) {
    const word = words[i] as number
    const next = words[i + 1] as number
    if (table[Math.imul(word | FOLD, MULTIPLIER) >>> shift] !== 0) maybe[count++] = i << 2
    const first = (word >>> 8) | (next << 24) | FOLD
    if (step === 1 && table[Math.imul(first, MULTIPLIER) >>> shift] !== 0)
      maybe[count++] = (i << 2) + 1
    const second = (word >>> 16) | (next << 16) | FOLD
    if (table[Math.imul(second, MULTIPLIER) >>> shift] !== 0) maybe[count++] = (i << 2) + 2
    const third = (word >>> 24) | (next << 8) | FOLD
    if (step === 1 && table[Math.imul(third, MULTIPLIER) >>> shift] !== 0)
      maybe[count++] = (i << 2) + 3
  }
  return count
}

/** One call of `find`. */
interface Round {
  readonly plan: Plan
  readonly buffer: Uint8Array
  readonly maybe: Int32Array
  readonly limits: FilterLimits
  readonly found: (literal: number, at: number) => void
  /** What each entry has used up of its limits, of 2^20. */
  readonly used: Int32Array
  readonly muted: number[]
}

const SPENT = 1 << 20

/** Compares literals where the table said maybe; returns what is left of the block's budget. */
function compare(round: Round, count: number, places: Places, budget: number): number {
  const { buffer, maybe } = round
  const { heads, entries } = round.plan
  let left = budget
  for (let i = 0; i < count && left > 0; i++) {
    const at = maybe[i] as number
    const gram = gramAt(buffer, at)
    for (let entry = heads[hash(gram)] as number; entry >= 0; entry = entries[entry] as number) {
      if (entries[entry + 1] === gram) left -= tryEntry(round, entry, at, places)
    }
  }
  return Math.max(0, left)
}

/** Compares one literal and gives what it cost. */
function tryEntry(
  { plan, buffer, limits, found, used, muted }: Round,
  entry: number,
  at: number,
  places: Places,
): number {
  const literal = plan.entries[entry + 2] as number
  const begin = at - (plan.entries[entry + 3] as number)
  const hit = begin >= 0 && same(plan, literal, buffer, begin)
  if (hit) found(literal, places.charAt(begin))
  const spent =
    (used[entry >> 2] as number) + Math.ceil(SPENT / (hit ? limits.perLiteral : limits.perWord))
  used[entry >> 2] = spent
  const slot = hash(plan.entries[entry + 1] as number)
  if (spent >= SPENT && plan.table[slot] !== 0) {
    plan.table[slot] = 0
    muted.push(slot)
  }
  return hit ? 2 : 1
}

function gramAt(bytes: Uint8Array, at: number): number {
  const [a, b, c, d] = [
    bytes[at] as number,
    bytes[at + 1] as number,
    bytes[at + 2] as number,
    bytes[at + 3] as number,
  ]
  return a | (b << 8) | (c << 16) | (d << 24) | FOLD
}

function same(
  { bytes, starts }: Plan,
  literal: number,
  buffer: Uint8Array,
  begin: number,
): boolean {
  const start = starts[literal] as number
  const length = (starts[literal + 1] as number) - start
  for (let i = 0; i < length; i++) {
    if (((buffer[begin + i] as number) | 0x20) !== bytes[start + i]) return false
  }
  return true
}

/** Turns byte positions of a block into positions in the text; they are the same as long as all is ASCII. */
class Places {
  readonly #buffer: Uint8Array
  readonly #start: number
  readonly #ascii: boolean
  #byte = 0
  #char = 0

  constructor(buffer: Uint8Array, start: number, ascii: boolean) {
    this.#buffer = buffer
    this.#start = start
    this.#ascii = ascii
  }

  charAt(byte: number): number {
    if (this.#ascii) return this.#start + byte
    if (byte < this.#byte) this.#byte = this.#char = 0
    for (; this.#byte < byte; this.#byte++) {
      const value = this.#buffer[this.#byte] as number
      if ((value & 0xc0) !== 0x80) this.#char += value >= 0xf0 ? 2 : 1
    }
    return this.#start + this.#char
  }
}

function planOf(literals: readonly string[]): Plan {
  const starts = new Int32Array(literals.length + 1)
  for (const [i, literal] of literals.entries())
    starts[i + 1] = (starts[i] as number) + literal.length
  const text = literals.join('')
  const bytes = new Uint8Array(text.length)
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i) | 0x20
  const step = stepOf(Math.min(...literals.map((literal) => literal.length)))
  const table = new Uint8Array(1 << TABLE_BITS)
  const heads = new Int32Array(1 << TABLE_BITS).fill(-1)
  const entries: number[] = []
  for (const [index, from] of positionsOf(literals, step).entries()) {
    const start = starts[index] as number
    for (let offset = from; offset < from + step; offset++) {
      const gram = gramAt(bytes, start + offset)
      const slot = hash(gram)
      table[slot] = 1
      entries.push(heads[slot] as number, gram, index, offset)
      heads[slot] = entries.length - 4
    }
  }
  return { bytes, starts, step, table, heads, entries: Int32Array.from(entries) }
}

/** A literal of n characters holds a whole word at one of every `step` positions. */
function stepOf(length: number): 1 | 2 | 4 {
  return length >= 7 ? 4 : length >= 5 ? 2 : 1
}
