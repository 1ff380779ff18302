import { annotate } from '../problems/annotations.ts'
import { addHistogram, subtractHistogram } from '../histogram/arithmetic.ts'
import {
  compact,
  copyHistogram,
  copyToSchema,
  emptyHistogram,
  multiply,
  usesCustomBuckets,
  type FloatHistogram,
} from '../histogram/histogram.ts'
import { detectReset } from '../histogram/reset.ts'
import { extendedRate } from './extended-rate.ts'
import { isStartReset, startsOverlap } from './start-time.ts'
import type { Outcome, RangeFunction, Window } from './window.ts'

/** What of a counter or gauge is asked for. */
export interface RateKind {
  /** Falls are resets of a counter. */
  readonly isCounter: boolean
  /** By second. */
  readonly isRate: boolean
}

/** The difference over the window, extrapolated to its bounds; for gauges. */
export const delta: RangeFunction = (w) => rateOf(w, { isCounter: false, isRate: false })
/** As `delta`, with every fall of the counter taken for a restart at 0. */
export const increase: RangeFunction = (w) => rateOf(w, { isCounter: true, isRate: false })
/** `increase` per second of the window. */
export const rate: RangeFunction = (w) => rateOf(w, { isCounter: true, isRate: true })

function rateOf(w: Window, kind: RateKind): Outcome {
  if (w.isMixed) {
    w.annotate(annotate.mixedFloatsHistograms(w.metricName, w.argRange(0)))
    return 0
  }
  if (w.context.anchored || w.context.smoothed) return extendedRate(w, kind)
  return w.floatCount > 0 ? floatRate(w, kind) : histogramRate(w, kind)
}

function floatRate(w: Window, kind: RateKind): Outcome {
  const { values, times, from, to } = w
  const last = to - 1
  let change = (values[last] as number) - (values[from] as number)
  if (kind.isCounter) {
    change = w.addResets(change)
    if (w.starts) reportOverlap(w, { times, starts: w.starts }, { from, to })
  }
  const span: Span = {
    first: times[from] as number,
    last: times[last] as number,
    samples: to - from,
    start: kind.isCounter ? (w.starts?.[from] ?? 0) : 0,
  }
  if (startsInside(span, w)) {
    const factor = factorFromStart(span, w)
    return w.give((change + (values[from] as number)) * perSecond(factor, w, kind))
  }
  if (span.samples < 2) return 0
  const first = values[from] as number
  const zero = change > 0 && first >= 0 ? first / change : undefined
  return w.give(
    change * perSecond(extrapolation(span, w, kind.isCounter ? zero : undefined), w, kind),
  )
}

/** The samples of a window in time, in milliseconds. */
interface Span {
  readonly first: number
  readonly last: number
  readonly samples: number
  /** When the first sample's counter began, 0 where that does not count. */
  readonly start: number
}

function startsInside({ start, first }: Span, w: Window): boolean {
  return start !== 0 && start > w.start && start < first
}

/** A counter that began inside of the window had the value 0 then, and needs no extrapolation to the left. */
function factorFromStart({ start, first, last, samples }: Span, w: Window): number {
  const sampled = (last - start) / 1000
  const average = samples > 1 ? (last - first) / 1000 / (samples - 1) : 0
  return sampled === 0 ? 1 : (sampled + toEnd(last, average, w)) / sampled
}

function toEnd(last: number, average: number, w: Window): number {
  const distance = (w.end - last) / 1000
  return distance >= average * 1.1 ? average / 2 : distance
}

/**
 * The factor that extends a change between samples to the whole window: up to its ends where samples come within 110 % of
 * their average distance, half a distance otherwise, and never to before a counter's zero. `zero` is the first value in
 * units of the change.
 */
function extrapolation(span: Span, w: Window, zero: number | undefined): number {
  const sampled = (span.last - span.first) / 1000
  const average = sampled / (span.samples - 1)
  let toStart = (span.first - w.start) / 1000
  if (toStart >= average * 1.1) toStart = average / 2
  if (zero !== undefined) {
    const toZero = sampled * zero
    if (toZero < toStart) toStart = toZero
  }
  return sampled === 0 ? 1 : (sampled + toStart + toEnd(span.last, average, w)) / sampled
}

function perSecond(factor: number, w: Window, { isRate }: RateKind): number {
  return isRate ? factor / (w.context.width / 1000) : factor
}

function reportOverlap(
  w: Window,
  samples: Parameters<typeof startsOverlap>[0],
  { from, to }: { readonly from: number; readonly to: number },
): void {
  for (let i = from + 1; i < to; i++) {
    if (!startsOverlap(samples, i)) continue
    w.annotate(annotate.startTimeOverlap(w.metricName, w.argRange(0)))
    return
  }
}

