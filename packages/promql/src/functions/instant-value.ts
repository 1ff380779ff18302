import { annotate } from '../problems/annotations.ts'
import { subtractHistogram } from '../histogram/arithmetic.ts'
import { compact, copyHistogram, divide, type FloatHistogram } from '../histogram/histogram.ts'
import { detectReset } from '../histogram/reset.ts'
import { startsAnew } from './start-time.ts'
import type { Outcome, RangeFunction, Window } from './window.ts'

/** The rate between the last two samples; a counter that fell is taken to have begun at 0. */
export const irate: RangeFunction = (w) => changeOfLastTwo(w, true)
/** The difference of the last two samples, for gauges. */
export const idelta: RangeFunction = (w) => changeOfLastTwo(w, false)

interface Last {
  readonly time: number
  readonly value: number
  readonly start: number
  readonly histogram: FloatHistogram | undefined
}

function changeOfLastTwo(w: Window, isRate: boolean): Outcome {
  const [before, now] = lastTwo(w)
  if (!before || !now || before.time === now.time) return 0
  const seconds = (now.time - before.time) / 1000
  if (!before.histogram && !now.histogram) {
    const reset = isRate && (now.value < before.value || startsAnew(before, now))
    const change = reset ? now.value : now.value - before.value
    return w.give(isRate ? change / seconds : change)
  }
  if (!before.histogram || !now.histogram) {
    w.annotate(annotate.mixedFloatsHistograms(w.metricName, w.argRange(0)))
    return 0
  }
  const reset = isRate && (startsAnew(before, now) || detectReset(now.histogram, before.histogram))
  const change = histogramChange(w, { before: before.histogram, now: now.histogram, reset }, isRate)
  if (!change) return 0
  return w.giveHistogram(isRate ? divide(change, seconds) : change)
}

function lastTwo(w: Window): [Last | undefined, Last | undefined] {
  const samples: Last[] = []
  for (let i = Math.max(0, w.floatCount - 2); i < w.floatCount; i++)
    samples.push({
      time: w.floatTime(i),
      value: w.float(i),
      start: w.starts?.[w.from + i] ?? 0,
      histogram: undefined,
    })
  for (let i = Math.max(0, w.histogramCount - 2); i < w.histogramCount; i++)
    samples.push({
      time: w.histogramTime(i),
      value: 0,
      start: w.histogramStarts?.[w.histogramFrom + i] ?? 0,
      histogram: w.histogram(i),
    })
  samples.sort((a, b) => a.time - b.time)
  return [samples.at(-2), samples.at(-1)]
}

function histogramChange(
  w: Window,
  pair: { before: FloatHistogram; now: FloatHistogram; reset: boolean },
  isRate: boolean,
): FloatHistogram | undefined {
  const { before, now, reset } = pair
  const range = w.argRange(0)
  const gauges = [before, now].filter(({ hint }) => hint === 'gauge').length
  if (isRate && gauges > 0) w.annotate(annotate.notCounter(w.metricName, range))
  if (!isRate && gauges < 2) w.annotate(annotate.notGauge(w.metricName, range))
  const change = copyHistogram(now)
  if (!reset) {
    const merged = subtractHistogram(change, before)
    if (!merged) {
      w.annotate(annotate.mixedExponentialCustom(w.metricName, range))
      return undefined
    }
    if (merged.reconciled) w.annotate(annotate.mismatchedCustomBuckets('subtraction', range))
  }
  change.hint = 'gauge'
  return compact(change)
}
