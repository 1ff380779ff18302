import { addKahan } from '../numbers/kahan.ts'
import { noBuckets, type Buckets, type CompensatedBuckets } from './buckets.ts'

/** Whether two histograms have the same custom bounds. */
export function sameBounds(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((bound, i) => bound === b[i])
}

/** The bounds that two histograms share: what both can be told apart by. */
export function sharedBounds(a: readonly number[], b: readonly number[]): number[] {
  const shared: number[] = []
  let i = 0
  let j = 0
  while (i < a.length && j < b.length) {
    const left = a[i] ?? 0
    const right = b[j] ?? 0
    if (left === right) shared.push(left)
    if (left <= right) i++
    if (right <= left) j++
  }
  return shared
}

/** Buckets with the bounds that their indexes refer to. */
export interface BoundedBuckets {
  readonly buckets: Buckets
  readonly bounds: readonly number[]
}

/** The sum of histograms with differing bounds, in the buckets of the bounds that they share. */
export function mergeMismatched(
  a: BoundedBuckets & { readonly rest?: Buckets },
  b: BoundedBuckets,
  options: { readonly sign: 1 | -1; readonly shared: readonly number[] },
): CompensatedBuckets {
  const size = options.shared.length + 1
  const sums = Array.from({ length: size }, () => 0)
  const rests = Array.from({ length: size }, () => 0)
  const add = (at: number, count: number) => {
    const added = addKahan(count, sums[at] ?? 0, rests[at] ?? 0)
    sums[at] = added.sum
    rests[at] = added.c
  }
  a.buckets.indexes.forEach((index, i) => {
    const at = targetOf(index, a.bounds, options.shared)
    add(at, a.buckets.counts[i] ?? 0)
    if (a.rest) add(at, a.rest.counts[i] ?? 0)
  })
  b.buckets.indexes.forEach((index, i) =>
    add(targetOf(index, b.bounds, options.shared), options.sign * (b.buckets.counts[i] ?? 0)),
  )
  return populated(sums, rests)
}

function targetOf(index: number, bounds: readonly number[], shared: readonly number[]): number {
  const bound = bounds[index]
  if (bound === undefined) return shared.length
  const at = shared.findIndex((candidate) => candidate >= bound)
  return at < 0 ? shared.length : at
}

function populated(sums: readonly number[], rests: readonly number[]): CompensatedBuckets {
  const out = { sum: noBuckets(), rest: noBuckets() }
  sums.forEach((sum, index) => {
    const rest = rests[index] ?? 0
    if (sum === 0 && rest === 0) return
    out.sum.indexes.push(index)
    out.sum.counts.push(sum)
    out.rest.indexes.push(index)
    out.rest.counts.push(rest)
  })
  return out
}