function histogramRate(w: Window, kind: RateKind): Outcome {
  const samples = w.histogramCount
  let change = samples > 1 ? histogramChange(w, kind.isCounter) : undefined
  if (samples > 1 && !change) return 0
  const span: Span = {
    first: w.histogramTime(0),
    last: w.histogramTime(samples - 1),
    samples,
    start: kind.isCounter ? (w.histogramStarts?.[w.histogramFrom] ?? 0) : 0,
  }
  if (startsInside(span, w)) {
    if (!change) change = copyHistogram(w.histogram(0))
    else if (!addTo(w, change, w.histogram(0))) return 0
    return w.giveHistogram(multiply(change, perSecond(factorFromStart(span, w), w, kind)))
  }
  if (!change) return 0
  const first = w.histogram(0).count
  const zero = change.count > 0 && first >= 0 ? first / change.count : undefined
  const factor = extrapolation(span, w, kind.isCounter ? zero : undefined)
  return w.giveHistogram(multiply(change, perSecond(factor, w, kind)))
}

/** Adds in place and reports what is noteworthy; false where the layouts do not fit. */
function addTo(w: Window, sum: FloatHistogram, other: FloatHistogram): boolean {
  const merged = addHistogram(sum, other)
  if (!merged) w.annotate(annotate.mixedExponentialCustom(w.metricName, w.argRange(0)))
  else if (merged.reconciled)
    w.annotate(annotate.mismatchedCustomBuckets('addition', w.argRange(0)))
  return merged !== undefined
}

/** The change from the first to the last histogram with resets made good; a gauge. */
function histogramChange(w: Window, isCounter: boolean): FloatHistogram | undefined {
  const last = w.histogram(w.histogramCount - 1)
  const start = firstHistogram(w, isCounter)
  if (!isUniform(w, isCounter, start)) return undefined
  const change = copyToSchema(last, lowestSchema(w, isCounter, start))
  const merged = subtractHistogram(change, start)
  if (merged?.reconciled) w.annotate(annotate.mismatchedCustomBuckets('subtraction', w.argRange(0)))
  if (isCounter) {
    if (!addHistogramResets(w, change, start)) return undefined
  } else if (w.histogram(0).hint !== 'gauge' || last.hint !== 'gauge')
    w.annotate(annotate.notGauge(w.metricName, w.argRange(0)))
  change.hint = 'gauge'
  return compact(change)
}

/** The first histogram, or an empty one where the second began anew: its layout then does not matter. */
function firstHistogram(w: Window, isCounter: boolean): FloatHistogram {
  const first = w.histogram(0)
  if (!isCounter) return first
  const second = w.histogram(1)
  if (!wasReset(w, 1, first)) return first
  return emptyHistogram({ schema: second.schema, customValues: second.customValues })
}

function wasReset(w: Window, i: number, previous: FloatHistogram): boolean {
  const samples = w.histogramStarts && { times: w.histogramTimes, starts: w.histogramStarts }
  if (samples && isStartReset(samples, w.histogramFrom + i)) return true
  return detectReset(w.histogram(i), previous)
}

function isUniform(w: Window, isCounter: boolean, start: FloatHistogram): boolean {
  const count = w.histogramCount
  const custom = usesCustomBuckets(start)
  let uniform = usesCustomBuckets(w.histogram(count - 1)) === custom
  if (isCounter) {
    const isGauge = (i: number) => w.histogram(i).hint === 'gauge'
    if (isGauge(0) || isGauge(count - 1)) reportGauge(w)
    for (let i = 1; uniform && i < count - 1; i++) {
      if (isGauge(i)) reportGauge(w)
      uniform = usesCustomBuckets(w.histogram(i)) === custom
    }
  }
  if (!uniform) w.annotate(annotate.mixedExponentialCustom(w.metricName, w.argRange(0)))
  return uniform
}

function reportGauge(w: Window): void {
  w.annotate(annotate.notCounter(w.metricName, w.argRange(0)))
}

function lowestSchema(w: Window, isCounter: boolean, start: FloatHistogram): number {
  const count = w.histogramCount
  let schema = Math.min(start.schema, w.histogram(count - 1).schema)
  if (isCounter)
    for (let i = 1; i < count - 1; i++) schema = Math.min(schema, w.histogram(i).schema)
  return schema
}

function addHistogramResets(w: Window, change: FloatHistogram, start: FloatHistogram): boolean {
  let previous = start
  const samples = w.histogramStarts && { times: w.histogramTimes, starts: w.histogramStarts }
  if (samples) reportOverlap(w, samples, { from: w.histogramFrom, to: w.histogramTo })
  for (let i = 1; i < w.histogramCount; i++) {
    if (wasReset(w, i, previous) && !addTo(w, change, previous)) return false
    previous = w.histogram(i)
  }
  return true
}
