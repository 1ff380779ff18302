import { quote } from '../numbers/quote.ts'

/** The value of a number in a query or a test script, by the rules of Go. Throws with Go's message. */
export function parseNumber(text: string): number {
  const plain = text.replaceAll('_', '')
  if (/^[+-]?0[xX][0-9a-fA-F]+$/.test(plain)) return signed(plain, (digits) => Number(digits))
  if (/^[+-]?0[0-7]+$/.test(plain)) return signed(plain, (digits) => Number.parseInt(digits, 8))
  if (/^[+-]?(?:inf|infinity)$/i.test(plain)) return plain.startsWith('-') ? -Infinity : Infinity
  if (/^[+-]?nan$/i.test(plain)) return NaN
  const syntax = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/
  if (!syntax.test(plain)) throw failure(text, 'invalid syntax')
  const value = Number(plain)
  if (!Number.isFinite(value)) throw failure(text, 'value out of range')
  return value
}

function signed(text: string, read: (digits: string) => number): number {
  return text.startsWith('-') ? -read(text.slice(1)) : read(text.replace('+', ''))
}

function failure(text: string, reason: string): Error {
  return new Error(`error parsing number: strconv.ParseFloat: parsing ${quote(text)}: ${reason}`)
}
