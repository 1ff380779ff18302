import { addKahan } from '../numbers/kahan.ts'
import {
  copyBuckets,
  mergeBuckets,
  mergeCompensated,
  reduceBuckets,
  reduceCompensated,
  type Buckets,
  type CompensatedBuckets,
} from './buckets.ts'
import { mergeMismatched, sameBounds, sharedBounds } from './custom.ts'
import { emptyHistogram, usesCustomBuckets, type FloatHistogram } from './histogram.ts'
import { reconcileZeroBuckets } from './zero.ts'

/** What was noteworthy about a sum of histograms. */
export interface Merged {
  /** One side says that it was reset, the other that it wasn't. */
  readonly collision: boolean
  /** Custom bounds differed, and the result has only those that both share. */
  readonly reconciled: boolean
}

/** Adds (or, with `sign` −1, subtracts) in place. Undefined where one side has exponential and one custom buckets. */
export function addHistogram(
  h: FloatHistogram,
  other: FloatHistogram,
  sign: 1 | -1 = 1,
): Merged | undefined {
  if (usesCustomBuckets(h) !== usesCustomBuckets(other)) return undefined
  const collision = adjustHint(h, other)
  if (!usesCustomBuckets(h)) {
    const { zeroCount } = reconcileZeroBuckets(h, other)
    h.zeroCount += sign * zeroCount
  }
  h.count += sign * other.count
  h.sum += sign * other.sum
  const reconciled = usesCustomBuckets(h)
    ? addCustom(h, other, sign)
    : addExponential(h, other, sign)
  return { collision, reconciled }
}

/** Subtracts in place. */
export function subtractHistogram(h: FloatHistogram, other: FloatHistogram): Merged | undefined {
  return addHistogram(h, other, -1)
}

function addCustom(h: FloatHistogram, other: FloatHistogram, sign: 1 | -1): boolean {
  if (sameBounds(h.customValues, other.customValues)) {
    const merge = { schema: undefined, threshold: 0, sign } as const
    h.positive = mergeBuckets(h.positive, other.positive, merge)
    return false
  }
  const shared = sharedBounds(h.customValues, other.customValues)
  h.positive = mergeMismatched(
    { buckets: h.positive, bounds: h.customValues },
    { buckets: other.positive, bounds: other.customValues },
    { sign, shared },
  ).sum
  h.customValues = shared
  return true
}

function addExponential(h: FloatHistogram, other: FloatHistogram, sign: 1 | -1): boolean {
  const schema = Math.min(h.schema, other.schema)
  const merge = { schema, threshold: h.zeroThreshold, sign }
  const add = (a: Buckets, b: Buckets) =>
    mergeBuckets(reduced(a, h.schema, schema), reduced(b, other.schema, schema), merge)
  h.positive = add(h.positive, other.positive)
  h.negative = add(h.negative, other.negative)
  h.schema = schema
  return false
}

function reduced(buckets: Buckets, from: number, to: number): Buckets {
  return from === to ? buckets : reduceBuckets(buckets, from, to)
}

/** Adds in place by Kahan's summation; `rest` holds the compensation and is made where there is none yet. */
export function addCompensated(
  h: FloatHistogram,
  other: FloatHistogram,
  rest: FloatHistogram | undefined,
): (Merged & { readonly rest: FloatHistogram }) | undefined {
  if (usesCustomBuckets(h) !== usesCustomBuckets(other)) return undefined
  const collision = adjustHint(h, other)
  const c = rest ?? compensationOf(h)
  if (!usesCustomBuckets(h)) {
    const zero = reconcileZeroBuckets(h, other, c)
    addField(h, c, { field: 'zeroCount', value: zero.zeroCount })
    addField(h, c, { field: 'zeroCount', value: zero.compensation })
  }
  addField(h, c, { field: 'count', value: other.count })
  addField(h, c, { field: 'sum', value: other.sum })
  const reconciled = usesCustomBuckets(h)
    ? addCustomCompensated(h, other, c)
    : addExponentialCompensated(h, other, c)
  return { collision, reconciled, rest: c }
}

function compensationOf(h: FloatHistogram): FloatHistogram {
  const zeros = (buckets: Buckets): Buckets => ({
    indexes: buckets.indexes.slice(),
    counts: buckets.counts.map(() => 0),
  })
  return emptyHistogram({
    hint: h.hint,
    schema: h.schema,
    zeroThreshold: h.zeroThreshold,
    customValues: h.customValues,
    positive: zeros(h.positive),
    negative: zeros(h.negative),
  })
}

function addField(
  h: FloatHistogram,
  c: FloatHistogram,
  { field, value }: { readonly field: 'zeroCount' | 'count' | 'sum'; readonly value: number },
): void {
  const added = addKahan(value, h[field], c[field])
  h[field] = added.sum
  c[field] = added.c
}

function addCustomCompensated(
  h: FloatHistogram,
  other: FloatHistogram,
  c: FloatHistogram,
): boolean {
  const same = sameBounds(h.customValues, other.customValues)
  const shared = same ? h.customValues : sharedBounds(h.customValues, other.customValues)
  const merged = same
    ? mergeCompensated({ sum: h.positive, rest: c.positive }, withoutRest(other.positive), {
        schema: undefined,
        threshold: 0,
      })
    : mergeMismatched(
        { buckets: h.positive, bounds: h.customValues, rest: c.positive },
        { buckets: other.positive, bounds: other.customValues },
        { sign: 1, shared },
      )
  h.positive = merged.sum
  c.positive = merged.rest
  h.customValues = shared
  c.customValues = shared
  return !same
}

function addExponentialCompensated(
  h: FloatHistogram,
  other: FloatHistogram,
  c: FloatHistogram,
): boolean {
  const schema = Math.min(h.schema, other.schema)
  const merge = { schema, threshold: h.zeroThreshold }
  for (const side of ['positive', 'negative'] as const) {
    const own = { sum: h[side], rest: c[side] }
    const added = withoutRest(other[side])
    const merged = mergeCompensated(
      h.schema === schema ? own : reduceCompensated(own, h.schema, schema),
      other.schema === schema ? added : reduceCompensated(added, other.schema, schema),
      merge,
    )
    h[side] = merged.sum
    c[side] = merged.rest
  }
  h.schema = schema
  c.schema = schema
  c.zeroThreshold = h.zeroThreshold
  return false
}

function withoutRest(buckets: Buckets): CompensatedBuckets {
  const rest = copyBuckets(buckets)
  rest.counts.fill(0)
  return { sum: buckets, rest }
}

/** A gauge wins over all, "unknown" over what is known; true where one was reset and the other wasn't. */
function adjustHint(h: FloatHistogram, other: FloatHistogram): boolean {
  if (other.hint === h.hint || h.hint === 'gauge') return false
  if (other.hint === 'gauge') {
    h.hint = 'gauge'
    return false
  }
  const collision = h.hint !== 'unknown' && other.hint !== 'unknown'
  h.hint = 'unknown'
  return collision
}
