/**
 * How a literal is looked for, by its length. A text is looked at in steps of four characters, so a literal that is found by
 * `bytes` of its letters has to offer them at four offsets after one another; shorter ones are looked for at each character.
 */
export interface LiteralKind {
  readonly name: 'long' | 'middle' | 'short'
  /** Letters that are looked up at once. */
  readonly bytes: 8 | 4
  readonly offsets: 4 | 1
}

export const LONG: LiteralKind = { name: 'long', bytes: 8, offsets: 4 }
export const MIDDLE: LiteralKind = { name: 'middle', bytes: 4, offsets: 4 }
export const SHORT: LiteralKind = { name: 'short', bytes: 4, offsets: 1 }

export function kindOf(length: number): LiteralKind {
  return length >= 11 ? LONG : length >= 7 ? MIDDLE : SHORT
}
