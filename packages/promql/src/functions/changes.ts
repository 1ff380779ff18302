import { equalHistograms, type FloatHistogram } from '../histogram/histogram.ts'
import { detectReset } from '../histogram/reset.ts'
import { firstIndex } from '../numbers/math.ts'
import { startsAnew, type Started } from './start-time.ts'
import type { Outcome, RangeFunction, Window } from './window.ts'

/** A sample of either kind with its start timestamp, 0 where that is not known. */
interface Sample extends Started {
  readonly value: number
  readonly histogram: FloatHistogram | undefined
}

/** How often the value changed in the range. */
export const changes: RangeFunction = (w) => count(w, differs)
/** How often the counter was reset in the range. */
export const resets: RangeFunction = (w) => count(w, isReset)

/** Whether a value changed. NaN equals NaN here; a change of kind is one, too. */
function differs(before: Sample, now: Sample): boolean {
  if (before.histogram && now.histogram) return !equalHistograms(now.histogram, before.histogram)
  if (before.histogram || now.histogram) return true
  return now.value !== before.value && !(Number.isNaN(now.value) && Number.isNaN(before.value))
}

/** Whether a counter was reset: it fell, or its start timestamp says so. */
function isReset(before: Sample, now: Sample): boolean {
  if (before.histogram && now.histogram)
    return startsAnew(before, now) || detectReset(now.histogram, before.histogram)
  if (before.histogram || now.histogram) return true
  return now.value < before.value || startsAnew(before, now)
}

/** How often something happened between neighbours. */
function count(w: Window, happened: (before: Sample, now: Sample) => boolean): Outcome {
  const first = w.context.anchored ? anchor(w) : { floats: 0, histograms: 0 }
  if (!first) return 0
  let total = 0
  let before: Sample | undefined
  for (const sample of inOrder(w, first)) {
    if (before && happened(before, sample)) total++
    before = sample
  }
  return w.give(total)
}

/** The first samples that count, of each kind. */
interface Places {
  readonly floats: number
  readonly histograms: number
}

/** Floats and histograms together, by their times. */
function* inOrder(w: Window, { floats, histograms }: Places): Generator<Sample> {
  let i = floats
  let j = histograms
  while (i < w.floatCount || j < w.histogramCount) {
    const isFloat =
      j >= w.histogramCount || (i < w.floatCount && w.floatTime(i) < w.histogramTime(j))
    yield isFloat ? floatAt(w, i++) : histogramAt(w, j++)
  }
}

function floatAt(w: Window, i: number): Sample {
  const start = w.starts?.[w.from + i] ?? 0
  return { time: w.floatTime(i), start, value: w.float(i), histogram: undefined }
}

function histogramAt(w: Window, i: number): Sample {
  const start = w.histogramStarts?.[w.histogramFrom + i] ?? 0
  return { time: w.histogramTime(i), start, value: 0, histogram: w.histogram(i) }
}

/** Anchored ranges begin with the last sample before them; undefined where nothing follows it. */
function anchor(w: Window): Places | undefined {
  const floats = firstIndex(0, w.floatCount, (i) => w.floatTime(i) > w.start)
  const histograms = firstIndex(0, w.histogramCount, (i) => w.histogramTime(i) > w.start)
  if (floats >= w.floatCount && histograms >= w.histogramCount) return undefined
  if (floats === 0 && histograms === 0) return { floats: 0, histograms: 0 }
  const floatIsLast =
    histograms === 0 || (floats > 0 && w.floatTime(floats - 1) >= w.histogramTime(histograms - 1))
  return floatIsLast ? { floats: floats - 1, histograms } : { floats, histograms: histograms - 1 }
}
