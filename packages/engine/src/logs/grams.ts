import { lowBytes } from './low-bytes.ts'
import { requiredLiterals } from '../signatures/literals.ts'

const BITS = 16
const MULTIPLIER = 0x9e3779b1

const SIZE = 4096
const shared = lowBytes(SIZE)

/** Which rows of four characters some text holds, whatever their case: a set that may say yes for nothing, never no. */
export class Grams {
  readonly #slots = new Int32Array(1 << (BITS - 5))

  add(text: string): void {
    for (let from = 0; from < text.length; from += SIZE - 3)
      this.#addPart(text.slice(from, from + SIZE))
  }

  #addPart(text: string): void {
    shared.write(text)
    const { bytes } = shared
    const { length } = text
    const slots = this.#slots
    let gram = 0
    for (let i = 0; i < length; i++) {
      gram = (gram << 8) | (bytes[i] as number) | 0x20
      if (i < 3) continue
      const slot = slotOf(gram)
      slots[slot >>> 5] = (slots[slot >>> 5] as number) | (1 << slot)
    }
  }

  holds(needed: Needed): boolean {
    return needed.some((slots) => slots.every((slot) => this.#has(slot)))
  }

  #has(slot: number): boolean {
    return (((this.#slots[slot >>> 5] as number) >>> slot) & 1) === 1
  }
}

const slotOf = (gram: number): number => Math.imul(gram, MULTIPLIER) >>> (32 - BITS)

/** Of each literal that a pattern needs one of, the slots of its rows. */
type Needed = readonly (readonly number[])[]

/** What a pattern cannot match without, as `Grams` looks it up; null where it needs no literal. */
export function neededBy(pattern: RegExp): Needed | null {
  return requiredLiterals(pattern)?.map(slotsOf) ?? null
}

function slotsOf(literal: string): readonly number[] {
  const slots: number[] = []
  let gram = 0
  for (let i = 0; i < literal.length; i++) {
    gram = (gram << 8) | (literal.charCodeAt(i) & 0xff) | 0x20
    if (i >= 3) slots.push(slotOf(gram))
  }
  return slots
}
