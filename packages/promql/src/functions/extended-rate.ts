import { annotate } from '../problems/annotations.ts'
import { addHistogram, subtractHistogram } from '../histogram/arithmetic.ts'
import {
  compact,
  copyHistogram,
  divide,
  multiply,
  usesCustomBuckets,
  type FloatHistogram,
} from '../histogram/histogram.ts'
import { detectReset } from '../histogram/reset.ts'
import { firstIndex } from '../numbers/math.ts'
import type { RateKind } from './rate.ts'
import type { Outcome, Window } from './window.ts'

/** The samples of an extended window that count: places in it, the first and the last one. */
export interface Bounds {
  readonly first: number
  readonly last: number
}

/**
 * The rate between the exact ends of the range, which samples before (and, smoothed, behind) it tell. Experimental.
 */
export function extendedRate(w: Window, kind: RateKind): Outcome {
  if (w.histogramCount > 0) return histogramRate(w, kind)
  if (w.floatCount === 0) return 0
  const bounds = extendedBounds(w, w.floatCount, (i) => w.floatTime(i))
  return bounds ? floatRate(w, kind, bounds) : 0
}

/** The samples around the range, undefined where none of them lies in it. */
export function extendedBounds(
  w: Window,
  count: number,
  time: (i: number) => number,
): Bounds | undefined {
  const end = count - 1
  const first = Math.max(0, firstIndex(0, end, (i) => time(i) > w.start) - 1)
  const last = w.context.smoothed ? firstIndex(0, end, (i) => time(i) >= w.end) : end
  if (time(last) <= w.start || (w.context.smoothed && time(first) > w.end)) return undefined
  return { first, last }
}

/** A float at a time. */
export interface Point {
  readonly time: number
  readonly value: number
}

/** The value on the line between two points; a counter that fell is taken to have started from 0. */
export function interpolate(
  [a, b]: readonly [Point, Point],
  time: number,
  isCounter: boolean,
): number {
  const from = isCounter && b.value < a.value ? 0 : a.value
  return from + ((b.value - from) * (time - a.time)) / (b.time - a.time)
}

function floatRate(w: Window, kind: RateKind, { first, last }: Bounds): Outcome {
  const point = (i: number): Point => ({ time: w.floatTime(i), value: w.float(i) })
  const { smoothed } = w.context
  const left =
    smoothed && w.floatTime(first) < w.start
      ? interpolate([point(first), point(first + 1)], w.start, kind.isCounter)
      : w.float(first)
  const right =
    smoothed && last > 0 && w.floatTime(last) > w.end
      ? interpolate([point(last - 1), point(last)], w.end, kind.isCounter)
      : w.float(last)
  let change = right - left
  if (kind.isCounter) {
    let previous = left
    let resets = 0
    const from = w.floatTime(first) <= w.start ? first + 1 : first
    const to = w.floatTime(last) >= w.end ? last - 1 : last
    for (let i = from; i <= to; i++) {
      if (w.float(i) < previous) resets += previous
      previous = w.float(i)
    }
    if (right < previous) resets += previous
    change += resets
  }
  return w.give(kind.isRate ? change / (w.context.width / 1000) : change)
}

function histogramRate(w: Window, kind: RateKind): Outcome {
  const bounds = extendedBounds(w, w.histogramCount, (i) => w.histogramTime(i))
  if (!bounds || !isUniform(w, kind, bounds)) return 0
  const left = boundary(w, kind, {
    from: bounds.first,
    time: w.start,
    cuts: w.histogramTime(bounds.first) < w.start,
  })
  const right = boundary(w, kind, {
    from: bounds.last - 1,
    time: w.end,
    cuts: bounds.last > 0 && w.histogramTime(bounds.last) > w.end,
  })
  if (!left || !right) return 0
  if (!kind.isCounter && (left.hint !== 'gauge' || right.hint !== 'gauge'))
    w.annotate(annotate.notGauge(w.metricName, w.argRange(0)))
  const change = copyHistogram(right)
  if (!combiner(w)(change, left, -1)) return 0
  if (kind.isCounter && !addResets(w, change, { left, right, bounds })) return 0
  if (kind.isRate) divide(change, w.context.width / 1000)
  change.hint = 'gauge'
  return w.giveHistogram(compact(change))
}

