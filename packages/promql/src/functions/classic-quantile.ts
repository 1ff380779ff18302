/** A bucket of a classic histogram: all observations up to a bound. */
export interface ClassicBucket {
  readonly upper: number
  count: number
}

/** A quantile, and how buckets had to be mended for it. */
export interface ClassicQuantile {
  readonly value: number
  /** Counts fell from one bucket to the next and were raised. */
  readonly forced: boolean
  readonly minBucket: number
  readonly maxBucket: number
  readonly maxDifference: number
}

/** Relative differences under this come from rounding. */
const TOLERANCE = 1e-12

const UNFORCED = { forced: false, minBucket: 0, maxBucket: 0, maxDifference: 0 }

/** The quantile of a classic histogram, between the bounds of its bucket by weight. */
export function classicQuantile(q: number, unsorted: readonly ClassicBucket[]): ClassicQuantile {
  if (Number.isNaN(q)) return { value: NaN, ...UNFORCED }
  if (q < 0) return { value: -Infinity, ...UNFORCED }
  if (q > 1) return { value: Infinity, ...UNFORCED }
  const buckets = distinctBuckets(unsorted)
  if (buckets.at(-1)?.upper !== Infinity) return { value: NaN, ...UNFORCED }
  const mended = makeMonotonic(buckets)
  return { value: quantileOf(q, buckets), ...mended }
}

/** The quantile within its bucket. Counts are taken to be spread evenly between its bounds. */
function quantileOf(q: number, buckets: readonly ClassicBucket[]): number {
  const last = buckets.length - 1
  const observations = buckets[last]?.count ?? 0
  if (last < 1 || observations === 0) return NaN
  const rank = q * observations
  let at = 0
  while (at < last && !((buckets[at]?.count ?? 0) >= rank)) at++
  const bucket = buckets[at]
  const before = buckets[at - 1]
  if (!bucket || at === last) return buckets[last - 1]?.upper ?? NaN
  // The first bucket begins at 0, unless its bound is below.
  if (!before) return bucket.upper <= 0 ? bucket.upper : bucket.upper * (rank / bucket.count)
  const share = (rank - before.count) / (bucket.count - before.count)
  return before.upper + (bucket.upper - before.upper) * share
}

/** Buckets by their bounds, those with the same bound together. */
function distinctBuckets(unsorted: readonly ClassicBucket[]): ClassicBucket[] {
  const buckets: ClassicBucket[] = []
  for (const { upper, count } of unsorted.toSorted((a, b) =>
    a.upper < b.upper ? -1 : Number(a.upper > b.upper),
  )) {
    const last = buckets.at(-1)
    if (last?.upper === upper) last.count += count
    else buckets.push({ upper, count })
  }
  return buckets
}

/** Raises counts that fall from one bucket to the next, in place; tiny differences are evened out without a word. */
function makeMonotonic(buckets: readonly ClassicBucket[]): Omit<ClassicQuantile, 'value'> {
  let forced = false
  let minBucket = Infinity
  let maxBucket = -Infinity
  let maxDifference = 0
  let before = buckets[0]?.count ?? 0
  for (const bucket of buckets.slice(1)) {
    const { upper, count } = bucket
    if (count === before) continue
    if (!isAlmostEqual(before, count, TOLERANCE)) {
      if (!(count < before)) {
        before = count
        continue
      }
      forced = true
      minBucket = Math.min(minBucket, upper)
      maxBucket = Math.max(maxBucket, upper)
      maxDifference = Math.max(maxDifference, before - count)
    }
    bucket.count = before
  }
  return { forced, minBucket, maxBucket, maxDifference }
}

// The least normal double; below it, relative differences mean nothing.
const MIN_NORMAL = 2 ** -1022

/** Whether two numbers differ by less than a part of their sum; NaNs are equal. */
export function isAlmostEqual(a: number, b: number, epsilon: number): boolean {
  if ((Number.isNaN(a) && Number.isNaN(b)) || a === b) return true
  const sum = Math.abs(a) + Math.abs(b)
  const difference = Math.abs(a - b)
  if (a === 0 || b === 0 || sum < MIN_NORMAL) return difference < epsilon * MIN_NORMAL
  return difference / Math.min(sum, Number.MAX_VALUE) < epsilon
}

/** The share of observations of a classic histogram between two values. */
export function classicFraction(
  lower: number,
  upper: number,
  unsorted: readonly ClassicBucket[],
): number {
  const buckets = distinctBuckets(unsorted)
  const total = buckets.at(-1)
  if (total?.upper !== Infinity) return NaN
  if (total.count === 0 || Number.isNaN(lower) || Number.isNaN(upper)) return NaN
  if (lower >= upper) return 0
  const from = Math.min(rankOf(lower, buckets), total.count)
  const to = Math.min(rankOf(upper, buckets), total.count)
  return (to - from) / total.count
}

/** How many observations lie under a value. */
function rankOf(value: number, buckets: readonly ClassicBucket[]): number {
  let rank = 0
  let start = (buckets[0]?.upper ?? 0) <= 0 ? -Infinity : 0
  for (const { upper, count } of buckets) {
    if (start >= value) return rank
    if (upper > value) {
      if (start === -Infinity) return count
      return rank + ((count - rank) * (value - start)) / (upper - start)
    }
    rank = count
    start = upper
  }
  return Infinity
}
