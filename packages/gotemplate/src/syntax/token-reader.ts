import { TemplateError } from '../errors.ts'
import type { Lexer } from './lexer.ts'
import type { Source } from './node.ts'
import { describeToken, type Token, type TokenKind } from './token.ts'

interface ReaderOptions {
  readonly lexer: Lexer
  readonly source: Source
  readonly hasFunction: (name: string) => boolean
}

/** Tokens with three of look-ahead, and the errors that say where in the template they stand. */
export class TokenReader {
  readonly #options: ReaderOptions
  /** Tokens read and put back, the next one last. */
  readonly #pending: Token[] = []
  #current: Token | undefined
  #lastLine = 0
  /** Line of the action being parsed, 0 outside of one. */
  protected actionLine = 0

  constructor(options: ReaderOptions) {
    this.#options = options
  }

  protected hasFunction(name: string): boolean {
    return this.#options.hasFunction(name)
  }

  protected place(pos: number): { readonly source: Source; readonly pos: number } {
    return { source: this.#options.source, pos }
  }

  protected next(): Token {
    const token = this.#pending.pop() ?? this.#read()
    this.#current = token
    return token
  }

  #read(): Token {
    const token = this.#options.lexer.next()
    this.#lastLine = token.line
    return token
  }

  protected backup(): void {
    if (this.#current !== undefined) this.#pending.push(this.#current)
  }

  /** Puts back a token before the one that was put back or peeked at last. */
  protected backup2(first: Token): void {
    if (this.#pending.length === 0) this.backup()
    this.#pending.push(first)
  }

  protected backup3(first: Token, second: Token): void {
    if (this.#pending.length === 0) this.backup()
    this.#pending.push(second, first)
  }

  protected peek(): Token {
    const token = this.next()
    this.backup()
    return token
  }

  protected nextNonSpace(): Token {
    for (;;) {
      const token = this.next()
      if (token.kind !== 'space') return token
    }
  }

  protected peekNonSpace(): Token {
    const token = this.nextNonSpace()
    this.backup()
    return token
  }

  protected expect(kind: TokenKind, context: string): Token {
    const token = this.nextNonSpace()
    return token.kind === kind ? token : this.unexpected(token, context)
  }

  protected unexpected(token: Token, context: string): never {
    if (token.kind !== 'error') return this.fail(`unexpected ${describeToken(token)} in ${context}`)
    if (this.actionLine === 0 || this.actionLine === token.line) return this.fail(token.value)
    const started = `started at ${this.#options.source.parseName}:${this.actionLine}`
    const link = token.value.endsWith(' action') ? ' ' : ' in action '
    return this.fail(`${token.value}${link}${started}`)
  }

  /** @throws {TemplateError} at the line that was read last */
  protected fail(message: string): never {
    throw new TemplateError(
      `template: ${this.#options.source.parseName}:${this.#lastLine}: ${message}`,
    )
  }
}
