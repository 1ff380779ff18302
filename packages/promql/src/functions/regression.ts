import { QueryError } from '../problems/errors.ts'
import { formatFixed } from '../numbers/format.ts'
import { compensate } from '../numbers/kahan.ts'
import { reportIgnoredHistograms } from './over-time.ts'
import type { RangeFunction, Window } from './window.ts'

/** The slope of a line through all floats, per second. */
export const derivative: RangeFunction = (w) => {
  if (!hasTwoFloats(w)) return 0
  return w.give(linearRegression(w, w.floatTime(0)).slope)
}

/** The value of that line so many seconds from the evaluation's time. */
export const predictLinear: RangeFunction = (w) => {
  if (!hasTwoFloats(w)) return 0
  const { slope, intercept } = linearRegression(w, w.time)
  return w.give(slope * (w.scalars[0] ?? 0) + intercept)
}

function hasTwoFloats(w: Window): boolean {
  if (w.floatCount > 0) reportIgnoredHistograms(w)
  return w.floatCount >= 2
}

/** The least-squares line through the floats of a window; its value is told for a time, in milliseconds. */
function linearRegression(w: Window, time: number): { slope: number; intercept: number } {
  const { values, times, from, to } = w
  const first = values[from] as number
  let constant = true
  const x = new Sum()
  const y = new Sum()
  const xy = new Sum()
  const xx = new Sum()
  for (let i = from; i < to; i++) {
    const value = values[i] as number
    if (i > from && value !== first) constant = false
    const seconds = ((times[i] as number) - time) / 1000
    x.add(seconds)
    y.add(value)
    xy.add(seconds * value)
    xx.add(seconds * seconds)
  }
  if (constant) {
    const isInfinite = first === Infinity || first === -Infinity
    return isInfinite ? { slope: NaN, intercept: NaN } : { slope: 0, intercept: first }
  }
  const n = to - from
  const covariance = xy.total - (x.total * y.total) / n
  const slope = covariance / (xx.total - (x.total * x.total) / n)
  return { slope, intercept: y.total / n - (slope * x.total) / n }
}

class Sum {
  #sum = 0
  #c = 0

  add(value: number): void {
    const total = this.#sum + value
    this.#c = compensate(value, this.#sum, this.#c)
    this.#sum = total
  }

  get total(): number {
    return this.#sum + this.#c
  }
}

/** Holt's linear smoothing. */
export const doubleExponentialSmoothing: RangeFunction = (w) => {
  const [smoothing = NaN, trendFactor = NaN] = w.scalars
  checkFactor('smoothing', 'sf', smoothing)
  checkFactor('trend', 'tf', trendFactor)
  if (!hasTwoFloats(w)) return 0
  let before = 0
  let level = w.float(0)
  let trend = w.float(1) - w.float(0)
  for (let i = 1; i < w.floatCount; i++) {
    if (i > 1) trend = trendFactor * (level - before) + (1 - trendFactor) * trend
    const next = smoothing * w.float(i) + (1 - smoothing) * (level + trend)
    before = level
    level = next
  }
  return w.give(level)
}

function checkFactor(name: string, short: string, value: number): void {
  if (value <= 0 || value >= 1)
    throw new QueryError(
      `invalid ${name} factor. Expected: 0 < ${short} < 1, got: ${formatFixed(value)}`,
    )
}
