import { quote } from '../text/quote.ts'
import { byteLength } from '../text/utf8.ts'

/** What a token is; `keyword` tokens carry their word as value. */
export type TokenKind =
  | 'error'
  | 'bool'
  | 'char'
  | 'charConstant'
  | 'comment'
  | 'complex'
  | 'assign'
  | 'declare'
  | 'eof'
  | 'field'
  | 'identifier'
  | 'leftDelim'
  | 'leftParen'
  | 'number'
  | 'pipe'
  | 'rawString'
  | 'rightDelim'
  | 'rightParen'
  | 'space'
  | 'string'
  | 'text'
  | 'variable'
  | 'dot'
  | 'nil'
  | 'keyword'

/** A piece of a template as Go's lexer cuts it (text/template/parse, lex.go). */
export interface Token {
  readonly kind: TokenKind
  /** Place in the template's text, in UTF-16 units. */
  readonly pos: number
  readonly value: string
  readonly line: number
}

/** Words that are no functions, whatever functions there are. */
export const KEYWORDS: ReadonlySet<string> = new Set([
  'block',
  'break',
  'continue',
  'define',
  'else',
  'end',
  'if',
  'range',
  'template',
  'with',
])

/** A token as error messages of text/template show it. */
export function describeToken(token: Token): string {
  if (token.kind === 'eof') return 'EOF'
  if (token.kind === 'error') return token.value
  if (token.kind === 'keyword' || token.kind === 'dot' || token.kind === 'nil')
    return `<${token.value}>`
  const runes = Array.from(token.value)
  const long = byteLength(token.value) > 10
  return long ? `${quote(runes.slice(0, 10).join(''))}...` : quote(token.value)
}
