/** Go's math.Max: +Inf wins over NaN, which wins over all else. */
export function goMax(a: number, b: number): number {
  return a === Infinity || b === Infinity ? Infinity : Math.max(a, b)
}

/** Go's math.Min: −Inf wins over NaN, which wins over all else. */
export function goMin(a: number, b: number): number {
  return a === -Infinity || b === -Infinity ? -Infinity : Math.min(a, b)
}

/** Go's math.Pow: 1 to any power is 1, and −1 to an infinite one is. */
export function goPow(base: number, exponent: number): number {
  if (base === 1) return 1
  if (base === -1 && (exponent === Infinity || exponent === -Infinity)) return 1
  return base ** exponent
}

/** The first index in `[from, to)` for which a condition holds that stays true once it is; `to` where there is none. */
export function firstIndex(from: number, to: number, holds: (index: number) => boolean): number {
  let low = from
  let high = to
  while (low < high) {
    const middle = (low + high) >>> 1
    if (holds(middle)) high = middle
    else low = middle + 1
  }
  return low
}
