import { PLACES } from './features.ts'

/** Bytes at the beginning of written weights: a bit a place, set where the model knows the word that is hashed to it. */
export const KNOWN_BYTES = PLACES / 8
/** A weight takes half a byte: from -7 to 7, kept as 1 to 15. */
export const STEPS = 7
const ZERO = 8

/** How much each known word speaks for each cause: known places, then a row a known place in their order. */
export interface Weights {
  readonly bytes: Uint8Array
  readonly causes: number
  /** How many places are known before each byte of them. */
  readonly before: Uint16Array
  /** The weight that each half byte stands for. */
  readonly levels: Float64Array
}

/** @throws TypeError where the bytes are not those of so many causes. */
export function weightsOf(bytes: Uint8Array, causes: number, scale: number): Weights {
  const before = countsBefore(bytes)
  if (bytes.length !== KNOWN_BYTES + (before[KNOWN_BYTES] ?? 0) * rowBytes(causes))
    throw new TypeError('The text model does not fit the words that it is asked about.')
  const levels = Float64Array.from({ length: 16 }, (_, code) => levelOf(code) * scale)
  return { bytes, causes, before, levels }
}

/** A weight grows with the square of its step: the many small ones are told apart, and the few large ones fit. */
function levelOf(code: number): number {
  const step = (code - ZERO) / STEPS
  return Math.sign(step) * step * step
}

/** The row of the word at a place; null of a word that the model does not know. */
export function rowAt({ bytes, before }: Weights, place: number): number | null {
  const byte = bytes[place >> 3] ?? 0
  const bit = 1 << (place & 7)
  return byte & bit ? (before[place >> 3] ?? 0) + ones(byte & (bit - 1)) : null
}

/** The weight of a row for a cause. */
export function weightOf({ bytes, causes, levels }: Weights, row: number, cause: number): number {
  const byte = bytes[KNOWN_BYTES + row * rowBytes(causes) + (cause >> 1)] ?? 0
  return levels[cause & 1 ? byte >> 4 : byte & 15] ?? 0
}

/** Adds the weights of a row to a score a cause; of an odd number of causes, `scores` is one longer. */
export function addRow(weights: Weights, row: number, scores: Float64Array): void {
  const { bytes, levels } = weights
  const width = rowBytes(weights.causes)
  const start = KNOWN_BYTES + row * width
  for (let at = 0; at < width; at++) {
    const byte = bytes[start + at] ?? 0
    const cause = at << 1
    scores[cause] = (scores[cause] ?? 0) + (levels[byte & 15] ?? 0)
    scores[cause + 1] = (scores[cause + 1] ?? 0) + (levels[byte >> 4] ?? 0)
  }
}

/** The bytes of a row. */
export function rowBytes(causes: number): number {
  return Math.ceil(causes / 2)
}

function countsBefore(bytes: Uint8Array): Uint16Array {
  const counts = new Uint16Array(KNOWN_BYTES + 1)
  for (let at = 0; at < KNOWN_BYTES; at++) counts[at + 1] = (counts[at] ?? 0) + ones(bytes[at] ?? 0)
  return counts
}

/** How many bits of each byte are set. */
const ONES = Uint8Array.from({ length: 256 }, (_, byte) => {
  let count = 0
  for (let rest = byte; rest > 0; rest &= rest - 1) count++
  return count
})

function ones(byte: number): number {
  return ONES[byte] ?? 0
}
