import { useRef } from 'react'

/** Something that is worked out of a list, piece by piece. */
export interface Fold<Item, Sum> {
  readonly start: Sum
  /** A new sum with the items from an index on; the old one stays as it was, and is given back where nothing changed. */
  readonly add: (sum: Sum, items: readonly Item[], from: number) => Sum
}

/** The sum of a list that mostly grows at its end: of one that begins as before only what is new is looked at. */
export function useFold<Item, Sum>(fold: Fold<Item, Sum>, items: readonly Item[]): Sum {
  const before = useRef<Folded<Item, Sum> | null>(null)
  const folded = folding(before.current, fold, items)
  before.current = folded
  return folded.sum
}

export interface Folded<Item, Sum> {
  readonly fold: Fold<Item, Sum>
  readonly items: readonly Item[]
  readonly sum: Sum
}

export function folding<Item, Sum>(
  before: Folded<Item, Sum> | null,
  fold: Fold<Item, Sum>,
  items: readonly Item[],
): Folded<Item, Sum> {
  if (before !== null && before.fold === fold && before.items === items) return before
  const isGrown = before !== null && before.fold === fold && beginsWith(items, before.items)
  const sum = isGrown
    ? fold.add(before.sum, items, before.items.length)
    : fold.add(fold.start, items, 0)
  return { fold, items, sum }
}

/** Lists of what is never changed in place: the same at both ends is the same between them. */
function beginsWith<Item>(items: readonly Item[], before: readonly Item[]): boolean {
  const last = before.length - 1
  return last >= 0 && items[0] === before[0] && items[last] === before[last]
}
