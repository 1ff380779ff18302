import type { QueryResult, Sample, Series } from '../engine/result.ts'
import { bucketRow } from '../histogram/format.ts'
import type { FloatHistogram } from '../histogram/histogram.ts'
import { allBuckets } from '../histogram/iterate.ts'
import type { Labels } from '../labels/labels.ts'
import { formatSample } from '../numbers/format.ts'
import { jsonString } from './json.ts'

/** The `data` of a query's answer; `limit` is the most series, 0 for all. */
export function formatResult(
  result: QueryResult,
  stats: string | undefined,
  limit: number,
): string {
  const end = stats === undefined ? '' : `,"stats":${stats}`
  return `{"resultType":"${result.type}","result":${formatValue(result, limit)}${end}}`
}

/** Whether a limit leaves series out. */
export function exceeds(result: QueryResult, limit: number): boolean {
  if (limit === 0) return false
  if (result.type === 'vector') return result.samples.length > limit
  return result.type === 'matrix' && result.series.length > limit
}

/** A result as JSON, with `limit` series at most. */
function formatValue(result: QueryResult, limit: number): string {
  const most = limit === 0 ? Infinity : limit
  switch (result.type) {
    case 'scalar':
      return formatPoint(result.timestamp, result.value)
    case 'string':
      return `[${result.timestamp / 1000},${jsonString(result.value)}]`
    case 'vector':
      return `[${result.samples.slice(0, most).map(formatVectorSample).join(',')}]`
    case 'matrix':
      return `[${result.series.slice(0, most).map(formatSeries).join(',')}]`
  }
}

/** A label set as a JSON object. */
export function formatLabels(labels: Labels): string {
  const fields = [...labels.entries()].map(
    ([name, value]) => `${jsonString(name)}:${jsonString(value)}`,
  )
  return `{${fields.join(',')}}`
}

/** Seconds and a value as text, since JSON has no infinities and no NaN. */
function formatPoint(timestamp: number, value: number): string {
  return `[${timestamp / 1000},"${formatSample(value)}"]`
}

/** Seconds and a native histogram. */
function formatHistogramPoint(timestamp: number, histogram: FloatHistogram): string {
  return `[${timestamp / 1000},${formatHistogram(histogram)}]`
}

/** A native histogram with its buckets that are not empty; each has its boundary rule and its bounds before its count. */
function formatHistogram(histogram: FloatHistogram): string {
  const rows = allBuckets(histogram)
    .filter(({ count }) => count !== 0)
    .map(bucketRow)
    .map(
      ([boundaries, ...texts]) => `[${boundaries},${texts.map((text) => `"${text}"`).join(',')}]`,
    )
  const buckets = rows.length > 0 ? `,"buckets":[${rows.join(',')}]` : ''
  return `{"count":"${formatSample(histogram.count)}","sum":"${formatSample(histogram.sum)}"${buckets}}`
}

/** A series of an instant query. */
function formatVectorSample({ labels, timestamp, value, histogram }: Sample): string {
  const metric = `"metric":${formatLabels(labels)}`
  return histogram
    ? `{${metric},"histogram":${formatHistogramPoint(timestamp, histogram)}}`
    : `{${metric},"value":${formatPoint(timestamp, value)}}`
}

/** A series of a range query; floats and histograms are listed apart, and an empty list is left out. */
function formatSeries({ labels, timestamps, values, histograms }: Series): string {
  const parts = [`"metric":${formatLabels(labels)}`]
  if (values.length > 0) {
    const points: string[] = []
    for (let i = 0; i < values.length; i++)
      points.push(formatPoint(timestamps[i] ?? 0, values[i] ?? 0))
    parts.push(`"values":[${points.join(',')}]`)
  }
  if (histograms.length > 0) {
    const points = histograms.map(({ timestamp, histogram }) =>
      formatHistogramPoint(timestamp, histogram),
    )
    parts.push(`"histograms":[${points.join(',')}]`)
  }
  return `{${parts.join(',')}}`
}
