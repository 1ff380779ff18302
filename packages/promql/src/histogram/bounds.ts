import { BOUND_CORRECTIONS } from './bounds.data.ts'

/** The schema of histograms whose buckets have bounds of their own (native histograms with custom buckets). */
export const CUSTOM_SCHEMA = -53

const UNIT_IN_LAST_PLACE = 2 ** -53

/** Upper bounds of the buckets from 0.5 to 1, a list a schema. */
const FRACTIONS: readonly (readonly number[])[] = BOUND_CORRECTIONS.map((digits, schema) =>
  Array.from(digits, (digit, i) => product(schema, i) - Number(digit) * UNIT_IN_LAST_PLACE),
)

function product(schema: number, index: number): number {
  let value = 0.5
  let root = 2
  for (let bit = schema - 1; bit >= 0; bit--) {
    root = Math.sqrt(root)
    if ((index >> bit) & 1) value *= root
  }
  return value
}

/** The upper bound of an exponential bucket. The last one before the bucket of infinities ends at the largest number. */
export function exponentialBound(index: number, schema: number): number {
  if (schema < 0) {
    const exponent = index * 2 ** -schema
    return exponent === 1024 ? Number.MAX_VALUE : 2 ** exponent
  }
  const fraction = FRACTIONS[schema]?.[index & ((1 << schema) - 1)] ?? 0.5
  const exponent = (index >> schema) + 1
  if (fraction === 0.5 && exponent === 1025) return Number.MAX_VALUE
  return scale(fraction, exponent)
}

// 2 ** 1024 is infinite although 0.5 * 2 ** 1024 is not.
function scale(fraction: number, exponent: number): number {
  if (exponent > 1000) return fraction * 2 ** 1000 * 2 ** (exponent - 1000)
  if (exponent < -1000) return fraction * 2 ** -1000 * 2 ** (exponent + 1000)
  return fraction * 2 ** exponent
}

/** The upper bound of any bucket; index −1 of custom buckets is the lower bound of the first. */
export function upperBound(index: number, schema: number, custom: readonly number[]): number {
  if (schema !== CUSTOM_SCHEMA) return exponentialBound(index, schema)
  if (index < 0) return -Infinity
  return custom[index] ?? Infinity
}

/** The index of the bucket of a lower resolution that takes in a bucket. */
export function reduceIndex(index: number, from: number, to: number): number {
  return ((index - 1) >> (from - to)) + 1
}
