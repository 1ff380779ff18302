import {
  compactBuckets,
  copyBuckets,
  noBuckets,
  reduceBuckets,
  scaleBuckets,
  type Buckets,
} from './buckets.ts'
import { CUSTOM_SCHEMA } from './bounds.ts'
import { sameBounds } from './custom.ts'

/** What is known about resets between a histogram and the one before it; a gauge has none. */
export type CounterResetHint = 'unknown' | 'reset' | 'not_reset' | 'gauge'

/**
 * A native histogram with counts as floats, as Prometheus's engine computes with them. Buckets are sparse: a bucket that
 * is listed with a count of 0 is part of the layout, and {@link compact} takes it away.
 */
export interface FloatHistogram {
  hint: CounterResetHint
  /** −4 to 8 for exponential buckets, −53 for custom ones. */
  schema: number
  zeroThreshold: number
  zeroCount: number
  count: number
  sum: number
  positive: Buckets
  negative: Buckets
  /** Upper bounds of custom buckets, without +Inf; empty for exponential ones. */
  customValues: readonly number[]
}

/** An exponential histogram without observations, but for the fields given. */
export function emptyHistogram(fields: Partial<FloatHistogram> = {}): FloatHistogram {
  return {
    hint: 'unknown',
    schema: 0,
    zeroThreshold: 0,
    zeroCount: 0,
    count: 0,
    sum: 0,
    positive: noBuckets(),
    negative: noBuckets(),
    customValues: [],
    ...fields,
  }
}

/** Bounds that are stated instead of computed: classic histograms stored as native ones (NHCB). */
export function usesCustomBuckets(h: FloatHistogram): boolean {
  return h.schema === CUSTOM_SCHEMA
}

/** A copy whose counts may be changed. */
export function copyHistogram(h: FloatHistogram): FloatHistogram {
  return { ...h, positive: copyBuckets(h.positive), negative: copyBuckets(h.negative) }
}

/** A copy in a lower resolution, which forgets its hint where the resolution changes. */
export function copyToSchema(h: FloatHistogram, schema: number): FloatHistogram {
  if (schema === h.schema) return copyHistogram(h)
  return {
    ...h,
    hint: 'unknown',
    schema,
    positive: reduceBuckets(h.positive, h.schema, schema),
    negative: reduceBuckets(h.negative, h.schema, schema),
  }
}

/** Multiplies all counts and the sum in place; a negative factor makes a gauge. */
export function multiply(h: FloatHistogram, factor: number): FloatHistogram {
  h.zeroCount *= factor
  h.count *= factor
  h.sum *= factor
  scaleBuckets(h.positive, (count) => count * factor)
  scaleBuckets(h.negative, (count) => count * factor)
  if (factor < 0) h.hint = 'gauge'
  return h
}

/** Divides all counts and the sum in place; division by zero removes all buckets. */
export function divide(h: FloatHistogram, divisor: number): FloatHistogram {
  h.zeroCount /= divisor
  h.count /= divisor
  h.sum /= divisor
  if (divisor === 0) {
    h.positive = noBuckets()
    h.negative = noBuckets()
    return h
  }
  scaleBuckets(h.positive, (count) => count / divisor)
  scaleBuckets(h.negative, (count) => count / divisor)
  if (divisor < 0) h.hint = 'gauge'
  return h
}

/** Takes empty buckets away, in place. */
export function compact(h: FloatHistogram): FloatHistogram {
  compactBuckets(h.positive)
  compactBuckets(h.negative)
  return h
}

/** Equality of data, not of meaning: the same layout with the same numbers, bit by bit. */
export function equalHistograms(a: FloatHistogram, b: FloatHistogram): boolean {
  return (
    a.schema === b.schema &&
    Object.is(a.count, b.count) &&
    Object.is(a.sum, b.sum) &&
    (!usesCustomBuckets(a) || sameBounds(a.customValues, b.customValues)) &&
    a.zeroThreshold === b.zeroThreshold &&
    Object.is(a.zeroCount, b.zeroCount) &&
    equalBuckets(a.negative, b.negative) &&
    equalBuckets(a.positive, b.positive)
  )
}

function equalBuckets(a: Buckets, b: Buckets): boolean {
  return (
    a.indexes.length === b.indexes.length &&
    a.indexes.every((index, i) => index === b.indexes[i]) &&
    a.counts.every((count, i) => Object.is(count, b.counts[i]))
  )
}

/** Whether a sum went over what a float can hold. */
export function hasOverflow(h: FloatHistogram): boolean {
  const isInfinite = (value: number) => value === Infinity || value === -Infinity
  return (
    isInfinite(h.zeroCount) ||
    isInfinite(h.count) ||
    isInfinite(h.sum) ||
    h.positive.counts.some(isInfinite) ||
    h.negative.counts.some(isInfinite) ||
    h.customValues.some(isInfinite)
  )
}

/** How many samples a histogram counts for in Prometheus's limit: 16 bytes each. */
export function sampleSize(h: FloatHistogram): number {
  return Math.floor((byteSize(h) + 8) / 16)
}

/** The bytes that Prometheus's FloatHistogram takes: FloatHistogram.Size. */
export function byteSize(h: FloatHistogram): number {
  const slots =
    spanCount(h.positive) +
    spanCount(h.negative) +
    h.positive.counts.length +
    h.negative.counts.length +
    h.customValues.length
  return 168 + 8 * slots
}

function spanCount({ indexes }: Buckets): number {
  let spans = 0
  for (let i = 0; i < indexes.length; i++)
    if (i === 0 || indexes[i] !== (indexes[i - 1] ?? 0) + 1) spans++
  return spans
}
