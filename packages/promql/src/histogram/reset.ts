import { reduceBuckets, type Buckets } from './buckets.ts'
import { exponentialBound } from './bounds.ts'
import { sameBounds } from './custom.ts'
import { usesCustomBuckets, type FloatHistogram } from './histogram.ts'
import { widerZeroBucket } from './zero.ts'

/**
 * Whether a counter histogram was reset since the one before it: any count went down, a populated bucket is gone, or the
 * layout changed in a way that only comes with a reset. A hint that says so either way is believed.
 */
export function detectReset(h: FloatHistogram, previous: FloatHistogram): boolean {
  if (h.hint === 'reset') return true
  if (h.hint === 'not_reset') return false
  if (h.count < previous.count) return true
  if (usesCustomBuckets(h)) {
    if (!usesCustomBuckets(previous)) return true
    if (!sameBounds(h.customValues, previous.customValues))
      return sharedBucketsDecreased(h, previous)
    return bucketsDecreased(h.positive, previous.positive)
  }
  if (h.schema > previous.schema || h.zeroThreshold < previous.zeroThreshold) return true
  const zero = widerZeroBucket(previous, h.zeroThreshold)
  if (zero.threshold !== h.zeroThreshold || h.zeroCount < zero.zeroCount) return true
  return (['positive', 'negative'] as const).some((side) =>
    bucketsDecreased(outside(h[side], h, h), outside(previous[side], previous, h)),
  )
}

/** Buckets in the resolution of `target` that do not lie in its zero bucket. */
function outside(buckets: Buckets, source: FloatHistogram, target: FloatHistogram): Buckets {
  const same = source.schema === target.schema
  const all = same ? buckets : reduceBuckets(buckets, source.schema, target.schema)
  if (target.zeroThreshold === 0) return all
  const from = all.indexes.findIndex(
    (index) => exponentialBound(index, target.schema) > target.zeroThreshold,
  )
  if (from === 0) return all
  if (from < 0) return { indexes: [], counts: [] }
  return { indexes: all.indexes.slice(from), counts: all.counts.slice(from) }
}

function bucketsDecreased(now: Buckets, before: Buckets): boolean {
  let at = 0
  for (let i = 0; i < before.indexes.length; i++) {
    const index = before.indexes[i] ?? 0
    while (at < now.indexes.length && (now.indexes[at] ?? 0) < index) at++
    const count = before.counts[i] ?? 0
    const found = now.indexes[at] === index
    if (found ? (now.counts[at] ?? 0) < count : count !== 0) return true
  }
  return false
}

/** With differing custom bounds, compares the counts between the bounds that both have. */
function sharedBucketsDecreased(h: FloatHistogram, previous: FloatHistogram): boolean {
  const now = [...h.customValues, Infinity]
  const before = [...previous.customValues, Infinity]
  const ends = now.filter((bound) => before.includes(bound))
  let start = -Infinity
  for (const end of ends) {
    if (countBetween(h, start, end) < countBetween(previous, start, end)) return true
    start = end
  }
  return false
}

function countBetween(h: FloatHistogram, start: number, end: number): number {
  let count = 0
  h.positive.indexes.forEach((index, i) => {
    const bound = h.customValues[index] ?? Infinity
    if (bound > start && bound <= end) count += h.positive.counts[i] ?? 0
  })
  return count
}
