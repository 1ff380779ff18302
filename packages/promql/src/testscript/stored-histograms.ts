import type { Buckets } from '../histogram/buckets.ts'
import { sameBounds } from '../histogram/custom.ts'
import { copyHistogram, usesCustomBuckets, type FloatHistogram } from '../histogram/histogram.ts'
import type { MemorySample } from '../storage/memory.ts'

/** Histograms that Prometheus's storage keeps together: of one layout, and without a reset among them. */
interface Chunk {
  readonly gauge: boolean
  readonly members: FloatHistogram[]
  last: FloatHistogram | 'stale'
}

/**
 * The samples of a series as they come out of Prometheus's storage, which parts histograms into chunks: the first of a
 * chunk no longer knows whether it was reset, all others were not, and all of a chunk list the same buckets.
 */
export function throughStorage(samples: readonly MemorySample[]): MemorySample[] {
  const stored: MemorySample[] = []
  let chunk: Chunk | undefined
  for (const sample of samples) {
    if (typeof sample.value === 'number') chunk = undefined
    if (sample.value === 'stale' && chunk) chunk.last = 'stale'
    if (typeof sample.value !== 'object') {
      stored.push(sample)
      continue
    }
    const histogram = copyHistogram(sample.value)
    if (chunk && fits(chunk, sample.value)) histogram.hint = chunk.gauge ? 'gauge' : 'not_reset'
    else {
      chunk = { gauge: sample.value.hint === 'gauge', members: [], last: sample.value }
      histogram.hint = chunk.gauge ? 'gauge' : 'unknown'
    }
    chunk.members.push(histogram)
    chunk.last = sample.value
    unifyLayout(chunk.members)
    stored.push({ ...sample, value: histogram })
  }
  return stored
}

function fits({ gauge, last }: Chunk, h: FloatHistogram): boolean {
  if (last === 'stale' || gauge !== (h.hint === 'gauge')) return false
  if (h.schema !== last.schema || h.zeroThreshold !== last.zeroThreshold) return false
  if (usesCustomBuckets(h) && !sameBounds(h.customValues, last.customValues)) return false
  if (gauge) return true
  if (h.hint === 'reset' || h.count < last.count || h.zeroCount < last.zeroCount) return false
  return grows(last.positive, h.positive) && grows(last.negative, h.negative)
}

function grows(before: Buckets, now: Buckets): boolean {
  return before.indexes.every((index, i) => {
    const count = before.counts[i] ?? 0
    const at = now.indexes.indexOf(index)
    return at < 0 ? count === 0 : !(count > (now.counts[at] ?? 0))
  })
}

/** Gives all histograms of a chunk the buckets that any of them has. */
function unifyLayout(members: readonly FloatHistogram[]): void {
  for (const side of ['positive', 'negative'] as const) {
    const union = [...new Set(members.flatMap((h) => h[side].indexes))].sort((a, b) => a - b)
    for (const h of members) {
      if (h[side].indexes.length === union.length) continue
      const counts = new Map(h[side].indexes.map((index, i) => [index, h[side].counts[i] ?? 0]))
      h[side] = { indexes: union.slice(), counts: union.map((index) => counts.get(index) ?? 0) }
    }
  }
}
