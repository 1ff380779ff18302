import { expect, it } from 'vitest'
import { folding, type Fold, type Folded } from './fold.ts'

interface Item {
  readonly n: number
}

const list = (...numbers: number[]): Item[] => numbers.map((n) => ({ n }))

it('looks at each item of a growing list once, and at all of one that begins otherwise', () => {
  const seen: number[] = []
  const sum: Fold<Item, number> = {
    start: 0,
    add: (before, items, from) => {
      const fresh = items.slice(from)
      seen.push(...fresh.map(({ n }) => n))
      return fresh.reduce((total, { n }) => total + n, before)
    },
  }
  let folded: Folded<Item, number> | null = null
  const items = list(1, 2)
  folded = folding(folded, sum, items)
  folded = folding(folded, sum, [...items, ...list(3)])
  expect([folded.sum, seen]).toEqual([6, [1, 2, 3]])
  folded = folding(folded, sum, folded.items)
  expect(seen).toEqual([1, 2, 3])
  // Older lines were read: the list is another.
  folded = folding(folded, sum, [...list(10), ...folded.items])
  expect([folded.sum, seen]).toEqual([16, [1, 2, 3, 10, 1, 2, 3]])
})
