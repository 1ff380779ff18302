import { compact, usesCustomBuckets, type FloatHistogram } from './histogram.ts'
import {
  fractionBelow,
  negativeBucket,
  positiveBucket,
  zeroBucket,
  type Bucket,
} from './iterate.ts'

/** Which side of the limit is taken away: `</` removes what lies above, `>/` what lies below. */
export type TrimSide = 'above' | 'below'

interface Kept {
  readonly count: number
  readonly midpoint: number
}

const NOTHING: Kept = { count: 0, midpoint: 0 }

interface Trim {
  readonly limit: number
  readonly side: TrimSide
  readonly custom: boolean
}

/** Takes observations beyond a limit away, in place; count and sum are estimated anew where anything was removed. */
export function trimHistogram(h: FloatHistogram, limit: number, side: TrimSide): FloatHistogram {
  const trim: Trim = { limit, side, custom: usesCustomBuckets(h) }
  const total = { count: 0, sum: 0, changed: false }
  const populated = { positive: false, negative: false }
  for (const sign of ['positive', 'negative'] as const) {
    const { counts } = h[sign]
    counts.forEach((count, i) => {
      if (count === 0) return
      populated[sign] = true
      const bucket = sign === 'positive' ? positiveBucket(h, i) : negativeBucket(h, i)
      const kept = trimBucket(bucket, trim, sign === 'positive')
      record(total, kept, count)
      counts[i] = kept.count
    })
  }
  if (h.zeroCount > 0) {
    const kept = trimZeroBucket(zeroBucket(h), trim, populated)
    record(total, kept, h.zeroCount)
    h.zeroCount = kept.count
  }
  if (!total.changed) return h
  h.count = total.count
  h.sum = total.sum
  return compact(h)
}

function record(
  total: { count: number; sum: number; changed: boolean },
  kept: Kept,
  before: number,
): void {
  total.count += kept.count
  total.sum += kept.midpoint * kept.count
  if (kept.count !== before) total.changed = true
}

function trimBucket(bucket: Bucket, trim: Trim, positive: boolean): Kept {
  const above = trim.side === 'above'
  const keepsAll = above ? bucket.upper <= trim.limit : bucket.lower >= trim.limit
  if (keepsAll)
    return {
      count: bucket.count,
      midpoint: midpoint(bucket.lower, bucket.upper, { positive, linear: trim.custom }),
    }
  const cuts = above ? bucket.lower < trim.limit : bucket.upper > trim.limit
  return cuts ? cutBucket(bucket, trim, positive) : NOTHING
}

function cutBucket(bucket: Bucket, trim: Trim, positive: boolean): Kept {
  if (bucket.lower === -Infinity) return cutFirstBucket(bucket, trim)
  if (bucket.upper === Infinity) return cutLastBucket(bucket, trim)
  const { limit } = trim
  let below = bucket.count
  if (limit <= bucket.lower) below = 0
  else if (limit < bucket.upper) below = bucket.count * fractionBelow(bucket, limit, trim.custom)
  const shape = { positive, linear: trim.custom }
  return trim.side === 'above'
    ? { count: below, midpoint: midpoint(bucket.lower, limit, shape) }
    : { count: bucket.count - below, midpoint: midpoint(limit, bucket.upper, shape) }
}

const zeroIfInfinite = (value: number) =>
  Number.isFinite(value) || Number.isNaN(value) ? value : 0

/** The bucket from −Inf on: taken to start at 0 where it ends above 0. */
function cutFirstBucket(bucket: Bucket, { limit, side }: Trim): Kept {
  const { count, upper } = bucket
  if (side === 'above') {
    if (limit >= upper) return { count, midpoint: 0 }
    if (limit > 0 && upper > 0 && upper !== Infinity)
      return { count: (count * limit) / upper, midpoint: limit / 2 }
    if (upper <= 0) return { count, midpoint: limit }
    return { count: 0, midpoint: zeroIfInfinite(upper) }
  }
  if (limit <= bucket.lower) return { count, midpoint: 0 }
  if (limit >= 0 && upper > limit && upper !== Infinity)
    return { count: count * (1 - limit / upper), midpoint: (limit + upper) / 2 }
  return { count: 0, midpoint: zeroIfInfinite(upper) }
}

function cutLastBucket(bucket: Bucket, { limit, side }: Trim): Kept {
  if (side === 'below' && limit >= bucket.lower) return { count: bucket.count, midpoint: limit }
  return { count: 0, midpoint: zeroIfInfinite(bucket.lower) }
}

function trimZeroBucket(
  bucket: Bucket,
  { limit, side }: Trim,
  populated: { readonly positive: boolean; readonly negative: boolean },
): Kept {
  const lower = populated.positive && !populated.negative ? 0 : bucket.lower
  const upper = populated.negative && !populated.positive ? 0 : bucket.upper
  const whole = { count: bucket.count, midpoint: (lower + upper) / 2 }
  if (side === 'above') {
    if (limit <= lower) return NOTHING
    if (limit >= upper) return whole
    const fraction = (limit - lower) / (upper - lower)
    return { count: bucket.count * fraction, midpoint: (lower + limit) / 2 }
  }
  if (limit <= lower) return whole
  if (limit >= upper) return NOTHING
  const fraction = (upper - limit) / (upper - lower)
  return { count: bucket.count * fraction, midpoint: (limit + upper) / 2 }
}

function midpoint(
  lower: number,
  upper: number,
  shape: { readonly positive: boolean; readonly linear: boolean },
): number {
  const lowerInfinite = lower === Infinity || lower === -Infinity
  const upperInfinite = upper === Infinity || upper === -Infinity
  if (lowerInfinite && upperInfinite) return 0
  if (lowerInfinite) return upper > 0 ? upper / 2 : upper
  if (upperInfinite) return lower
  if (shape.linear) return (lower + upper) / 2
  const mean = Math.sqrt(Math.abs(lower * upper))
  return shape.positive ? mean : -mean
}
