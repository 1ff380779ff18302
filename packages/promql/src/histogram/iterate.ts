import { upperBound } from './bounds.ts'
import { usesCustomBuckets, type FloatHistogram } from './histogram.ts'

/** A bucket with its bounds. */
export interface Bucket {
  lower: number
  upper: number
  readonly lowerInclusive: boolean
  readonly upperInclusive: boolean
  readonly count: number
}

/** The i-th of the positive buckets, in the order of their indexes. */
export function positiveBucket(h: FloatHistogram, i: number): Bucket {
  const index = h.positive.indexes[i] ?? 0
  const lower = upperBound(index - 1, h.schema, h.customValues)
  const upper = upperBound(index, h.schema, h.customValues)
  const custom = usesCustomBuckets(h)
  return {
    lower,
    upper,
    lowerInclusive: custom ? index === 0 : lower < 0,
    upperInclusive: custom || upper > 0,
    count: h.positive.counts[i] ?? 0,
  }
}

/** The i-th of the negative buckets, counted from the zero bucket downwards. */
export function negativeBucket(h: FloatHistogram, i: number): Bucket {
  const index = h.negative.indexes[i] ?? 0
  const lower = -upperBound(index, h.schema, [])
  const upper = -upperBound(index - 1, h.schema, [])
  return {
    lower,
    upper,
    lowerInclusive: lower < 0,
    upperInclusive: upper > 0,
    count: h.negative.counts[i] ?? 0,
  }
}

/** The bucket around zero, which holds what lies within the threshold on either side. */
export function zeroBucket(h: FloatHistogram): Bucket {
  return {
    lower: -h.zeroThreshold,
    upper: h.zeroThreshold,
    lowerInclusive: true,
    upperInclusive: true,
    count: h.zeroCount,
  }
}

/** All buckets in ascending order; those that reach into the zero bucket are cut off at its threshold. */
export function allBuckets(h: FloatHistogram): Bucket[] {
  const buckets: Bucket[] = []
  for (let i = h.negative.indexes.length - 1; i >= 0; i--) {
    const bucket = negativeBucket(h, i)
    if (bucket.upper < 0 && bucket.upper > -h.zeroThreshold) bucket.upper = -h.zeroThreshold
    buckets.push(bucket)
  }
  if (h.zeroCount > 0) buckets.push(zeroBucket(h))
  for (let i = 0; i < h.positive.indexes.length; i++) {
    const bucket = positiveBucket(h, i)
    if (bucket.lower > 0 && bucket.lower < h.zeroThreshold) bucket.lower = h.zeroThreshold
    buckets.push(bucket)
  }
  return buckets
}

/** How much of a bucket lies under a value, if its observations were spread evenly over its (logarithmic) width. */
export function fractionBelow(bucket: Bucket, value: number, linear: boolean): number {
  if (linear) return (value - bucket.lower) / (bucket.upper - bucket.lower)
  const lower = Math.log2(Math.abs(bucket.lower))
  const upper = Math.log2(Math.abs(bucket.upper))
  const at = Math.log2(Math.abs(value))
  return value > 0 ? (at - lower) / (upper - lower) : 1 - (at - upper) / (lower - upper)
}
