import { addKahan } from '../numbers/kahan.ts'
import { exponentialBound, reduceIndex } from './bounds.ts'

/** The buckets of one side of a histogram: their indexes, ascending, and their counts. */
export interface Buckets {
  indexes: number[]
  counts: number[]
}

/** New lists each time, as they are filled in place. */
export function noBuckets(): Buckets {
  return { indexes: [], counts: [] }
}

/** A copy that may be changed. */
export function copyBuckets(buckets: Buckets): Buckets {
  return { indexes: buckets.indexes.slice(), counts: buckets.counts.slice() }
}

/** Consecutive buckets from an index on. */
export function consecutiveBuckets(counts: readonly number[], from: number): Buckets {
  return { indexes: counts.map((_, i) => from + i), counts: [...counts] }
}

/** Changes every count in place. */
export function scaleBuckets(buckets: Buckets, scale: (count: number) => number): void {
  const { counts } = buckets
  for (let i = 0; i < counts.length; i++) counts[i] = scale(counts[i] ?? 0)
}

/** Takes empty buckets away; with compensation, only those that are empty in both. */
export function compactBuckets(buckets: Buckets, compensation?: Buckets): void {
  const { indexes, counts } = buckets
  let to = 0
  for (let i = 0; i < counts.length; i++) {
    if (counts[i] === 0 && (compensation?.counts[i] ?? 0) === 0) continue
    indexes[to] = indexes[i] ?? 0
    counts[to] = counts[i] ?? 0
    if (compensation) {
      compensation.indexes[to] = indexes[i] ?? 0
      compensation.counts[to] = compensation.counts[i] ?? 0
    }
    to++
  }
  indexes.length = counts.length = to
  if (compensation) compensation.indexes.length = compensation.counts.length = to
}

/** The buckets in a lower resolution, as new buckets. */
export function reduceBuckets(buckets: Buckets, from: number, to: number): Buckets {
  const reduced = noBuckets()
  for (let i = 0; i < buckets.counts.length; i++) {
    const index = reduceIndex(buckets.indexes[i] ?? 0, from, to)
    const last = reduced.indexes.length - 1
    if (reduced.indexes[last] === index)
      reduced.counts[last] = (reduced.counts[last] ?? 0) + (buckets.counts[i] ?? 0)
    else {
      reduced.indexes.push(index)
      reduced.counts.push(buckets.counts[i] ?? 0)
    }
  }
  return reduced
}

/** Buckets and the compensation of their sums, both in a lower resolution. */
export function reduceCompensated(
  pair: CompensatedBuckets,
  from: number,
  to: number,
): CompensatedBuckets {
  const sum = noBuckets()
  const rest = noBuckets()
  for (let i = 0; i < pair.sum.counts.length; i++) {
    const index = reduceIndex(pair.sum.indexes[i] ?? 0, from, to)
    const count = pair.sum.counts[i] ?? 0
    const compensation = pair.rest.counts[i] ?? 0
    const last = sum.indexes.length - 1
    if (sum.indexes[last] === index) {
      addCompensated({ sum, rest }, last, count)
      addCompensated({ sum, rest }, last, compensation)
    } else {
      sum.indexes.push(index)
      rest.indexes.push(index)
      sum.counts.push(count)
      rest.counts.push(compensation)
    }
  }
  return { sum, rest }
}

/** Counts that were summed, and what rounding took from them; both with the same indexes. */
export interface CompensatedBuckets {
  readonly sum: Buckets
  readonly rest: Buckets
}

function addCompensated(pair: CompensatedBuckets, at: number, count: number): void {
  const added = addKahan(count, pair.sum.counts[at] ?? 0, pair.rest.counts[at] ?? 0)
  pair.sum.counts[at] = added.sum
  pair.rest.counts[at] = added.c
}

/** How two sets of buckets become one. */
export interface Merge {
  /** Undefined for custom buckets, which no zero bucket swallows. */
  readonly schema: number | undefined
  /** Buckets of the second side that end at or below it lie in the zero bucket and are left out. */
  readonly threshold: number
}

const isSwallowed = (index: number, { schema, threshold }: Merge) =>
  schema !== undefined && threshold > 0 && exponentialBound(index, schema) <= threshold

/** The sum of two sides with the same layout, as new buckets; `sign` −1 subtracts. */
export function mergeBuckets(a: Buckets, b: Buckets, merge: Merge & { sign: 1 | -1 }): Buckets {
  const out = noBuckets()
  let i = 0
  let j = 0
  while (j < b.indexes.length && isSwallowed(b.indexes[j] ?? 0, merge)) j++
  while (i < a.indexes.length || j < b.indexes.length) {
    const left = a.indexes[i] ?? Infinity
    const right = b.indexes[j] ?? Infinity
    let count = 0
    if (left < right) count = a.counts[i++] ?? 0
    else if (right < left) count = merge.sign * (b.counts[j++] ?? 0)
    else count = (a.counts[i++] ?? 0) + merge.sign * (b.counts[j++] ?? 0)
    out.indexes.push(Math.min(left, right))
    out.counts.push(count)
  }
  return out
}

/** Adds `b` to compensated sums, as new buckets. */
export function mergeCompensated(
  a: CompensatedBuckets,
  b: CompensatedBuckets,
  merge: Merge,
): CompensatedBuckets {
  const out = { sum: noBuckets(), rest: noBuckets() }
  let i = 0
  let j = 0
  while (j < b.sum.indexes.length && isSwallowed(b.sum.indexes[j] ?? 0, merge)) j++
  while (i < a.sum.indexes.length || j < b.sum.indexes.length) {
    const left = a.sum.indexes[i] ?? Infinity
    const right = b.sum.indexes[j] ?? Infinity
    const first = left <= right ? a : b
    const at = left <= right ? i : j
    out.sum.indexes.push(Math.min(left, right))
    out.rest.indexes.push(Math.min(left, right))
    out.sum.counts.push(first.sum.counts[at] ?? 0)
    out.rest.counts.push(first.rest.counts[at] ?? 0)
    if (left === right) {
      addCompensated(out, out.sum.counts.length - 1, b.sum.counts[j] ?? 0)
      const compensation = b.rest.counts[j] ?? 0
      if (compensation !== 0) addCompensated(out, out.sum.counts.length - 1, compensation)
    }
    if (left <= right) i++
    if (right <= left) j++
  }
  return out
}
