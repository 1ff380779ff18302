import type { FloatHistogram } from '../histogram/histogram.ts'
import { firstIndex } from '../numbers/math.ts'
import { isStaleMarker, type SeriesData } from '../storage/querier.ts'
import { FLOAT, HISTOGRAM, type Grid, type Row } from './matrix.ts'

/** Samples of one kind in `[from, to)`, without stale markers. */
export interface Column<V> {
  readonly times: Float64Array | readonly number[]
  readonly values: V
  readonly starts: Float64Array | readonly number[] | undefined
  readonly from: number
  readonly to: number
}

/** Floats and histograms of a series apart, as range functions see them. */
export interface Columns {
  readonly floats: Column<Float64Array | readonly number[]>
  readonly histograms: Column<readonly FloatHistogram[]> | undefined
}

/** The samples of a series after `after` until `until`, both in milliseconds. */
export function columnsBetween(series: SeriesData, after: number, until: number): Columns {
  const { timestamps, values } = series
  const from = firstIndex(0, timestamps.length, (i) => (timestamps[i] ?? 0) > after)
  const to = firstIndex(from, timestamps.length, (i) => (timestamps[i] ?? 0) > until)
  if (series.histograms) return split(series, from, to)
  const column = { times: timestamps, values, starts: series.starts, from, to }
  return {
    floats: hasStaleMarker(values, from, to) ? withoutStale(series, from, to) : column,
    histograms: undefined,
  }
}

function hasStaleMarker(values: Float64Array, from: number, to: number): boolean {
  for (let i = from; i < to; i++) {
    const value = values[i] ?? 0
    // NaN is the one value that differs from itself, and faster to tell so than by a call.
    // oxlint-disable-next-line no-self-compare
    if (value !== value && isStaleMarker(values, i)) return true
  }
  return false
}

function withoutStale(
  { timestamps, values, starts }: SeriesData,
  from: number,
  to: number,
): Column<Float64Array> {
  const keptTimes = new Float64Array(to - from)
  const keptValues = new Float64Array(to - from)
  const keptStarts = starts && new Float64Array(to - from)
  let kept = 0
  for (let i = from; i < to; i++) {
    if (isStaleMarker(values, i)) continue
    keptTimes[kept] = timestamps[i] ?? 0
    keptValues[kept] = values[i] ?? 0
    if (keptStarts) keptStarts[kept] = starts?.[i] ?? 0
    kept++
  }
  return { times: keptTimes, values: keptValues, starts: keptStarts, from: 0, to: kept }
}

function split(series: SeriesData, from: number, to: number): Columns {
  const floats = { times: [] as number[], values: [] as number[], starts: [] as number[] }
  const histograms = {
    times: [] as number[],
    values: [] as FloatHistogram[],
    starts: [] as number[],
  }
  for (let i = from; i < to; i++) {
    if (isStaleMarker(series.values, i)) continue
    const histogram = series.histograms?.[i]
    const column = histogram ? histograms : floats
    column.times.push(series.timestamps[i] ?? 0)
    column.starts.push(series.starts?.[i] ?? 0)
    if (histogram) histograms.values.push(histogram)
    else floats.values.push(series.values[i] ?? 0)
  }
  const starts = series.starts !== undefined
  const close = <V>(column: { times: number[]; values: V; starts: number[] }): Column<V> => ({
    times: column.times,
    values: column.values,
    starts: starts ? column.starts : undefined,
    from: 0,
    to: column.times.length,
  })
  return {
    floats: close(floats),
    histograms: histograms.values.length > 0 ? close(histograms) : undefined,
  }
}

/** The samples of a row, as a subquery hands them to a range function. */
export function columnsOfRow(row: Row, grid: Grid): Columns {
  const times: number[] = []
  const values: number[] = []
  const histogramTimes: number[] = []
  const histograms: FloatHistogram[] = []
  for (let i = 0; i < row.length; i++) {
    const kind = row.kinds[row.at + i]
    const time = grid.start + (row.first + i) * grid.step
    const histogram = row.histograms?.[i]
    if (kind === FLOAT) {
      times.push(time)
      values.push(row.values[row.at + i] ?? 0)
    } else if (kind === HISTOGRAM && histogram) {
      histogramTimes.push(time)
      histograms.push(forgetReset(histogram))
    }
  }
  const column = { starts: undefined, from: 0 }
  return {
    floats: { ...column, times, values, to: times.length },
    histograms:
      histograms.length > 0
        ? { ...column, times: histogramTimes, values: histograms, to: histograms.length }
        : undefined,
  }
}

// A subquery may leave samples out or give one twice, so that what was known about resets no longer holds.
function forgetReset(histogram: FloatHistogram): FloatHistogram {
  return histogram.hint === 'reset' || histogram.hint === 'not_reset'
    ? { ...histogram, hint: 'unknown' }
    : histogram
}
