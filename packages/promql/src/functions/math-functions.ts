/** The functions of one number by name. */
export const MATH_FUNCTIONS: ReadonlyMap<string, (value: number) => number> = new Map([
  ['abs', Math.abs],
  ['ceil', Math.ceil],
  ['floor', Math.floor],
  ['exp', Math.exp],
  ['sqrt', Math.sqrt],
  ['ln', Math.log],
  ['log2', Math.log2],
  ['log10', Math.log10],
  ['sin', Math.sin],
  ['cos', Math.cos],
  ['tan', Math.tan],
  ['asin', Math.asin],
  ['acos', Math.acos],
  ['atan', Math.atan],
  ['sinh', Math.sinh],
  ['cosh', Math.cosh],
  ['tanh', Math.tanh],
  ['asinh', Math.asinh],
  ['acosh', Math.acosh],
  ['atanh', Math.atanh],
  ['rad', (value) => (value * Math.PI) / 180],
  ['deg', (value) => (value * 180) / Math.PI],
  ['sgn', sign],
])

function sign(value: number): number {
  if (value < 0) return -1
  return value > 0 ? 1 : value
}

/** A number to a multiple of another; halves go up. */
export function roundTo(value: number, nearest: number): number {
  // The inverse causes fewer errors of floating point.
  const inverse = 1 / nearest
  return Math.floor(value * inverse + 0.5) / inverse
}
