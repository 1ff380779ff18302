/** A running sum with what rounding took from it. */
export interface KahanSum {
  readonly sum: number
  readonly c: number
}

/**
 * One step of Neumaier's variant of Kahan's summation. The compensation is given up once the sum is infinite.
 */
export function addKahan(value: number, sum: number, c: number): KahanSum {
  return { sum: sum + value, c: compensate(value, sum, c) }
}

/** The compensation of `sum + value`: apart from {@link addKahan} for loops that must not allocate. */
export function compensate(value: number, sum: number, c: number): number {
  const total = sum + value
  if (total === Infinity || total === -Infinity) return 0
  return Math.abs(sum) >= Math.abs(value) ? c + (sum - total + value) : c + (value - total + sum)
}
