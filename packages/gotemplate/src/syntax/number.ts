import { quote, unquoteNext } from '../text/quote.ts'
import type { Complex, ConstantNumber } from './node.ts'

// Bounds of int64 and uint64.
const MIN_INT = -(2n ** 63n)
const MAX_INT = 2n ** 63n - 1n
const MAX_UINT = 2n ** 64n - 1n

/** A numeric constant, or the message that says why it is none. */
export type ParsedNumber = ConstantNumber | string

/** Reads a character constant such as `'a'`. */
export function parseCharacter(text: string): ParsedNumber {
  const char = unquoteNext(text, 1, "'")
  if (char === undefined) return 'invalid syntax'
  if (text.slice(char.next) !== "'") return `malformed character constant: ${text}`
  const code = char.text.codePointAt(0) ?? 0
  // A byte that is no UTF-8 is held as a lone low surrogate.
  const value = BigInt(code >= 0xdc80 && code <= 0xdcff ? code - 0xdc00 : code)
  return { int: value, uint: value, float: Number(value), complex: undefined }
}

/** Reads a constant such as `1+2i`. */
export function parseComplex(text: string): ParsedNumber {
  const match = /^(.*[^eEpP+-])([+-].*)i$/.exec(text)
  const re = parseFloatText(match?.[1] ?? '')
  const im = parseFloatText(match?.[2] ?? '')
  if (re === undefined || im === undefined) return 'syntax error scanning complex number'
  return fromComplex({ re, im })
}

/** Reads a constant of any base, whole, fractional or imaginary. */
export function parseNumber(text: string): ParsedNumber {
  if (text.endsWith('i')) {
    const im = parseFloatText(text.slice(0, -1))
    if (im !== undefined) return fromComplex({ re: 0, im })
  }
  const whole = parseInteger(text)
  if (whole !== undefined && whole >= MIN_INT && whole <= MAX_UINT) return fromInteger(text, whole)
  const float = parseFloatText(text)
  if (float === undefined) return `illegal number syntax: ${quote(text)}`
  if (!/[.eEpP]/.test(text)) return `integer overflow: ${quote(text)}`
  return { ...wholeParts(float), float, complex: undefined }
}

/** A whole number with the types that can hold it. A sign rules out unsigned types, save for zero. */
function fromInteger(text: string, value: bigint): ConstantNumber {
  const signed = /^[+-]/.test(text)
  const int = value <= MAX_INT ? value : undefined
  const uint = (value >= 0n && !signed) || value === 0n ? value : undefined
  if (int === undefined && uint === undefined)
    return { int, uint, float: Number(value), complex: undefined }
  return { int, uint, float: Number(value), complex: undefined }
}

/** The integers that equal a float, if it is whole: Go lets `1.0` stand for an int. */
function wholeParts(float: number): Pick<ConstantNumber, 'int' | 'uint'> {
  if (!Number.isInteger(float)) return { int: undefined, uint: undefined }
  const value = BigInt(float)
  return {
    int: value >= MIN_INT && value <= MAX_INT ? value : undefined,
    uint: value >= 0n && value <= MAX_UINT ? value : undefined,
  }
}

/** A complex constant stands for a real one if its imaginary part is zero (`simplifyComplex`). */
function fromComplex(complex: Complex): ConstantNumber {
  if (complex.im !== 0) return { int: undefined, uint: undefined, float: undefined, complex }
  return { ...wholeParts(complex.re), float: complex.re, complex }
}

/** An integer as Go's `strconv.ParseInt` reads it with base 0, unbounded. */
export function parseInteger(text: string): bigint | undefined {
  const match =
    /^([+-]?)(0[xX](?:_?[0-9a-fA-F])+|0[bB](?:_?[01])+|0[oO]?(?:_?[0-7])+|0|[1-9](?:_?[0-9])*)$/.exec(
      text,
    )
  if (match === null) return undefined
  const digits = (match[2] ?? '').replaceAll('_', '')
  const octal = /^0[0-7]+$/.test(digits) ? `0o${digits.slice(1)}` : digits
  const value = BigInt(octal)
  return match[1] === '-' ? -value : value
}

/** A number as Go's `strconv.ParseFloat` reads it; undefined if it is none or too large. */
export function parseFloatText(text: string): number | undefined {
  if (/^[+-]?0[xX]/.test(text)) return parseHexFloat(text.replaceAll('_', ''))
  if (/^[+-]?(?:inf|infinity)$/i.test(text)) return text.startsWith('-') ? -Infinity : Infinity
  if (/^[+-]?nan$/i.test(text)) return NaN
  if (!/^[+-]?(?:\d(?:_?\d)*(?:\.(?:\d(?:_?\d)*)?)?|\.\d(?:_?\d)*)(?:[eE][+-]?\d+)?$/.test(text))
    return undefined
  const value = Number(text.replaceAll('_', ''))
  return Number.isFinite(value) ? value : undefined
}

/** A hexadecimal float; its exponent is one of two and must be there. */
function parseHexFloat(text: string): number | undefined {
  const match = /^([+-]?)0[xX]([0-9a-fA-F]*)(?:\.([0-9a-fA-F]*))?[pP]([+-]?\d+)$/.exec(text)
  if (match === null) return undefined
  const fraction = match[3] ?? ''
  const digits = `${match[2] ?? ''}${fraction}`
  if (digits === '') return undefined
  const value = Number(BigInt(`0x${digits}`)) * 2 ** (Number(match[4]) - 4 * fraction.length)
  if (!Number.isFinite(value)) return undefined
  return match[1] === '-' ? -value : value
}
