import { kindOf, LONG, MIDDLE, SHORT, type LiteralKind } from './literal-kind.ts'
import { positionsOf } from './positions.ts'

/** Tables by which literals of one kind are found. */
export interface Words {
  /** One bit for each hash of a row of letters that is some literal's. */
  readonly bits: Int32Array
  readonly bitShift: number
  /** Where the entries of each bucket of hashes begin. */
  readonly buckets: Int32Array
  readonly bucketShift: number
  /** Of each entry, a word (four letters) of a literal. */
  readonly words: Int32Array
  /** Four more numbers of each: the literal, the word's offset in it, another word, and how far from the first that stands. */
  readonly more: Int32Array
}

/** Numbers of an entry in `more`. */
export const MORE = 4
export const LITERAL = 0
export const OFFSET = 1
export const OTHER = 2
export const DISTANCE = 3

export interface Plan {
  /** The letters of all literals, folded, one after the other; where each begins, and where the last one ends. */
  readonly bytes: Uint8Array
  readonly starts: Int32Array
  readonly long: Words
  readonly middle: Words
  readonly short: Words
}

/** Letters differ by this bit in their case; a few marks are taken for each other, so what is found is no match yet. */
export const FOLD = 0x20202020
export const MULTIPLIER = 0x9e3779b1
export const NEXT_MULTIPLIER = 0x85ebca6b

export function hashOf(word: number): number {
  return Math.imul(word, MULTIPLIER)
}
export function hashOfTwo(word: number, next: number): number {
  return Math.imul(word, MULTIPLIER) ^ Math.imul(next, NEXT_MULTIPLIER)
}

export function planOf(literals: readonly string[]): Plan {
  const starts = new Int32Array(literals.length + 1)
  for (const [i, literal] of literals.entries())
    starts[i + 1] = (starts[i] as number) + literal.length
  const asked = { bytes: foldedBytes(literals.join('')), starts, positions: positionsOf(literals) }
  return {
    bytes: asked.bytes,
    starts,
    long: wordsOf(asked, LONG),
    middle: wordsOf(asked, MIDDLE),
    short: wordsOf(asked, SHORT),
  }
}

function foldedBytes(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length)
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i) | 0x20
  return bytes
}

interface Asked {
  readonly bytes: Uint8Array
  readonly starts: Int32Array
  readonly positions: readonly number[]
}

/** The bits stay in the processor's first caches, and are so many that words that are no literal's rarely hit one. */
const BITS: Readonly<Record<LiteralKind['name'], number>> = { long: 20, middle: 16, short: 14 }
const BUCKETS: Readonly<Record<LiteralKind['name'], number>> = { long: 15, middle: 12, short: 8 }

function wordsOf(asked: Asked, kind: LiteralKind): Words {
  const found = entriesOf(asked, kind)
  const [bitShift, bucketShift] = [32 - BITS[kind.name], 32 - BUCKETS[kind.name]]
  const bits = new Int32Array(1 << (BITS[kind.name] - 5))
  const buckets = new Int32Array((1 << BUCKETS[kind.name]) + 1)
  const hashes = new Int32Array(found.words.length)
  for (let entry = 0; entry < hashes.length; entry++) {
    const hash = hashOfEntry(found, entry, kind)
    hashes[entry] = hash
    setBit(bits, hash >>> bitShift)
    const bucket = (hash >>> bucketShift) + 1
    buckets[bucket] = (buckets[bucket] as number) + 1
  }
  for (let i = 1; i < buckets.length; i++)
    buckets[i] = (buckets[i] as number) + (buckets[i - 1] as number)
  return {
    bits,
    bitShift,
    buckets,
    bucketShift,
    ...inBuckets(found, hashes, { buckets, bucketShift }),
  }
}

type Entries = Pick<Words, 'words' | 'more'>

function inBuckets(
  found: Entries,
  hashes: Int32Array,
  { buckets, bucketShift }: Pick<Words, 'buckets' | 'bucketShift'>,
): Entries {
  const next = buckets.slice()
  const words = new Int32Array(found.words.length)
  const more = new Int32Array(found.more.length)
  for (let entry = 0; entry < hashes.length; entry++) {
    const bucket = (hashes[entry] as number) >>> bucketShift
    const to = next[bucket] as number
    next[bucket] = to + 1
    words[to] = found.words[entry] as number
    for (let k = 0; k < MORE; k++) more[to * MORE + k] = found.more[entry * MORE + k] as number
  }
  return { words, more }
}

export function hashOfEntry(
  { words, more }: Entries,
  entry: number,
  { bytes }: LiteralKind,
): number {
  const word = words[entry] as number
  return bytes === 8 ? hashOfTwo(word, more[entry * MORE + OTHER] as number) : hashOf(word)
}

function entriesOf({ bytes, starts, positions }: Asked, kind: LiteralKind): Entries {
  const own = positions.flatMap((_, literal) => (kindAt(starts, literal) === kind ? [literal] : []))
  const words = new Int32Array(own.length * kind.offsets)
  const more = new Int32Array(words.length * MORE)
  let entry = 0
  for (const literal of own) {
    const start = starts[literal] as number
    const last = (starts[literal + 1] as number) - start - 4
    const from = positions[literal] as number
    for (let offset = from; offset < from + kind.offsets; offset++, entry++) {
      const other = kind.bytes === 8 ? offset + 4 : farFrom(offset, last)
      words[entry] = wordAt(bytes, start + offset)
      more[entry * MORE + LITERAL] = literal
      more[entry * MORE + OFFSET] = offset
      more[entry * MORE + OTHER] = wordAt(bytes, start + other)
      more[entry * MORE + DISTANCE] = other - offset
    }
  }
  return { words, more }
}

const kindAt = (starts: Int32Array, literal: number): LiteralKind =>
  kindOf((starts[literal + 1] as number) - (starts[literal] as number))

/** Another word that shares as few letters as can be. */
const farFrom = (offset: number, last: number): number => (offset * 2 > last ? 0 : last)

export function setBit(bits: Int32Array, bit: number): void {
  bits[bit >>> 5] = (bits[bit >>> 5] as number) | (1 << bit)
}

export function clearBit(bits: Int32Array, bit: number): void {
  bits[bit >>> 5] = (bits[bit >>> 5] as number) & ~(1 << bit)
}

export function wordAt(bytes: Uint8Array, at: number): number {
  return (
    (bytes[at] as number) |
    ((bytes[at + 1] as number) << 8) |
    ((bytes[at + 2] as number) << 16) |
    ((bytes[at + 3] as number) << 24) |
    FOLD
  )
}
