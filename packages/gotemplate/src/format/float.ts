import { type Decimal, roundedTo, shortest } from './decimal.ts'

/** Verbs of fmt for floating point; `b` is a mantissa and an exponent of two. */
export type FloatVerb = 'e' | 'E' | 'f' | 'F' | 'g' | 'G' | 'x' | 'X' | 'b'

/**
 * A number as Go's `strconv.FormatFloat` writes it.
 * @param precision digits after the point (`e`, `f`, `x`) or in all (`g`); -1 for as few as give it back
 */
export function formatFloat(value: number, verb: FloatVerb, precision = -1): string {
  if (Number.isNaN(value)) return 'NaN'
  if (!Number.isFinite(value)) return value > 0 ? '+Inf' : '-Inf'
  const sign = value < 0 || Object.is(value, -0) ? '-' : ''
  switch (verb) {
    case 'e':
    case 'E':
      return sign + exponential(decimalFor(value, precision, 'e'), precision, verb)
    case 'f':
    case 'F':
      return sign + fixed(decimalFor(value, precision, 'f'), precision)
    case 'g':
    case 'G':
      return sign + general(value, precision, verb)
    case 'x':
    case 'X':
      return sign + hexadecimal(Math.abs(value), precision, verb)
    case 'b':
      return sign + binary(Math.abs(value))
  }
}

/** The digits to write: the shortest that give the number back if the precision is negative, else rounded to it. */
function decimalFor(value: number, precision: number, form: 'e' | 'f'): Decimal {
  if (precision < 0) return shortest(value)
  return form === 'e'
    ? roundedTo(value, precision + 1, 'first')
    : roundedTo(value, precision, 'point')
}

/** `d.ddde±dd`; the exponent has two digits at least (`fmtE` in strconv/ftoa.go). */
function exponential(decimal: Decimal, precision: number, letter: string): string {
  const first = decimal.digits[0] ?? '0'
  const wanted = precision < 0 ? Math.max(decimal.digits.length - 1, 0) : precision
  const rest = decimal.digits.slice(1, 1 + wanted).padEnd(wanted, '0')
  const exponent = decimal.digits === '' ? 0 : decimal.point - 1
  const power = String(Math.abs(exponent)).padStart(2, '0')
  return `${first}${rest === '' ? '' : `.${rest}`}${letter}${exponent < 0 ? '-' : '+'}${power}`
}

/** `ddd.ddd` without an exponent (`%f`); a negative precision writes as many places as there are digits. */
function fixed(decimal: Decimal, precision: number): string {
  const { digits, point } = decimal
  const whole = point > 0 ? digits.slice(0, point).padEnd(point, '0') : '0'
  const places = precision < 0 ? Math.max(digits.length - point, 0) : precision
  if (places === 0) return whole
  const fraction = point > 0 ? digits.slice(point) : '0'.repeat(-point) + digits
  return `${whole}.${fraction.slice(0, places).padEnd(places, '0')}`
}

/** Without a precision, an exponent is written below 10^-4 and from 10^6 on. */
function general(value: number, precision: number, verb: 'g' | 'G'): string {
  const wanted = precision === 0 ? 1 : precision
  const decimal = wanted < 0 ? shortest(value) : roundedTo(value, wanted, 'first')
  const exponent = decimal.digits === '' ? -1 : decimal.point - 1
  let limit = wanted
  // From ftoa.go: `%e` is used if the exponent is below -4 or not below the precision; shortest forms count as 6.
  if (limit > decimal.digits.length && decimal.digits.length >= decimal.point)
    limit = decimal.digits.length
  if (wanted < 0) limit = 6
  const letter = verb === 'g' ? 'e' : 'E'
  if (exponent < -4 || exponent >= limit)
    return exponential(decimal, Math.max(decimal.digits.length - 1, 0), letter)
  return fixed(decimal, Math.max(decimal.digits.length - decimal.point, 0))
}

/** A finite number as mantissa × 2^exponent. */
interface Binary {
  readonly mantissa: bigint
  readonly exponent: number
}

/** Splits the bits of a binary64; subnormal numbers have no hidden bit. */
function toBinary(value: number): Binary {
  const bits = new BigUint64Array(new Float64Array([value]).buffer)[0] ?? 0n
  const raw = Number(bits >> 52n)
  const fraction = bits & ((1n << 52n) - 1n)
  return raw === 0
    ? { mantissa: fraction, exponent: -1074 }
    : { mantissa: fraction | (1n << 52n), exponent: raw - 1075 }
}

/** `%b`: mantissa and power of two, in decimal. */
function binary(value: number): string {
  const { mantissa, exponent } = toBinary(value)
  return `${mantissa}p${exponent < 0 ? '-' : '+'}${Math.abs(exponent)}`
}

/** `%x`: a mantissa of the form 1.hhh and a power of two. Rounded half to even (`%x` in ftoa.go). */
function hexadecimal(value: number, precision: number, verb: 'x' | 'X'): string {
  let { mantissa, exponent } = toBinary(value)
  if (mantissa === 0n) exponent = 0
  else {
    // The hidden bit is moved to bit 60, which leaves 15 hexadecimal digits behind the point.
    while (mantissa < 1n << 60n) {
      mantissa <<= 1n
      exponent--
    }
    exponent += 60
  }
  if (precision >= 0 && precision < 15) {
    const drop = BigInt(60 - 4 * precision)
    const rest = mantissa & ((1n << drop) - 1n)
    const half = 1n << (drop - 1n)
    mantissa >>= drop
    if (rest > half || (rest === half && mantissa % 2n === 1n)) mantissa++
    mantissa <<= drop
    // Rounding carried over into the next power of two.
    if (mantissa >= 1n << 61n) {
      mantissa >>= 1n
      exponent++
    }
  }
  const digits = (mantissa & ((1n << 60n) - 1n)).toString(16).padStart(15, '0')
  const fraction =
    precision < 0 ? digits.replace(/0+$/, '') : digits.padEnd(precision, '0').slice(0, precision)
  const power = String(Math.abs(exponent)).padStart(2, '0')
  const text = `0x${mantissa >> 60n}${fraction === '' ? '' : `.${fraction}`}p${exponent < 0 ? '-' : '+'}${power}`
  return verb === 'X' ? text.toUpperCase() : text
}
