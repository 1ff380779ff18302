import type { NativeHistogram } from '@unloop/ingest'
import type { FloatHistogram } from '@unloop/promql'

type Buckets = FloatHistogram['positive']

const HINTS = { unknown: 0, reset: 1, not_reset: 2, gauge: 3 } as const

/** A histogram that a rule made, as the store keeps it. */
export function nativeHistogram(source: FloatHistogram): NativeHistogram {
  const positive = spansOf(source.positive)
  const negative = spansOf(source.negative)
  return {
    schema: source.schema,
    count: source.count,
    sum: source.sum,
    zeroThreshold: source.zeroThreshold,
    zeroCount: source.zeroCount,
    positiveSpans: positive,
    positiveCounts: [...source.positive.counts],
    negativeSpans: negative,
    negativeCounts: [...source.negative.counts],
    customValues: [...source.customValues],
    resetHint: HINTS[source.hint],
  }
}

/** Runs of buckets: how far each begins behind the end of the last, and how long it is. */
function spansOf({ indexes }: Buckets): (readonly [number, number])[] {
  const spans: [number, number][] = []
  let end = 0
  for (const index of indexes) {
    const last = spans.at(-1)
    if (last !== undefined && index === end) last[1]++
    else spans.push([index - end, 1])
    end = index + 1
  }
  return spans
}
