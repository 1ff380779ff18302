import { annotate } from '../problems/annotations.ts'
import { copyHistogram } from '../histogram/histogram.ts'
import { compensate } from '../numbers/kahan.ts'
import { histogramAverage, histogramSum } from './histogram-over-time.ts'
import { quantile } from './quantile.ts'
import type { Outcome, RangeFunction, Window } from './window.ts'

/** Floats and histograms alike. */
export const countOverTime: RangeFunction = (w) => w.give(w.floatCount + w.histogramCount)
/** 1 where the window holds any sample. */
export const presentOverTime: RangeFunction = (w) => w.give(1)

/** The oldest sample, be it a float or a histogram. */
export const firstOverTime: RangeFunction = (w) => {
  const hasFloat = w.floatCount > 0
  if (w.histogramCount === 0 || (hasFloat && w.floatTime(0) < w.histogramTime(0)))
    return w.give(w.float(0))
  return w.giveHistogram(copyHistogram(w.histogram(0)))
}

/** The newest sample, be it a float or a histogram. The metric keeps its name. */
export const lastOverTime: RangeFunction = (w) => {
  const float = w.floatCount - 1
  const histogram = w.histogramCount - 1
  if (histogram < 0 || (float >= 0 && w.histogramTime(histogram) < w.floatTime(float)))
    return w.give(w.float(float))
  return w.giveHistogram(copyHistogram(w.histogram(histogram)))
}

/** Seconds since 1970 of the oldest sample. */
export const timeOfFirstOverTime: RangeFunction = (w) => {
  const float = w.floatCount > 0 ? w.floatTime(0) : Infinity
  const histogram = w.histogramCount > 0 ? w.histogramTime(0) : Infinity
  return w.give(Math.min(float, histogram) / 1000)
}

/** Seconds since 1970 of the newest sample. */
export const timeOfLastOverTime: RangeFunction = (w) => {
  const float = w.floatCount > 0 ? w.floatTime(w.floatCount - 1) : 0
  const histogram = w.histogramCount > 0 ? w.histogramTime(w.histogramCount - 1) : 0
  return w.give(Math.max(float, histogram) / 1000)
}

/** Tells that histograms beside floats were left out, for functions that know floats alone. */
export function reportIgnoredHistograms(w: Window, argument = 0): void {
  if (w.histogramCount > 0)
    w.annotate(annotate.histogramIgnoredInRange(w.metricName, w.argRange(argument)))
}

/** Of the floats; NaN gives way to any number. */
export const maxOverTime: RangeFunction = (w) => {
  if (w.floatCount === 0) return 0
  reportIgnoredHistograms(w)
  const { values, from, to } = w
  let max = values[from] as number
  for (let i = from + 1; i < to; i++) {
    const value = values[i] as number
    if (value > max || Number.isNaN(max)) max = value
  }
  return w.give(max)
}

/** Of the floats; NaN gives way to any number. */
export const minOverTime: RangeFunction = (w) => {
  if (w.floatCount === 0) return 0
  reportIgnoredHistograms(w)
  const { values, from, to } = w
  let min = values[from] as number
  for (let i = from + 1; i < to; i++) {
    const value = values[i] as number
    if (value < min || Number.isNaN(min)) min = value
  }
  return w.give(min)
}

/** Of several that are greatest, the last one. */
export const timeOfMaxOverTime: RangeFunction = (w) => timeOfExtreme(w, (a, b) => a >= b)
/** Of several that are least, the last one. */
export const timeOfMinOverTime: RangeFunction = (w) => timeOfExtreme(w, (a, b) => a <= b)

function timeOfExtreme(w: Window, beats: (value: number, best: number) => boolean): Outcome {
  if (w.floatCount === 0) return 0
  reportIgnoredHistograms(w)
  let best = w.float(0)
  let time = w.floatTime(0)
  for (let i = 0; i < w.floatCount; i++) {
    if (!beats(w.float(i), best) && !Number.isNaN(best)) continue
    best = w.float(i)
    time = w.floatTime(i)
  }
  return w.give(time / 1000)
}

