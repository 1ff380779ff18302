import { formatHistogram } from '../histogram/format.ts'
import {
  compact,
  copyHistogram,
  type CounterResetHint,
  type FloatHistogram,
} from '../histogram/histogram.ts'
import { Labels } from '../labels/labels.ts'
import { formatShort } from '../numbers/format.ts'
import type { MemorySample, MemoryStorage } from '../storage/memory.ts'
import { parseSeriesDescription } from './series-description.ts'
import { throughStorage } from './stored-histograms.ts'

/** A series with values as test scripts write them. */
export interface ComparisonSeries {
  readonly labels: Readonly<Record<string, string>>
  readonly samples: readonly (readonly [number, string])[]
}

/** Loads series as Prometheus's storage would give them back. */
export function loadForComparison(
  storage: MemoryStorage,
  series: readonly ComparisonSeries[],
): void {
  for (const { labels, samples } of series)
    storage.append(Labels.of(labels), throughStorage(samples.map(sampleOf)))
}

function sampleOf([timestamp, text]: readonly [number, string]): MemorySample {
  const [value] = parseSeriesDescription(`m ${text}`).values
  switch (value?.kind) {
    case 'float':
      return { timestamp, value: value.value }
    case 'histogram':
      return { timestamp, value: value.histogram }
    default:
      return { timestamp, value: 'stale' }
  }
}

const HINTS: Readonly<Record<CounterResetHint, number>> = {
  unknown: 0,
  reset: 1,
  not_reset: 2,
  gauge: 3,
}

/** All of a histogram in a text, in the form that the oracle of the comparison gives. */
export function describeForComparison(source: FloatHistogram): string {
  const h = compact(copyHistogram(source))
  const bounds = h.customValues.map(formatShort).join(' ')
  return `${formatHistogram(h)} schema:${h.schema} zero:${formatShort(h.zeroThreshold)} hint:${HINTS[h.hint]} bounds:[${bounds}]`
}
