import { Lexer } from './lexer.ts'
import { ParseError } from './parse-error.ts'
import type { Range } from './ast.ts'
import { describeToken, type Token } from './tokens.ts'

/** What the parser is in the middle of, for messages about a token that does not belong there. */
interface Context {
  readonly name: string
  readonly expected: string
}

const NOWHERE: Context = { name: '', expected: '' }

/** The optional syntax that a query may use. */
export interface ParserOptions {
  /** Functions and aggregations that Prometheus calls experimental. */
  readonly experimentalFunctions?: boolean
  /** The modifiers `anchored` and `smoothed`. */
  readonly extendedRangeSelectors?: boolean
  /** `fill`, `fill_left` and `fill_right` of binary operations. */
  readonly fillModifiers?: boolean
}

/** The tokens of a query, one looked at ahead, with the contexts that name what was expected. */
export class TokenStream {
  readonly query: string
  readonly options: ParserOptions
  readonly #lexer: Lexer
  readonly #contexts: Context[] = []
  #ahead: Token | undefined

  constructor(query: string, options: ParserOptions) {
    this.query = query
    this.options = options
    this.#lexer = new Lexer(query)
  }

  /** The token ahead. It is read only when asked for, since the lexer's errors stop the query. */
  peek(): Token {
    if (this.#ahead) return this.#ahead
    const token = this.#lexer.next()
    if (token.type === 'error') this.fail(token, token.text)
    return (this.#ahead = token)
  }

  take(): Token {
    const token = this.peek()
    this.#ahead = undefined
    return token
  }

  takeIf(...types: readonly string[]): Token | undefined {
    return types.includes(this.peek().type) ? this.take() : undefined
  }

  expect(type: string): Token {
    return this.takeIf(type) ?? this.unexpected()
  }

  /** Runs a part of the grammar whose errors are told in a context. */
  within<T>(name: string, expected: string, parse: () => T): T {
    this.#contexts.push({ name, expected })
    const result = parse()
    this.#contexts.pop()
    return result
  }

  unexpected(): never {
    const { name, expected } = this.#contexts.at(-1) ?? NOWHERE
    const token = this.peek()
    const where = name === '' ? '' : ` in ${name}`
    const what = expected === '' ? '' : `, expected ${expected}`
    return this.fail(token, `unexpected ${describeToken(token)}${where}${what}`)
  }

  fail(range: Range, reason: string): never {
    throw new ParseError(this.query, range, reason)
  }
}
