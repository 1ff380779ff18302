/** The quantile of values, between two of them by weight. Sorts the values in place; NaNs come first. */
export function quantile(q: number, values: Float64Array): number {
  if (values.length === 0 || Number.isNaN(q)) return NaN
  if (q < 0) return -Infinity
  if (q > 1) return Infinity
  sortNaNFirst(values)
  const rank = q * (values.length - 1)
  const lower = Math.max(0, Math.floor(rank))
  const upper = Math.min(values.length - 1, lower + 1)
  const weight = rank - Math.floor(rank)
  return (values[lower] ?? NaN) * (1 - weight) + (values[upper] ?? NaN) * weight
}

// Typed arrays sort NaNs to the end.
function sortNaNFirst(values: Float64Array): void {
  values.sort()
  let nans = 0
  while (nans < values.length && Number.isNaN(values[values.length - 1 - nans])) nans++
  if (nans === 0) return
  values.copyWithin(nans, 0, values.length - nans)
  values.fill(NaN, 0, nans)
}
