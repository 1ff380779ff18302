import {
  clearBit,
  DISTANCE,
  LITERAL,
  MORE,
  OFFSET,
  OTHER,
  FOLD,
  hashOf,
  hashOfEntry,
  hashOfTwo,
  MULTIPLIER,
  NEXT_MULTIPLIER,
  setBit,
  wordAt,
  type Plan,
  type Words,
} from './filter-plan.ts'
import { LONG, MIDDLE, SHORT, type LiteralKind } from './literal-kind.ts'
import { lowBytes } from '../logs/low-bytes.ts'

/**
 * Finds many literals in one text at once, faster than any automaton that looks at each character.
 *
 * The text is turned into bytes by blocks, and looked at in steps of four: the eight bytes there, and the first four of them,
 * with the case folded, index tables of what stands in some literal. Only where a table says "maybe" is a literal compared.
 * Literals of less than seven characters have to be looked for at each position, which is left out where it is not worth it.
 *
 * It goes from the end of the text to its beginning: what ends a run stands at the end, so whatever limit is reached on
 * hostile text is paid by what stands before.
 */
export interface LiteralFilter {
  /**
   * Calls `found` with each place in `text` between `from` and `to` where a literal may begin, the last one first (give or
   * take a literal's length), until it returns false. A foreign letter may be taken for one of ASCII: what is found is a candidate, never a match.
   */
  find(request: FindRequest): void
}

export interface FindRequest {
  readonly text: string
  readonly from: number
  readonly to: number
  /** Whether literals of less than seven characters are looked for too. */
  readonly short: boolean
  readonly limits: FilterLimits
  readonly found: (literal: number, at: number) => boolean
}

/** What bounds the work on text that is hostile or repeats one line for ever. */
export interface FilterLimits {
  /** Comparisons per block of 32 KiB; what a block leaves over, later ones may use. */
  readonly perBlock: number
  /** After so many finds, a literal is no longer looked for. */
  readonly perLiteral: number
}

const BLOCK = 32 * 1024

/** Builds the filter for the literals of a plan: each has four or more ASCII characters. */
export function createFilter(plan: Plan): LiteralFilter {
  const count = plan.starts.length - 1
  const overlap = longest(plan)
  const size = (BLOCK + overlap + 32) & ~3
  // Literals are ASCII, and a foreign letter taken for one is found out later.
  const { bytes: buffer, write } = lowBytes(size)
  const words = new Int32Array(buffer.buffer)
  const maybe = new Int32Array(size)
  const used = new Int32Array(count)
  return {
    find({ text, from, to, short, limits, found }) {
      if (count === 0) return
      const round: Round = {
        plan,
        buffer,
        maybe,
        limits,
        found,
        used,
        touched: [],
        muted: [],
        isOver: false,
      }
      let left = 0
      for (let end = to; end > from && !round.isOver; end -= BLOCK) {
        const start = Math.max(from, end - BLOCK)
        const length = Math.min(to, end + overlap) - start
        write(text.slice(start, start + length))
        buffer.fill(0, length, length + 16)
        const wordCount = (length + 3) >> 2
        const block = { start, length: end - start }
        left = Math.min(left, limits.perBlock * 8) + limits.perBlock
        if (short) left = compare(round, each(round, words, wordCount), { ...block, budget: left })
        left = compare(round, everyFourth(round, words, wordCount), {
          ...block,
          budget: left,
        })
      }
      for (const { bits, bit } of round.muted) setBit(bits, bit)
      for (const literal of round.touched) used[literal] = 0
    },
  }
}

function longest({ starts }: Plan): number {
  let most = 8
  for (let i = 1; i < starts.length; i++)
    most = Math.max(most, (starts[i] as number) - (starts[i - 1] as number))
  return most
}

/** Positions in `maybe` stand above two bits, which say what kind of literal may be there. */
const IS_LONG = 0
const IS_MIDDLE = 1
const IS_SHORT = 2

/** The loop that everything passes through: it writes the positions whose letters a table knows, and returns how many. */
function everyFourth({ plan, maybe }: Round, words: Int32Array, end: number): number {
  const { bits: long, bitShift: longShift } = plan.long
  const { bits: middle, bitShift: middleShift } = plan.middle
  let count = 0
  let word = (words[0] as number) | FOLD
  for (let i = 0; i < end; i++) {
    const next = (words[i + 1] as number) | FOLD
    const hash = Math.imul(word, MULTIPLIER)
    const one = hash >>> middleShift
    if (((middle[one >>> 5] as number) & (1 << one)) !== 0) maybe[count++] = (i << 4) | IS_MIDDLE
    const two = (hash ^ Math.imul(next, NEXT_MULTIPLIER)) >>> longShift
    if (((long[two >>> 5] as number) & (1 << two)) !== 0) maybe[count++] = (i << 4) | IS_LONG
    word = next
  }
  return count
}

