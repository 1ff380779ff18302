import type { NativeHistogram } from '../sinks/sample-sink.ts'
import { listOf, longOf, numberOf, objectOf, type Fields } from '../fields/values.ts'

/** Resolutions of Prometheus' native histograms; a finer scale of OTLP is merged down to the finest of them. */
const MIN_SCHEMA = -4
const MAX_SCHEMA = 8
/** `ResetHint` of prompb: nobody has looked whether the counter was reset. */
const UNKNOWN_RESET = 0
const GAUGE = 3
/** More than any exporter makes, and little enough to be kept for each point of a request. */
const MAX_BUCKETS = 20_000

/**
 * An exponential histogram as a native one; null where its scale is below what Prometheus knows. A finer scale than 8
 * is brought down by joining buckets. A delta is a histogram of its own and not to be subtracted, hence a gauge.
 */
export function exponentialOf(point: Fields, isDelta: boolean): NativeHistogram | null {
  const scale = numberOf(point['scale'])
  if (scale < MIN_SCHEMA) return null
  const down = Math.max(0, scale - MAX_SCHEMA)
  const positive = side(objectOf(point['positive']), down)
  const negative = side(objectOf(point['negative']), down)
  return {
    schema: scale - down,
    count: Number(longOf(point['count'])),
    sum: numberOf(point['sum']),
    zeroThreshold: numberOf(point['zeroThreshold']),
    zeroCount: Number(longOf(point['zeroCount'])),
    positiveSpans: positive.spans,
    positiveCounts: positive.counts,
    negativeSpans: negative.spans,
    negativeCounts: negative.counts,
    customValues: [],
    resetHint: isDelta ? GAUGE : UNKNOWN_RESET,
  }
}

function side(buckets: Fields, down: number): { spans: [number, number][]; counts: number[] } {
  const given = listOf(buckets['bucketCounts'])
    .slice(0, MAX_BUCKETS)
    .map((count) => Number(longOf(count)))
  if (given.length === 0) return { spans: [], counts: [] }
  const first = numberOf(buckets['offset']) >> down
  const counts: number[] = []
  for (const [index, count] of given.entries()) {
    const at = ((numberOf(buckets['offset']) + index) >> down) - first
    counts[at] = (counts[at] ?? 0) + count
  }
  // Prometheus' bucket i ends where OpenTelemetry's bucket i begins.
  return { spans: [[first + 1, counts.length]], counts }
}
