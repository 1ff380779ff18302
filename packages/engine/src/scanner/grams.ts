import { lowBytes } from '../logs/low-bytes.ts'
import { requiredLiterals } from './literals.ts'

const BITS = 16
const MULTIPLIER = 0x9e3779b1
const DIGIT = 0x30

const SIZE = 4096
const shared = lowBytes(SIZE)

/**
 * Which rows of four characters some text holds, whatever their case and their numbers, which all count as one digit: a set
 * that may say yes for nothing, never no.
 */
export class Grams {
  readonly #slots = new Int32Array(1 << (BITS - 5))

  add(text: string): void {
    const slots = this.#slots
    const row = newRow()
    for (let from = 0; from < text.length; from += SIZE) {
      const part = text.slice(from, from + SIZE)
      shared.write(part)
      goOn(row, shared.bytes.subarray(0, part.length), (slot) => {
        slots[slot >>> 5] = (slots[slot >>> 5] as number) | (1 << slot)
      })
    }
  }

  holds(needed: Needed): boolean {
    return needed.some((slots) => slots.every((slot) => this.#has(slot)))
  }

  #has(slot: number): boolean {
    return (((this.#slots[slot >>> 5] as number) >>> slot) & 1) === 1
  }
}

/** The last four characters, and what led to them. */
interface Row {
  gram: number
  count: number
  isDigit: boolean
}

const newRow = (): Row => ({ gram: 0, count: 0, isDigit: false })

/** Calls `found` with the slot of each row; digits after one another are one character. */
function goOn(row: Row, bytes: Uint8Array, found: (slot: number) => void): void {
  for (const code of bytes) {
    const isDigit = code >= 0x30 && code <= 0x39
    if (isDigit && row.isDigit) continue
    row.isDigit = isDigit
    row.gram = (row.gram << 8) | (isDigit ? DIGIT : code | 0x20)
    if (++row.count >= 4) found(Math.imul(row.gram, MULTIPLIER) >>> (32 - BITS))
  }
}

/** Of each literal that a pattern needs one of, the slots of its rows. */
type Needed = readonly (readonly number[])[]

/** What a pattern cannot match without, as `Grams` looks it up; null where it needs no literal. */
export function neededBy(pattern: RegExp): Needed | null {
  return requiredLiterals(pattern)?.map(slotsOf) ?? null
}

function slotsOf(literal: string): readonly number[] {
  const slots: number[] = []
  const bytes = Uint8Array.from(literal, (char) => char.charCodeAt(0) & 0xff)
  goOn(newRow(), bytes, (slot) => slots.push(slot))
  return slots
}