/** For short literals: each position, in words made of two neighbours. */
function each({ plan, maybe }: Round, words: Int32Array, end: number): number {
  const { bits, bitShift } = plan.short
  let count = 0
  for (let i = 0; i < end; i++) {
    const word = words[i] as number
    const next = words[i + 1] as number
    const a = Math.imul(word | FOLD, MULTIPLIER) >>> bitShift
    const b = Math.imul((word >>> 8) | (next << 24) | FOLD, MULTIPLIER) >>> bitShift
    const c = Math.imul((word >>> 16) | (next << 16) | FOLD, MULTIPLIER) >>> bitShift
    const d = Math.imul((word >>> 24) | (next << 8) | FOLD, MULTIPLIER) >>> bitShift
    if (((bits[a >>> 5] as number) & (1 << a)) !== 0) maybe[count++] = (i << 4) | IS_SHORT
    if (((bits[b >>> 5] as number) & (1 << b)) !== 0) maybe[count++] = (i << 4) | 4 | IS_SHORT
    if (((bits[c >>> 5] as number) & (1 << c)) !== 0) maybe[count++] = (i << 4) | 8 | IS_SHORT
    if (((bits[d >>> 5] as number) & (1 << d)) !== 0) maybe[count++] = (i << 4) | 12 | IS_SHORT
  }
  return count
}

/** One call of `find`. */
interface Round {
  readonly plan: Plan
  readonly buffer: Uint8Array
  readonly maybe: Int32Array
  readonly limits: FilterLimits
  readonly found: (literal: number, at: number) => boolean
  /** How often each literal was found; and which were found at all. */
  readonly used: Int32Array
  readonly touched: number[]
  readonly muted: { readonly bits: Int32Array; readonly bit: number }[]
  isOver: boolean
}

interface Block {
  /** In the text. */
  readonly start: number
  /** Literals that begin beyond are the block's after it. */
  readonly length: number
  readonly budget: number
}

/** Compares literals where a table said maybe; returns what is left of the budget. */
function compare(round: Round, count: number, block: Block): number {
  const { buffer, maybe, plan } = round
  let left = block.budget
  for (let i = count - 1; i >= 0 && left > 0 && !round.isOver; i--) {
    const kind = (maybe[i] as number) & 3
    const at = (maybe[i] as number) >> 2
    const word = wordAt(buffer, at)
    const hash = kind === IS_LONG ? hashOfTwo(word, wordAt(buffer, at + 4)) : hashOf(word)
    const table = kind === IS_LONG ? plan.long : kind === IS_MIDDLE ? plan.middle : plan.short
    const { buckets, words, more } = table
    const bucket = hash >>> table.bucketShift
    const end = buckets[bucket + 1] as number
    for (let entry = buckets[bucket] as number; entry < end; entry++) {
      if (words[entry] !== word) continue
      const other = at + (more[entry * MORE + DISTANCE] as number)
      if (other < 0 || more[entry * MORE + OTHER] !== wordAt(buffer, other)) continue
      const begin = at - (more[entry * MORE + OFFSET] as number)
      if (begin < 0 || begin >= block.length) continue
      left--
      const literal = more[entry * MORE + LITERAL] as number
      if (!same(round, literal, begin)) continue
      round.isOver = !round.found(literal, block.start + begin)
      if (isSpent(round, literal)) mute(round, table, entry)
    }
  }
  return Math.max(0, left)
}

/** Counts a find; true once a literal was found often enough. */
function isSpent({ used, touched, limits }: Round, literal: number): boolean {
  const count = (used[literal] as number) + 1
  if (count === 1) touched.push(literal)
  used[literal] = count
  return count >= limits.perLiteral
}

/** Stops looking for letters by which no literal is wanted any more. */
function mute({ plan, used, limits, muted }: Round, table: Words, entry: number): void {
  const kind: LiteralKind = table === plan.long ? LONG : table === plan.middle ? MIDDLE : SHORT
  const { bits, more, buckets } = table
  const hash = hashOfEntry(table, entry, kind)
  const bucket = hash >>> table.bucketShift
  const bit = hash >>> table.bitShift
  for (let i = buckets[bucket] as number; i < (buckets[bucket + 1] as number); i++) {
    const isSame = hashOfEntry(table, i, kind) >>> table.bitShift === bit
    const literal = more[i * MORE + LITERAL] as number
    if (isSame && (used[literal] as number) < limits.perLiteral) return
  }
  clearBit(bits, bit)
  muted.push({ bits, bit })
}

function same({ plan, buffer }: Round, literal: number, begin: number): boolean {
  const { bytes, starts } = plan
  const start = starts[literal] as number
  const length = (starts[literal + 1] as number) - start
  for (let i = 0; i < length; i++) {
    if (((buffer[begin + i] as number) | 0x20) !== bytes[start + i]) return false
  }
  return true
}
