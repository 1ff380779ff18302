import { createHash } from 'node:crypto'

/** A label set: sorted by name, without empty values, `__name__` among them. */
export type Labels = readonly (readonly [string, string])[]

/** Sorts and cleans; of a name that stands there twice the last value counts. */
export function labelsOf(pairs: Iterable<readonly [string, string]>): Labels {
  const values = new Map(pairs)
  return [...values].filter(([, value]) => value !== '').sort(([a], [b]) => (a < b ? -1 : 1))
}

/** The 64 bits by which a label set is known in the store, the same on every machine and day. */
export function seriesId(labels: Labels): bigint {
  const hash = createHash('sha256')
  for (const [name, value] of labels) hash.update(`${name}\0${value}\0`)
  return hash.digest().readBigUInt64LE(0)
}
