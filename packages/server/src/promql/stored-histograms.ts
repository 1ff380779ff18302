import type { FloatHistogram } from '@unloop/promql'
import type { NativeHistogram } from '@unloop/ingest'

type Fields = { readonly [Field in keyof NativeHistogram]?: unknown }

const HINTS = ['unknown', 'reset', 'not_reset', 'gauge'] as const

/** A histogram as the store has it; null for a stale marker, whose sum alone is no number. */
export function readHistogram(json: string): FloatHistogram | null {
  const fields = JSON.parse(json) as Fields
  const sum = Number(fields.sum)
  const positive = buckets(fields.positiveSpans, fields.positiveCounts)
  const negative = buckets(fields.negativeSpans, fields.negativeCounts)
  const count = Number(fields.count)
  if (Number.isNaN(sum) && count === 0 && positive.indexes.length === 0) return null
  return {
    hint: HINTS[Number(fields.resetHint)] ?? 'unknown',
    schema: Number(fields.schema),
    zeroThreshold: Number(fields.zeroThreshold),
    zeroCount: Number(fields.zeroCount),
    count,
    sum,
    positive,
    negative,
    customValues: numbers(fields.customValues),
  }
}

/** Spans name an offset to the one before and a length; the first offset is an index. */
function buckets(spans: unknown, counts: unknown): { indexes: number[]; counts: number[] } {
  const indexes: number[] = []
  let next = 0
  for (const [offset = 0, length = 0] of (spans ?? []) as readonly (readonly number[])[]) {
    next += offset
    for (let left = length; left > 0; left--) indexes.push(next++)
  }
  return { indexes, counts: numbers(counts) }
}

// Numbers that JSON cannot hold are texts.
const numbers = (list: unknown): number[] => ((list ?? []) as readonly unknown[]).map(Number)
