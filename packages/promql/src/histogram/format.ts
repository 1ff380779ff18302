import { formatSample, formatShort } from '../numbers/format.ts'
import { usesCustomBuckets, compact, copyHistogram, type FloatHistogram } from './histogram.ts'
import type { Buckets } from './buckets.ts'
import { negativeBucket, positiveBucket, zeroBucket, type Bucket } from './iterate.ts'

/** As Prometheus writes a histogram in labels and messages: `{count:4, sum:5, (0.5,1]:1, …}`. */
export function formatHistogram(h: FloatHistogram): string {
  const buckets = [
    ...h.negative.counts.map((_, i) => negativeBucket(h, i)).reverse(),
    ...(h.zeroCount === 0 ? [] : [zeroBucket(h)]),
    ...h.positive.counts.map((_, i) => positiveBucket(h, i)),
  ]
  const texts = buckets
    .filter((bucket) => bucket.count !== 0)
    .map((bucket) => `, ${formatBucket(bucket)}`)
  return `{count:${formatShort(h.count)}, sum:${formatShort(h.sum)}${texts.join('')}}`
}

function formatBucket(bucket: Bucket): string {
  const open = bucket.lowerInclusive ? '[' : '('
  const close = bucket.upperInclusive ? ']' : ')'
  return `${open}${formatShort(bucket.lower)},${formatShort(bucket.upper)}${close}:${formatShort(bucket.count)}`
}

/** As histograms are written in test scripts: `{{schema:1 count:4 buckets:[1 2 1]}}`. */
export function describeHistogram(source: FloatHistogram): string {
  const h = compact(copyHistogram(source))
  const parts: string[] = []
  if (h.schema !== 0) parts.push(`schema:${h.schema}`)
  if (h.count !== 0) parts.push(`count:${formatShort(h.count)}`)
  if (h.sum !== 0) parts.push(`sum:${formatShort(h.sum)}`)
  if (h.zeroCount !== 0) parts.push(`z_bucket:${formatShort(h.zeroCount)}`)
  if (h.zeroThreshold !== 0) parts.push(`z_bucket_w:${formatShort(h.zeroThreshold)}`)
  if (usesCustomBuckets(h)) parts.push(`custom_values:${listOf(h.customValues)}`)
  if (h.hint !== 'unknown') parts.push(`counter_reset_hint:${h.hint}`)
  parts.push(...describeBuckets(h.positive, ''), ...describeBuckets(h.negative, 'n_'))
  return `{{${parts.join(' ')}}}`
}

function describeBuckets({ indexes, counts }: Buckets, prefix: string): string[] {
  const first = indexes[0]
  if (first === undefined) return []
  const dense: number[] = []
  indexes.forEach((index, i) => {
    while (dense.length < index - first) dense.push(0)
    dense.push(counts[i] ?? 0)
  })
  const offset = first === 0 ? [] : [`${prefix}offset:${first}`]
  return [...offset, `${prefix}buckets:${listOf(dense)}`]
}

const listOf = (values: readonly number[]) => `[${values.map(formatShort).join(' ')}]`

/** The buckets of a histogram as the HTTP API lists them: how the bounds belong to it, the bounds, the count. */
export function bucketRow(bucket: Bucket): [number, string, string, string] {
  const { lowerInclusive, upperInclusive } = bucket
  let boundaries = upperInclusive ? 0 : 2
  if (lowerInclusive) boundaries = upperInclusive ? 3 : 1
  return [
    boundaries,
    formatSample(bucket.lower),
    formatSample(bucket.upper),
    formatSample(bucket.count),
  ]
}
