/** A place in a text that is read character by character. */
export interface Cursor {
  readonly input: string
  at: number
}

const DIGITS = '0123456789'
const HEX = '0123456789abcdefABCDEF'

export function accept(cursor: Cursor, chars: string): boolean {
  const char = cursor.input[cursor.at]
  if (char === undefined || !chars.includes(char)) return false
  cursor.at++
  return true
}

function follows(cursor: Cursor, chars: string): boolean {
  const char = cursor.input[cursor.at]
  return char !== undefined && chars.includes(char)
}

export function isAlphaNumeric(char: string | undefined): boolean {
  return char !== undefined && /[a-zA-Z0-9_]/.test(char)
}

/** Reads a number: decimal or hexadecimal, with a point, an exponent or underscores. False where it is not well formed. */
export function scanNumber(cursor: Cursor): boolean {
  const start = cursor.at
  let digits = DIGITS
  if (accept(cursor, '0') && accept(cursor, 'xX')) {
    accept(cursor, '_')
    digits = HEX
  }
  accept(cursor, '.')
  accept(cursor, digits)
  if (!scanRest(cursor, digits)) return false
  return cursor.at > start && !isAlphaNumeric(cursor.input[cursor.at])
}

function scanRest(cursor: Cursor, digits: string): boolean {
  const atEnd = () => cursor.at >= cursor.input.length
  let point = false
  let exponent = false
  while (follows(cursor, `${digits}._eE`)) {
    if ((point && accept(cursor, '.')) || (exponent && accept(cursor, 'eE'))) return false
    if (accept(cursor, '.')) {
      point = true
      if (accept(cursor, '_.') || digits === HEX) return false
    } else if (accept(cursor, 'eE')) {
      exponent = true
      accept(cursor, '+-')
      if (accept(cursor, '._eE') || atEnd()) return false
    } else if (accept(cursor, '_')) {
      if (accept(cursor, '._eE') || atEnd()) return false
    } else while (accept(cursor, digits));
  }
  return true
}

/** Reads what follows the first digits of a duration: units and more digits. */
export function scanDuration(cursor: Cursor): boolean {
  if (!accept(cursor, 'smhdwy')) return false
  accept(cursor, 's')
  while (accept(cursor, DIGITS)) {
    while (accept(cursor, DIGITS));
    if (!accept(cursor, 'smhdw')) return false
    accept(cursor, 's')
  }
  if (!isAlphaNumeric(cursor.input[cursor.at])) return true
  cursor.at++
  return false
}
