import { isAlmostEqual } from '../functions/classic-quantile.ts'
import type { Buckets } from '../histogram/buckets.ts'
import { sameBounds } from '../histogram/custom.ts'
import { describeHistogram } from '../histogram/format.ts'
import {
  compact,
  copyHistogram,
  usesCustomBuckets,
  type FloatHistogram,
} from '../histogram/histogram.ts'
import { compareLabels } from '../labels/labels.ts'
import type { QueryResult, Sample, Series } from '../engine/result.ts'
import type { EvalCommand, ExpectedSeries } from './commands.ts'
import type { SequenceValue } from './series-description.ts'

/** The relative difference that test scripts allow. */
const EPSILON = 1e-6

/** Says how a result differs from what is expected; undefined where it does not. */
export function compareResult(command: EvalCommand, result: QueryResult): string | undefined {
  const { expected } = command
  switch (result.type) {
    case 'string':
      if (expected.kind !== 'string' || expected.value !== result.value)
        return `the result is the text ${JSON.stringify(result.value)}`
      return undefined
    case 'scalar':
      if (expected.kind !== 'scalar' || !isAlmostEqual(expected.value, result.value, EPSILON))
        return `the result is the scalar ${result.value}`
      return undefined
    case 'vector':
      if (expected.kind === 'scalar') return 'a scalar was expected, not a vector'
      return compareVector(command, result.samples)
    case 'matrix':
      if (expected.kind === 'scalar') return 'a scalar was expected, not a matrix'
      return compareMatrix(command, result.series)
  }
}

function expectedSeries({ expected }: EvalCommand): Map<string, ExpectedSeries> {
  const series = expected.kind === 'series' ? expected.series : []
  return new Map(series.map((one) => [one.labels.key, one]))
}

const isOrdered = ({ expectations }: EvalCommand) =>
  expectations.some(({ kind }) => kind === 'ordered')

function compareVector(command: EvalCommand, samples: readonly Sample[]): string | undefined {
  const wanted = expectedSeries(command)
  const seen = new Set<string>()
  for (const [i, sample] of samples.entries()) {
    const one = wanted.get(sample.labels.key)
    const shown = `${sample.labels} ${describe(sample.value, sample.histogram)}`
    if (!one) return `unexpected ${shown}`
    seen.add(sample.labels.key)
    if (isOrdered(command) && one.position !== i + 1)
      return `${shown} was expected at position ${one.position}, not ${i + 1}`
    const [value] = one.values
    if (!value || !isSame(value, sample))
      return `${shown} is not ${value ? describeValue(value) : 'expected'}`
  }
  return missing(wanted, seen)
}

function missing(
  wanted: ReadonlyMap<string, ExpectedSeries>,
  seen: ReadonlySet<string>,
): string | undefined {
  for (const [key, { labels }] of wanted) if (!seen.has(key)) return `${labels} is missing`
  return undefined
}

function describe(value: number, histogram: FloatHistogram | undefined): string {
  return histogram ? describeHistogram(histogram) : String(value)
}

function describeValue(value: SequenceValue): string {
  switch (value.kind) {
    case 'omitted':
      return '_'
    case 'stale':
      return 'stale'
    case 'float':
      return String(value.value)
    case 'histogram':
      return describeHistogram(value.histogram)
  }
}

function isSame(
  wanted: SequenceValue,
  actual: { value: number; histogram?: FloatHistogram },
): boolean {
  if (wanted.kind === 'histogram')
    return actual.histogram !== undefined && isSameHistogram(wanted, actual.histogram)
  return (
    wanted.kind === 'float' &&
    !actual.histogram &&
    isAlmostEqual(wanted.value, actual.value, EPSILON)
  )
}

function isSameHistogram(
  wanted: Extract<SequenceValue, { kind: 'histogram' }>,
  actual: FloatHistogram,
): boolean {
  const a = compact(copyHistogram(wanted.histogram))
  const b = compact(copyHistogram(actual))
  const close = (x: number, y: number) => isAlmostEqual(x, y, EPSILON)
  const closeBuckets = (x: Buckets, y: Buckets) =>
    x.indexes.length === y.indexes.length &&
    x.indexes.every((index, i) => index === y.indexes[i]) &&
    x.counts.every((count, i) => close(count, y.counts[i] ?? NaN))
  return (
    a.schema === b.schema &&
    close(a.count, b.count) &&
    close(a.sum, b.sum) &&
    (!usesCustomBuckets(a) || sameBounds(a.customValues, b.customValues)) &&
    a.zeroThreshold === b.zeroThreshold &&
    close(a.zeroCount, b.zeroCount) &&
    closeBuckets(a.negative, b.negative) &&
    closeBuckets(a.positive, b.positive) &&
    (!wanted.hintIsSet || a.hint === b.hint)
  )
}

function compareMatrix(command: EvalCommand, series: readonly Series[]): string | undefined {
  if (isOrdered(command)) return 'an ordered result was expected, but it is a matrix'
  const wanted = expectedSeries(command)
  const seen = new Set<string>()
  for (const [i, one] of series.entries()) {
    const next = series[i + 1]
    if (next && compareLabels(one.labels, next.labels) > 0) return 'the series are not sorted'
    const expected = wanted.get(one.labels.key)
    if (!expected) return `unexpected ${showSeries(one)}`
    seen.add(one.labels.key)
    const problem = comparePoints(command, expected, one)
    if (problem !== undefined) return problem
  }
  return missing(wanted, seen)
}

function comparePoints(
  { start, step, end }: EvalCommand,
  { values, labels }: ExpectedSeries,
  series: Series,
): string | undefined {
  const actual = new Map<number, { value: number; histogram?: FloatHistogram }>()
  series.timestamps.forEach((time, i) => actual.set(time, { value: series.values[i] ?? 0 }))
  for (const { timestamp, histogram } of series.histograms)
    actual.set(timestamp, { value: 0, histogram })
  let points = 0
  for (const [i, value] of values.entries()) {
    const time = start + i * step
    if (time > end) return `more points of ${labels} are expected than the range has`
    if (value.kind === 'omitted') continue
    points++
    const point = actual.get(time)
    if (!point || !isSame(value, point))
      return `${describeValue(value)} was expected at ${time} ms; ${showSeries(series)}`
  }
  return points === actual.size
    ? undefined
    : `${points} points were expected; ${showSeries(series)}`
}

function showSeries({ labels, timestamps, values, histograms }: Series): string {
  const floats = Array.from(values, (value, i) => `${value} @${timestamps[i]}`)
  const shown = histograms.map(
    ({ timestamp, histogram }) => `${describeHistogram(histogram)} @${timestamp}`,
  )
  return `${labels} has ${[...floats, ...shown].join(', ')}`
}
