import { describeRune } from '../numbers/quote.ts'
import type { Cursor } from './scan-number.ts'

const REPLACEMENT = '\ufffd'

/** The character at the cursor, '' at the end. */
export function takeChar(cursor: Cursor): string {
  const code = cursor.input.codePointAt(cursor.at)
  if (code === undefined) return ''
  const char = String.fromCodePoint(code)
  cursor.at += char.length
  return char
}

/** Reads a quoted text behind its opening quote; gives what is wrong with it, if anything. */
export function scanString(cursor: Cursor, quote: string): string | undefined {
  for (;;) {
    const char = takeChar(cursor)
    if (char === quote) return undefined
    if (char === '' || char === '\n')
      return quote === '`' && char === '\n' ? scanString(cursor, quote) : unterminated(quote)
    if (char === REPLACEMENT || !char.isWellFormed()) return 'invalid UTF-8 rune'
    if (char === '\\' && quote !== '`') {
      const problem = scanEscape(cursor, quote)
      if (problem !== undefined) return problem
    }
  }
}

const unterminated = (quote: string) =>
  quote === '`' ? 'unterminated raw string' : 'unterminated quoted string'

interface EscapeShape {
  readonly digits: number
  readonly base: number
  readonly max: number
}

const SHAPES: Readonly<Record<string, EscapeShape>> = {
  x: { digits: 2, base: 16, max: 255 },
  u: { digits: 4, base: 16, max: 0x10ffff },
  U: { digits: 8, base: 16, max: 0x10ffff },
}
const OCTAL: EscapeShape = { digits: 3, base: 8, max: 255 }

function scanEscape(cursor: Cursor, quote: string): string | undefined {
  const char = takeChar(cursor)
  if (char === '') return 'escape sequence not terminated'
  if (char === quote || 'abfnrtv\\'.includes(char)) return undefined
  if (char >= '0' && char <= '7') {
    cursor.at--
    return scanDigits(cursor, OCTAL)
  }
  const shape = SHAPES[char]
  return shape ? scanDigits(cursor, shape) : `unknown escape sequence ${describeRune(char)}`
}

function scanDigits(cursor: Cursor, { digits, base, max }: EscapeShape): string | undefined {
  let code = 0
  for (let i = 0; i < digits; i++) {
    const char = takeChar(cursor)
    if (char === '') return 'escape sequence not terminated'
    const digit = /[0-9a-fA-F]/.test(char) ? Number.parseInt(char, 16) : 16
    if (digit >= base) return `illegal character ${describeRune(char)} in escape sequence`
    code = code * base + digit
  }
  return code > max || (code >= 0xd800 && code < 0xe000)
    ? 'escape sequence is an invalid Unicode code point'
    : undefined
}
