import { annotate, type Annotation } from '../problems/annotations.ts'
import { usesCustomBuckets, type FloatHistogram } from '../histogram/histogram.ts'
import { allBuckets, fractionBelow, type Bucket } from '../histogram/iterate.ts'
import type { Range } from '../parser/ast.ts'

/** What a result rests on, for annotations. */
export interface Subject {
  readonly metric: string
  readonly range: Range
  readonly report: (annotation: Annotation) => void
}

/** The quantile of a native histogram, between the bounds of its bucket on a logarithmic scale. */
export function nativeQuantile(q: number, h: FloatHistogram, subject: Subject): number {
  if (q < 0) return -Infinity
  if (q > 1) return Infinity
  if (h.count === 0 || Number.isNaN(q)) return NaN
  // Observations of NaN are in no bucket, but count: only from below is the rank right then.
  const forward = Number.isNaN(h.sum) || q < 0.5
  const buckets = allBuckets(h)
  if (!forward) buckets.reverse()
  const rank = (forward ? q : 1 - q) * h.count
  const { bucket, count: reached, next } = findBucket(buckets, rank)
  const edge = edgeOf(h, bucket)
  if (edge !== undefined) return edge
  let count = Math.min(reached, h.count)
  if (count < rank) return beyondBuckets(h, bucket, subject)
  const inBucket = forward ? rank - (count - bucket.count) : count - rank
  if (Number.isNaN(h.sum)) {
    for (const later of buckets.slice(next)) count += later.count
    if (count < h.count) subject.report(annotate.quantileNaNSkew(subject.metric, subject.range))
  }
  // Buckets of NaN observations are looked at up to the last, which is then the one that counts.
  const last = Number.isNaN(h.sum) ? (buckets.slice(next).at(-1) ?? bucket) : bucket
  return interpolate(h, last, inBucket / last.count)
}

function findBucket(
  buckets: readonly Bucket[],
  rank: number,
): { bucket: Bucket; count: number; next: number } {
  let bucket: Bucket = {
    lower: 0,
    upper: 0,
    lowerInclusive: false,
    upperInclusive: false,
    count: 0,
  }
  let count = 0
  let next = 0
  for (const candidate of buckets) {
    next++
    bucket = candidate
    if (candidate.count === 0) continue
    count += candidate.count
    if (count >= rank) break
  }
  return { bucket, count, next }
}

/** Cuts the zero bucket at 0 where nothing lies on its other side; gives the result for buckets without an end. */
function edgeOf(h: FloatHistogram, bucket: Bucket): number | undefined {
  if (!usesCustomBuckets(h)) {
    if (bucket.lower < 0 && bucket.upper > 0) cutZeroBucket(h, bucket)
    return undefined
  }
  if (bucket.lower === -Infinity) {
    if (bucket.upper <= 0) return bucket.upper
    bucket.lower = 0
  } else if (bucket.upper === Infinity) return bucket.lower
  return undefined
}

function cutZeroBucket({ positive, negative }: FloatHistogram, bucket: Bucket): void {
  if (negative.counts.length === 0 && positive.counts.length > 0) bucket.lower = 0
  else if (positive.counts.length === 0 && negative.counts.length > 0) bucket.upper = 0
}

function beyondBuckets(
  h: FloatHistogram,
  bucket: Bucket,
  { metric, range, report }: Subject,
): number {
  if (!Number.isNaN(h.sum)) return bucket.upper
  report(annotate.quantileNaNResult(metric, range))
  return NaN
}

function interpolate(h: FloatHistogram, { lower, upper }: Bucket, fraction: number): number {
  if (usesCustomBuckets(h) || (lower <= 0 && upper >= 0)) return lower + (upper - lower) * fraction
  const from = Math.log2(Math.abs(lower))
  const to = Math.log2(Math.abs(upper))
  return lower > 0
    ? 2 ** (from + (to - from) * fraction)
    : -(2 ** (to + (from - to) * (1 - fraction)))
}

/** The share of observations of a native histogram between two values. */
export function nativeFraction(
  { lower, upper }: { readonly lower: number; readonly upper: number },
  h: FloatHistogram,
  { metric, range, report }: Subject,
): number {
  if (h.count === 0 || Number.isNaN(lower) || Number.isNaN(upper)) return NaN
  if (lower >= upper) return 0
  const buckets = allBuckets(h)
  let total = h.count
  if (Number.isNaN(h.sum)) {
    total = buckets.reduce((sum, bucket) => sum + bucket.count, 0)
    if (total < h.count) report(annotate.fractionNaNs(metric, range))
  }
  const from = Math.min(rankOf(lower, h, buckets), total)
  const to = Math.min(rankOf(upper, h, buckets), total)
  return (to - from) / h.count
}

/** How many observations lie under a value; infinite where it lies above all buckets. */
function rankOf(value: number, h: FloatHistogram, buckets: readonly Bucket[]): number {
  let rank = 0
  for (const source of buckets) {
    const bucket = { ...source }
    const isZero = bucket.lower <= 0 && bucket.upper >= 0
    if (isZero) cutZeroBucket(h, bucket)
    if (bucket.lower >= value) return rank
    if (bucket.upper > value) {
      const linear = usesCustomBuckets(h) || isZero
      if (linear && bucket.lower === -Infinity) return bucket.count
      return rank + bucket.count * fractionBelow(bucket, value, linear)
    }
    rank += bucket.count
  }
  return Infinity
}