function isUniform(w: Window, { isCounter }: RateKind, { first, last }: Bounds): boolean {
  const custom = usesCustomBuckets(w.histogram(first))
  for (let i = first; i <= last; i++) {
    const h = w.histogram(i)
    if (usesCustomBuckets(h) !== custom) {
      w.annotate(annotate.mixedExponentialCustom(w.metricName, w.argRange(0)))
      return false
    }
    if (isCounter && h.hint === 'gauge')
      w.annotate(annotate.notCounter(w.metricName, w.argRange(0)))
  }
  return true
}

/** The histogram at an end of the range: between two samples where it is smoothed and lies there. */
function boundary(
  w: Window,
  { isCounter }: RateKind,
  { from, time, cuts }: { from: number; time: number; cuts: boolean },
): FloatHistogram | undefined {
  if (!w.context.smoothed || !cuts)
    return copyHistogram(w.histogram(time === w.end ? from + 1 : from))
  return interpolateHistograms(
    {
      before: { time: w.histogramTime(from), histogram: w.histogram(from) },
      after: { time: w.histogramTime(from + 1), histogram: w.histogram(from + 1) },
      time,
    },
    isCounter,
    combiner(w),
  )
}

interface HistogramPoint {
  readonly time: number
  readonly histogram: FloatHistogram
}

/** The histogram between two, at a time; undefined where their layouts do not fit. */
export function interpolateHistograms(
  { before, after, time }: { before: HistogramPoint; after: HistogramPoint; time: number },
  isCounter: boolean,
  combine: Combine,
): FloatHistogram | undefined {
  if (time === before.time) return copyHistogram(before.histogram)
  const result = copyHistogram(after.histogram)
  if (time === after.time) return result
  const fraction = (time - before.time) / (after.time - before.time)
  if (isCounter && detectReset(after.histogram, before.histogram)) return multiply(result, fraction)
  if (!combine(result, before.histogram, -1)) return undefined
  multiply(result, fraction)
  return combine(result, before.histogram, 1) ? result : undefined
}

/** Adds another histogram to a sum, or takes it off; false where their layouts do not fit. */
type Combine = (sum: FloatHistogram, other: FloatHistogram, sign: 1 | -1) => boolean

const combiner =
  (w: Window): Combine =>
  (sum, other, sign) => {
    const merged = sign === 1 ? addHistogram(sum, other) : subtractHistogram(sum, other)
    if (!merged) w.annotate(annotate.mixedExponentialCustom(w.metricName, w.argRange(0)))
    else if (merged.reconciled) {
      const operation = sign === 1 ? 'addition' : 'subtraction'
      w.annotate(annotate.mismatchedCustomBuckets(operation, w.argRange(0)))
    }
    return merged !== undefined
  }

/** Makes good the resets between the ends; those that an interpolation spans are in it already. */
function addResets(
  w: Window,
  change: FloatHistogram,
  { left, right, bounds }: { left: FloatHistogram; right: FloatHistogram; bounds: Bounds },
): boolean {
  const combine = combiner(w)
  let next = bounds.first + 1
  let previous = left
  const spansReset =
    w.context.smoothed &&
    w.histogramTime(bounds.first) < w.start &&
    detectReset(w.histogram(next), w.histogram(bounds.first))
  if (spansReset) previous = w.histogram(next++)
  if (next > bounds.last) return true
  let correction: FloatHistogram | undefined
  const add = (h: FloatHistogram): boolean => {
    if (correction) return combine(correction, h, 1)
    correction = copyHistogram(h)
    return true
  }
  for (; next < bounds.last; next++) {
    const h = w.histogram(next)
    if (detectReset(h, previous) && !add(previous)) return false
    previous = h
  }
  if (detectReset(right, previous) && !add(previous)) return false
  return !correction || combine(change, correction, 1)
}
