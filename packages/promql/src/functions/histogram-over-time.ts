import { annotate } from '../problems/annotations.ts'
import { HistogramMean, type MeanReport } from '../histogram/mean.ts'
import { addCompensated, addHistogram } from '../histogram/arithmetic.ts'
import { copyHistogram, type FloatHistogram } from '../histogram/histogram.ts'
import type { Outcome, Window } from './window.ts'

/** The sum of the histograms of a window. */
export function histogramSum(w: Window): Outcome {
  const sum = copyHistogram(w.histogram(0))
  const report = { reset: false, notReset: false, reconciled: false }
  let rest: FloatHistogram | undefined
  noteHint(report, sum)
  for (let i = 1; i < w.histogramCount; i++) {
    noteHint(report, w.histogram(i))
    const merged = addCompensated(sum, w.histogram(i), rest)
    if (!merged) return incompatible(w)
    rest = merged.rest
    report.reconciled ||= merged.reconciled
  }
  if (rest) addHistogram(sum, rest)
  publish(w, report)
  return w.giveHistogram(sum)
}

/** The mean of the histograms of a window. */
export function histogramAverage(w: Window): Outcome {
  const mean = new HistogramMean(w.histogram(0))
  for (let i = 1; i < w.histogramCount; i++) if (!mean.add(w.histogram(i))) return incompatible(w)
  publish(w, mean.report)
  return w.giveHistogram(mean.result())
}

function noteHint(report: { reset: boolean; notReset: boolean }, { hint }: FloatHistogram): void {
  if (hint === 'reset') report.reset = true
  if (hint === 'not_reset') report.notReset = true
}

function publish(w: Window, report: MeanReport): void {
  if (report.reset && report.notReset)
    w.annotate(annotate.counterResetCollision('aggregation', w.argRange(0)))
  if (report.reconciled) w.annotate(annotate.mismatchedCustomBuckets('aggregation', w.argRange(0)))
}

function incompatible(w: Window): Outcome {
  w.annotate(annotate.mixedExponentialCustom(w.metricName, w.argRange(0)))
  return 0
}
