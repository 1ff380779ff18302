import { usesCustomBuckets, type FloatHistogram } from '../histogram/histogram.ts'
import { allBuckets, type Bucket } from '../histogram/iterate.ts'
import { addKahan } from '../numbers/kahan.ts'

/** The functions of one native histogram by name. */
export const HISTOGRAM_FUNCTIONS: ReadonlyMap<string, (h: FloatHistogram) => number> = new Map([
  ['histogram_count', (h: FloatHistogram) => h.count],
  ['histogram_sum', (h: FloatHistogram) => h.sum],
  ['histogram_avg', (h: FloatHistogram) => h.sum / h.count],
  ['histogram_stdvar', variance],
  ['histogram_stddev', (h: FloatHistogram) => Math.sqrt(variance(h))],
])

/** The variance, if all observations of a bucket lay in its middle. */
function variance(h: FloatHistogram): number {
  const mean = h.sum / h.count
  const custom = usesCustomBuckets(h)
  let total = { sum: 0, c: 0 }
  for (const bucket of allBuckets(h)) {
    if (bucket.count === 0) continue
    const difference = middle(bucket, custom) - mean
    total = addKahan(bucket.count * difference * difference, total.sum, total.c)
  }
  return (total.sum + total.c) / h.count
}

function middle({ lower, upper }: Bucket, custom: boolean): number {
  if (custom) return (upper + lower) / 2
  if (lower <= 0 && upper >= 0) return 0
  const mean = Math.sqrt(upper * lower)
  return upper < 0 ? -mean : mean
}
