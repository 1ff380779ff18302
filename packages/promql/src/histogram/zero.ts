import { addKahan } from '../numbers/kahan.ts'
import { compactBuckets, type Buckets } from './buckets.ts'
import { exponentialBound } from './bounds.ts'
import type { FloatHistogram } from './histogram.ts'

/** What a zero bucket would hold if it were wider. */
export interface ZeroBucket {
  readonly zeroCount: number
  readonly threshold: number
  readonly compensation: number
}

/**
 * The zero bucket with a wider threshold. A threshold within a populated bucket is raised to the end of that bucket.
 */
export function widerZeroBucket(
  h: FloatHistogram,
  threshold: number,
  c?: FloatHistogram,
): ZeroBucket {
  const start = c?.zeroCount ?? 0
  if (threshold === h.zeroThreshold)
    return { zeroCount: h.zeroCount, threshold, compensation: start }
  let wanted = threshold
  let compensation = start
  for (;;) {
    const from = { sum: h.zeroCount, c: compensation }
    const right = swallow({ buckets: h.positive, rest: c?.positive }, h.schema, {
      threshold: wanted,
      from,
    })
    wanted = right.threshold
    const left = swallow({ buckets: h.negative, rest: c?.negative }, h.schema, {
      threshold: wanted,
      from: right,
    })
    compensation = left.c
    if (left.threshold === wanted) return { zeroCount: left.sum, threshold: wanted, compensation }
    // The other side was judged by a threshold that was too low.
    wanted = left.threshold
  }
}

function swallow(
  side: { readonly buckets: Buckets; readonly rest: Buckets | undefined },
  schema: number,
  {
    threshold,
    from,
  }: { readonly threshold: number; readonly from: { readonly sum: number; readonly c: number } },
): { sum: number; c: number; threshold: number } {
  let total = from
  for (let i = 0; i < side.buckets.indexes.length; i++) {
    const index = side.buckets.indexes[i] ?? 0
    const count = side.buckets.counts[i] ?? 0
    if (exponentialBound(index - 1, schema) >= threshold) break
    total = addKahan(count, total.sum, total.c)
    if (side.rest) total = addKahan(side.rest.counts[i] ?? 0, total.sum, total.c)
    const end = exponentialBound(index, schema)
    if (end > threshold) return { ...total, threshold: count === 0 ? threshold : end }
  }
  return { ...total, threshold }
}

/** Widens the zero bucket of `h` in place until it takes in the other's; gives what the other's would then hold. */
export function reconcileZeroBuckets(
  h: FloatHistogram,
  other: FloatHistogram,
  c?: FloatHistogram,
): { readonly zeroCount: number; readonly compensation: number } {
  let theirs: ZeroBucket = {
    zeroCount: other.zeroCount,
    threshold: other.zeroThreshold,
    compensation: 0,
  }
  while (theirs.threshold !== h.zeroThreshold) {
    if (h.zeroThreshold > theirs.threshold) theirs = widerZeroBucket(other, h.zeroThreshold)
    if (theirs.threshold > h.zeroThreshold) widen(h, theirs.threshold, c)
  }
  return theirs
}

function widen(h: FloatHistogram, threshold: number, c: FloatHistogram | undefined): void {
  const wider = widerZeroBucket(h, threshold, c)
  h.zeroCount = wider.zeroCount
  h.zeroThreshold = wider.threshold
  if (c) c.zeroCount = wider.compensation
  for (const side of ['positive', 'negative'] as const) {
    h[side].indexes.forEach((index, i) => {
      if (exponentialBound(index - 1, h.schema) >= h.zeroThreshold) return
      h[side].counts[i] = 0
      if (c) c[side].counts[i] = 0
    })
    compactBuckets(h[side], c?.[side])
  }
}
