import { unquote } from '@unloop/gotemplate'
import { ConfigError } from '../yaml/document.ts'
import { type Matcher, matcher, type Operator } from './matcher.ts'

type Kind = '{' | '}' | ',' | 'operator' | 'quoted' | 'unquoted' | 'end'

/** A token, with its place in characters. */
interface Token {
  readonly kind: Kind
  readonly text: string
  readonly from: number
  readonly to: number
}

// Characters that end a text without quotes.
const RESERVED = /[\s{}!=~,\\"'`]/

/** Matchers in the syntax that allows any UTF-8 in names: `{"a.b"="c"}`. @throws {ConfigError} in upstream's words */
export function parseUtf8(text: string): readonly Matcher[] {
  return new Parser(text).run()
}

// A parser without back-tracking; places in its errors count characters from 0, as upstream's do.
class Parser {
  readonly #chars: readonly string[]
  readonly #input: string
  #at = 0

  constructor(input: string) {
    this.#input = input
    this.#chars = Array.from(input)
  }

  /** Reads all of the text, with or without braces. */
  run(): readonly Matcher[] {
    const first = this.#peek()
    if (first.kind === 'end') return []
    const hasBrace = first.kind === '{'
    if (hasBrace) this.#next()
    const matchers: Matcher[] = []
    while (!this.#atClose(hasBrace)) {
      matchers.push(this.#matcher())
      if (!this.#comma(hasBrace)) break
    }
    this.#close(hasBrace)
    const rest = this.#peek()
    if (rest.kind !== 'end') this.#fail(`${this.#unexpected(rest)}: expected end of input`)
    return matchers
  }

  /** Whether the list ends here. */
  #atClose(hasBrace: boolean): boolean {
    const { kind } = this.#peek()
    return kind === '}' || (kind === 'end' && hasBrace)
  }

  /** One matcher. */
  #matcher(): Matcher {
    const name = this.#text('expected label name')
    const operator = this.#next()
    if (operator.kind !== 'operator')
      this.#fail(
        `${this.#unexpected(operator)}: expected an operator such as '=', '!=', '=~' or '!~'`,
      )
    const value = this.#text('expected label value')
    try {
      return matcher(name, operator.text as Operator, value)
    } catch (error) {
      if (error instanceof ConfigError)
        throw new ConfigError(`failed to create matcher: ${error.message}`)
      throw error
    }
  }

  /** A name or a value, quoted or not. */
  #text(expected: string): string {
    const token = this.#next()
    if (token.kind !== 'quoted' && token.kind !== 'unquoted')
      this.#fail(`${this.#unexpected(token)}: ${expected}`)
    if (token.kind === 'unquoted') return token.text
    return (
      unquote(token.text) ?? this.#fail(`${token.from}:${token.to}: ${token.text}: invalid input`)
    )
  }

  /** False where the list ends. */
  #comma(hasBrace: boolean): boolean {
    const token = this.#peek()
    if (token.kind === 'end' || token.kind === '}') return false
    if (token.kind !== ',')
      this.#fail(`${this.#unexpected(token)}: expected a comma or close brace`)
    this.#next()
    const after = this.#peek()
    if (after.kind === 'end' && !hasBrace) return false
    if (!['quoted', 'unquoted', '}'].includes(after.kind))
      this.#fail(`${this.#unexpected(after)}: expected a matcher or close brace after comma`)
    return after.kind !== '}'
  }

  /** Reads the brace that must stand here, or must not. */
  #close(hasBrace: boolean): void {
    const token = this.#peek()
    if (token.kind === '}') {
      this.#next()
      if (!hasBrace) this.#fail(`0:${this.#at}: }: expected opening brace`)
    } else if (hasBrace) {
      this.#fail(`0:${this.#at}: ${this.#unexpected(token)}: expected close brace`)
    }
  }

  /** What stands where something else was wanted, for a message. */
  #unexpected(token: Token): string {
    return token.kind === 'end'
      ? `0:${this.#chars.length}: end of input`
      : `${token.from}:${token.to}: unexpected ${token.text}`
  }

  /** @throws {ConfigError} */
  #fail(message: string): never {
    throw new ConfigError(message)
  }

  /** The next token, which stays. */
  #peek(): Token {
    const at = this.#at
    const token = this.#next()
    this.#at = at
    return token
  }

  /** Reads a token. @throws {ConfigError} for a character that cannot begin one */
  #next(): Token {
    while (/\s/.test(this.#chars[this.#at] ?? 'x')) this.#at++
    const from = this.#at
    const char = this.#chars[from]
    if (char === undefined) return { kind: 'end', text: '', from, to: from }
    if (char === '{' || char === '}' || char === ',') return this.#token(char, from, 1)
    if (char === '=' || char === '!') return this.#operator(from, char)
    if (char === '"') return this.#quoted(from)
    if (RESERVED.test(char)) this.#fail(`${from}:${from + 1}: ${char}: invalid input`)
    let length = 1
    while (!RESERVED.test(this.#chars[from + length] ?? ' ')) length++
    return this.#token('unquoted', from, length)
  }

  /** A token of so many characters. */
  #token(kind: Kind, from: number, length: number): Token {
    this.#at = from + length
    return { kind, text: this.#chars.slice(from, this.#at).join(''), from, to: this.#at }
  }

  /** An operator; a lone `!` is none. */
  #operator(from: number, char: string): Token {
    const next = this.#chars[from + 1]
    if (next === '~') return this.#token('operator', from, 2)
    if (char === '=') return this.#token('operator', from, 1)
    if (next === '=') return this.#token('operator', from, 2)
    return this.#fail(`${from}:${from + 1}: expected one of '=~': ${this.#input}`)
  }

  /** A text in quotes, which are part of the token. */
  #quoted(from: number): Token {
    let at = from + 1
    while (at < this.#chars.length && this.#chars[at] !== '"')
      at += this.#chars[at] === '\\' ? 2 : 1
    if (at >= this.#chars.length)
      this.#fail(
        `${from}:${this.#chars.length}: ${this.#chars.slice(from).join('')}: missing end "`,
      )
    return this.#token('quoted', from, at + 1 - from)
  }
}
