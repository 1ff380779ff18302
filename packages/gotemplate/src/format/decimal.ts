/** A finite number's decimal digits: 0.DIGITS × 10^point. */
export interface Decimal {
  readonly digits: string
  readonly point: number
}

/** The fewest digits that give the number back, as both Go and JavaScript find them. */
export function shortest(value: number): Decimal {
  const match = /^(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(Math.abs(value).toExponential())
  const digits = `${match?.[1] ?? '0'}${match?.[2] ?? ''}`.replace(/0+$/, '')
  return digits === '' ? { digits: '', point: 0 } : { digits, point: Number(match?.[3]) + 1 }
}

/** All digits of the number's binary value: exact, however many they are. */
function exact(value: number): Decimal {
  // IEEE 754 binary64: 52 bits of fraction, an exponent biased by 1023 (1075 with the fraction as a whole number).
  const bits = new BigUint64Array(new Float64Array([Math.abs(value)]).buffer)[0] ?? 0n
  const exponent = Number(bits >> 52n) || 1
  const mantissa = (bits & ((1n << 52n) - 1n)) | (bits >> 52n === 0n ? 0n : 1n << 52n)
  const shift = exponent - 1075
  if (mantissa === 0n) return { digits: '', point: 0 }
  // A negative power of two is exact in decimal: m / 2^n = m × 5^n / 10^n.
  const whole = shift >= 0 ? mantissa << BigInt(shift) : mantissa * 5n ** BigInt(-shift)
  const text = whole.toString()
  return { digits: text.replace(/0+$/, ''), point: text.length + Math.min(shift, 0) }
}

/** The number rounded to so many digits after the first ones, half to even on its exact value. */
export function roundedTo(value: number, digits: number, from: 'first' | 'point'): Decimal {
  const all = exact(value)
  const keep = from === 'first' ? digits : all.point + digits
  if (keep >= all.digits.length) return all
  if (keep < 0) return { digits: '', point: 0 }
  const head = all.digits.slice(0, keep)
  if (!roundsUp(all.digits, keep)) return trimmed(head, all.point)
  const up = (BigInt(head === '' ? '0' : head) + 1n).toString().padStart(head.length, '0')
  return trimmed(up, all.point + up.length - head.length)
}

/** Half to even: the digits are exact, so a 5 without successors is a true half. */
function roundsUp(digits: string, at: number): boolean {
  const next = digits[at] ?? '0'
  if (next !== '5') return next > '5'
  if (digits.length > at + 1) return true
  return at > 0 && Number(digits[at - 1]) % 2 === 1
}

/** Without zeros at the end; zero has no digits at all. */
function trimmed(digits: string, point: number): Decimal {
  const cut = digits.replace(/0+$/, '')
  return cut === '' ? { digits: '', point: 0 } : { digits: cut, point }
}
