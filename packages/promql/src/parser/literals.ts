import type { NumberLiteral } from './ast.ts'
import { parseDuration } from './duration.ts'
import { parseNumber } from './number.ts'
import type { TokenStream } from './stream.ts'

/** A number or a duration, the latter in seconds. */
export function parseNumberLiteral(tokens: TokenStream): NumberLiteral {
  const token = tokens.takeIf('number', 'duration') ?? tokens.unexpected()
  const isDuration = token.type === 'duration'
  try {
    const value = isDuration ? parseDuration(token.text) / 1000 : parseNumber(token.text)
    return { kind: 'number', value, isDuration, range: { start: token.start, end: token.end } }
  } catch (error) {
    return tokens.fail(token, error instanceof Error ? error.message : String(error))
  }
}

/** A number with an optional sign. */
export function parseSignedNumber(tokens: TokenStream): number {
  const sign = tokens.takeIf('+', '-')
  const { value } = parseNumberLiteral(tokens)
  return sign?.type === '-' ? -value : value
}
