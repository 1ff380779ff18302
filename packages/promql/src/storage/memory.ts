import type { FloatHistogram } from '../histogram/histogram.ts'
import type { Labels } from '../labels/labels.ts'
import { matchesAll, type Matcher } from '../labels/matcher.ts'
import {
  writeStaleMarker,
  type LabelQuerier,
  type Querier,
  type SeriesData,
  type TimeRange,
} from './querier.ts'

/** A sample to store: a number, a histogram, or the end of the series. */
export interface MemorySample {
  readonly timestamp: number
  readonly value: number | FloatHistogram | 'stale'
  /** When the counter began, 0 where that is not known. */
  readonly start?: number
}

interface Stored {
  readonly labels: Labels
  readonly samples: Map<number, MemorySample>
  data: SeriesData | undefined
}

/** Series in memory, for tests and small sets of data. */
export class MemoryStorage implements Querier, LabelQuerier {
  readonly #series = new Map<string, Stored>()

  /** Adds samples to a series. Where one of that time exists already, it stays. */
  append(labels: Labels, samples: readonly MemorySample[]): void {
    const stored = this.#series.get(labels.key) ?? { labels, samples: new Map(), data: undefined }
    this.#series.set(labels.key, stored)
    for (const sample of samples)
      if (!stored.samples.has(sample.timestamp)) stored.samples.set(sample.timestamp, sample)
    stored.data = undefined
  }

  clear(): void {
    this.#series.clear()
  }

  select(matchers: readonly Matcher[]): readonly SeriesData[] {
    const selected: SeriesData[] = []
    for (const stored of this.#series.values())
      if (matchesAll(stored.labels, matchers)) selected.push(dataOf(stored))
    return selected
  }

  series(matchers: readonly (readonly Matcher[])[], range: TimeRange): readonly Labels[] {
    const within = (timestamp: number) => timestamp >= range.start && timestamp <= range.end
    return [...this.#series.values()]
      .filter(
        ({ labels }) => matchers.length === 0 || matchers.some((set) => matchesAll(labels, set)),
      )
      .filter((stored) => dataOf(stored).timestamps.some(within))
      .map(({ labels }) => labels)
  }
}

function dataOf(stored: Stored): SeriesData {
  return (stored.data ??= columnsOf(stored.labels, [...stored.samples.values()]))
}

/** Samples as columns, ordered by time. */
export function columnsOf(labels: Labels, unordered: readonly MemorySample[]): SeriesData {
  const samples = unordered.toSorted((a, b) => a.timestamp - b.timestamp)
  const timestamps = Float64Array.from(samples, (sample) => sample.timestamp)
  const values = new Float64Array(samples.length)
  const histograms = samples.map(({ value }) => (typeof value === 'object' ? value : undefined))
  samples.forEach(({ value }, i) => {
    if (value === 'stale') writeStaleMarker(values, i)
    else if (typeof value === 'number') values[i] = value
  })
  const data = { labels, timestamps, values }
  const withHistograms = histograms.some(Boolean) ? { ...data, histograms } : data
  const starts = Float64Array.from(samples, (sample) => sample.start ?? 0)
  return starts.some((start) => start !== 0) ? { ...withHistograms, starts } : withHistograms
}
