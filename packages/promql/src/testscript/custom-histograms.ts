import { CUSTOM_SCHEMA } from '../histogram/bounds.ts'
import { noBuckets } from '../histogram/buckets.ts'
import { emptyHistogram, type FloatHistogram } from '../histogram/histogram.ts'
import { BUCKET_LABEL, METRIC_NAME, type Labels } from '../labels/labels.ts'
import type { MemorySample } from '../storage/memory.ts'

/** A series of floats, as a test script loads it. */
export interface LoadedSeries {
  readonly labels: Labels
  readonly samples: readonly MemorySample[]
}

interface Classic {
  readonly buckets: Map<number, number>
  count: number | undefined
  sum: number
}

interface ClassicSeries {
  readonly labels: Labels
  readonly byTime: Map<number, Classic>
}

/** Native histograms with custom buckets, made of the classic histograms among series (`load_with_nhcb`). */
export function customHistograms(series: readonly LoadedSeries[]): LoadedSeries[] {
  const collected = new Map<string, ClassicSeries>()
  for (const { labels, samples } of series) {
    const [, base, suffix] = /^(.*)(_bucket|_count|_sum)$/.exec(labels.metricName) ?? []
    if (base === undefined) continue
    const bound =
      suffix === '_bucket' ? Number(labels.get(BUCKET_LABEL).replace('Inf', 'Infinity')) : 0
    if (Number.isNaN(bound)) continue
    const target = labels.with({ [METRIC_NAME]: base, [BUCKET_LABEL]: '' })
    const classic = collected.get(target.key) ?? { labels: target, byTime: new Map() }
    collected.set(target.key, classic)
    for (const { timestamp, value } of samples)
      if (typeof value === 'number')
        record(classic, timestamp, { suffix: suffix ?? '', bound, value })
  }
  return [...collected.values()].map(({ labels, byTime }) => ({
    labels,
    samples: [...byTime]
      .sort(([a], [b]) => a - b)
      .map(([timestamp, classic]) => ({ timestamp, value: convert(classic) })),
  }))
}

function record(
  { byTime }: ClassicSeries,
  timestamp: number,
  { suffix, bound, value }: { suffix: string; bound: number; value: number },
): void {
  const classic = byTime.get(timestamp) ?? { buckets: new Map(), count: undefined, sum: 0 }
  byTime.set(timestamp, classic)
  if (suffix === '_count') classic.count = value
  else if (suffix === '_sum') classic.sum = value
  else classic.buckets.set(bound, value)
}

function convert({ buckets, count, sum }: Classic): FloatHistogram {
  const bounds = [...buckets.keys()].sort((a, b) => a - b)
  const total = count ?? buckets.get(bounds.at(-1) ?? Infinity) ?? 0
  if (bounds.at(-1) !== Infinity) {
    bounds.push(Infinity)
    buckets.set(Infinity, total)
  }
  let before = 0
  const counts = bounds.map((bound) => {
    const cumulative = buckets.get(bound) ?? 0
    if (cumulative < before) throw new Error(`count is not cumulative: ${cumulative} < ${before}`)
    const own = cumulative - before
    before = cumulative
    return own
  })
  if (before !== total) throw new Error(`count mismatch: count=${total} != ${before}`)
  const whole = [...buckets.values(), total].every(Number.isInteger)
  return emptyHistogram({
    schema: CUSTOM_SCHEMA,
    count: total,
    sum,
    customValues: bounds.slice(0, -1),
    positive: withoutGaps(counts, whole ? 2 : 0),
  })
}

/** The populated buckets, and empty ones between them where at most `allowed` follow each other. */
function withoutGaps(counts: readonly number[], allowed: number): ReturnType<typeof noBuckets> {
  const buckets = noBuckets()
  counts.forEach((count, index) => {
    if (count === 0) return
    const last = buckets.indexes.at(-1)
    if (last !== undefined && index - last - 1 <= allowed)
      for (let empty = last + 1; empty < index; empty++) {
        buckets.indexes.push(empty)
        buckets.counts.push(0)
      }
    buckets.indexes.push(index)
    buckets.counts.push(count)
  })
  return buckets
}