function isMixed(w: Window): boolean {
  if (!w.isMixed) return false
  w.annotate(annotate.mixedFloatsHistograms(w.metricName, w.argRange(0)))
  return true
}

/** Floats by compensated summation (Kahan, Neumaier); a window with both kinds gives nothing, with a warning. */
export const sumOverTime: RangeFunction = (w) => {
  if (isMixed(w)) return 0
  if (w.floatCount === 0) return histogramSum(w)
  const { values, from, to } = w
  let sum = 0
  let c = 0
  for (let i = from; i < to; i++) {
    const value = values[i] as number
    const total = sum + value
    c = compensate(value, sum, c)
    sum = total
  }
  return w.give(sum === Infinity || sum === -Infinity ? sum : sum + c)
}

/** Over to an incremental mean where the plain sum would overflow. */
export const averageOverTime: RangeFunction = (w) => {
  if (isMixed(w)) return 0
  if (w.floatCount === 0) return histogramAverage(w)
  const { values, from, to } = w
  let sum = values[from] as number
  let c = 0
  for (let i = from + 1; i < to; i++) {
    const value = values[i] as number
    const total = sum + value
    if (total === Infinity || total === -Infinity) return w.give(incrementalMean(w, i, { sum, c }))
    c = compensate(value, sum, c)
    sum = total
  }
  const count = to - from
  return w.give(sum / count + c / count)
}

/** The mean from a place on where the sum would no longer fit a float. */
function incrementalMean(w: Window, at: number, before: { sum: number; c: number }): number {
  const { values, from, to } = w
  let mean = before.sum / (at - from)
  let c = before.c / (at - from)
  for (let i = at; i < to; i++) {
    const count = i - from + 1
    const share = (count - 1) / count
    const value = (values[i] as number) / count
    const scaled = share * mean
    const total = scaled + value
    c = compensate(value, scaled, share * c)
    mean = total
  }
  return mean + c
}

/** The population's variance, by Welford's method. */
export const varianceOverTime: RangeFunction = (w) => {
  if (w.floatCount === 0) return 0
  reportIgnoredHistograms(w)
  return w.give(variance(w))
}

/** The population's standard deviation. */
export const deviationOverTime: RangeFunction = (w) => {
  if (w.floatCount === 0) return 0
  reportIgnoredHistograms(w)
  return w.give(Math.sqrt(variance(w)))
}

function variance({ values, from, to }: Window): number {
  let mean = 0
  let meanC = 0
  let squares = 0
  let squaresC = 0
  for (let i = from; i < to; i++) {
    const value = values[i] as number
    const difference = value - (mean + meanC)
    const step = difference / (i - from + 1)
    const nextMean = mean + step
    meanC = compensate(step, mean, meanC)
    mean = nextMean
    const square = difference * (value - (mean + meanC))
    const nextSquares = squares + square
    squaresC = compensate(square, squares, squaresC)
    squares = nextSquares
  }
  return (squares + squaresC) / (to - from)
}

/** Interpolated between the two nearest samples; outside of 0 to 1 it is an infinity, with a warning. */
export const quantileOverTime: RangeFunction = (w) => {
  if (w.floatCount === 0) return 0
  const q = w.scalars[0] ?? NaN
  if (Number.isNaN(q) || q < 0 || q > 1) w.annotate(annotate.invalidQuantile(q, w.argRange(0)))
  reportIgnoredHistograms(w)
  return w.give(quantile(q, copyValues(w)))
}

const copyValues = ({ values, from, to }: Window) => new Float64Array(values.slice(from, to))

/** The median of the distances from the median. */
export const madOverTime: RangeFunction = (w) => {
  if (w.floatCount === 0) return 0
  reportIgnoredHistograms(w)
  const values = copyValues(w)
  if (values.some(Number.isNaN)) return w.give(NaN)
  const median = quantile(0.5, values)
  return w.give(
    quantile(
      0.5,
      values.map((value) => Math.abs(value - median)),
    ),
  )
}
