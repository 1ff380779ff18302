import { quote, quoteRune } from '../numbers/quote.ts'
import type { Token, TokenType } from './tokens.ts'
import { FILL_WORDS, wordType } from './tokens.ts'
import { isAlphaNumeric, scanDuration, scanNumber, type Cursor } from './scan-number.ts'
import { scanString, takeChar } from './scan-string.ts'

const SPACES = ' \t\n\r'
const DURATION_WORDS: ReadonlySet<string> = new Set(['step', 'range', 'max_of', 'min_of'])

const isDigit = (char: string | undefined) => char !== undefined && char >= '0' && char <= '9'
const isAlpha = (char: string) => /^[a-zA-Z_]$/.test(char)

type State = () => Token | undefined

/**
 * Parts a query into tokens, with the rules of Prometheus's lexer: what a character means depends on whether braces or
 * brackets are open. A token of type `error` carries a message as its text and ends the query.
 */
export class Lexer {
  readonly #cursor: Cursor
  #start = 0
  #parens = 0
  #inBraces = false
  #inBrackets = false
  #gotColon = false
  #gotDuration = false
  #state: State = () => this.#statements()

  constructor(input: string) {
    this.#cursor = { input, at: 0 }
  }

  /** The next token; comments are left out. */
  next(): Token {
    for (;;) {
      const token = this.#state()
      if (token) return token
    }
  }

  get #input(): string {
    return this.#cursor.input
  }

  #peek(): string | undefined {
    return this.#input[this.#cursor.at]
  }

  #emit(type: TokenType): Token {
    const { at } = this.#cursor
    const token = { type, text: this.#input.slice(this.#start, at), start: this.#start, end: at }
    this.#start = at
    return token
  }

  #error(message: string): Token {
    const end = this.#input.length
    return { type: 'error', text: message, start: this.#start, end }
  }

  /** Takes characters on while they are among `chars`, and forgets them. */
  #skip(chars: string): undefined {
    while (this.#cursor.at < this.#input.length && chars.includes(this.#peek() ?? ''))
      this.#cursor.at++
    this.#start = this.#cursor.at
    return undefined
  }

  #skipComment(): undefined {
    while (this.#cursor.at < this.#input.length && !'\r\n'.includes(this.#peek() ?? ''))
      this.#cursor.at++
    this.#start = this.#cursor.at
    return undefined
  }

  #statements(): Token | undefined {
    if (this.#inBraces) return this.#braces()
    const char = takeChar(this.#cursor)
    if (char === '') return this.#end()
    if (char === '#') return this.#skipComment()
    if (SPACES.includes(char)) return this.#skip(SPACES)
    if (isDigit(char) || (char === '.' && isDigit(this.#peek()))) return this.#numberOrDuration()
    if ('"\'`'.includes(char)) return this.#string(char)
    if (isAlpha(char) || char === ':') return this.#word(char)
    return this.#punctuation(char)
  }

  #end(): Token {
    if (this.#parens !== 0) return this.#error('unclosed left parenthesis')
    if (this.#inBrackets) return this.#error('unclosed left bracket')
    return this.#emit('eof')
  }

  #punctuation(char: string): Token {
    if (',*/%+-^@'.includes(char)) return this.#emit(char)
    switch (char) {
      case '=':
        if (this.#peek() === '~') return this.#error("unexpected character after '=': '~'")
        return this.#peek() === '=' ? this.#take('==') : this.#emit('=')
      case '!':
        if (this.#peek() === '=') return this.#take('!=')
        return this.#error(`unexpected character after '!': ${this.#quoteNext()}`)
      case '<':
      case '>':
        return this.#comparison(char)
      case '(':
        this.#parens++
        return this.#emit('(')
      case ')':
        return this.#closeParen()
      case '{':
        this.#inBraces = true
        return this.#emit('{')
      case '[':
        return this.#openBracket()
      case ']':
        if (!this.#inBrackets) return this.#error("unexpected right bracket ']'")
        this.#inBrackets = false
        return this.#emit(']')
      default:
        return this.#error(`unexpected character: ${quoteRune(char)}`)
    }
  }

  #quoteNext(): string {
    const char = takeChar(this.#cursor)
    return char === '' ? "'\ufffd'" : quoteRune(char)
  }

  #take(type: TokenType): Token {
    this.#cursor.at++
    return this.#emit(type)
  }

  #comparison(char: string): Token {
    const next = this.#peek()
    return next === '=' || next === '/' ? this.#take(char + next) : this.#emit(char)
  }

  #closeParen(): Token {
    const token = this.#emit(')')
    this.#parens--
    return this.#parens < 0 ? this.#error("unexpected right parenthesis ')'") : token
  }

  #openBracket(): Token {
    if (this.#inBrackets) return this.#error("unexpected left bracket '['")
    this.#gotColon = false
    const token = this.#emit('[')
    this.#skip(SPACES)
    this.#inBrackets = true
    this.#state = () => this.#duration()
    return token
  }

  #string(delimiter: string): Token {
    const problem = scanString(this.#cursor, delimiter)
    return problem === undefined ? this.#emit('string') : this.#error(problem)
  }

  #numberOrDuration(): Token {
    this.#cursor.at = this.#start
    if (scanNumber(this.#cursor)) return this.#emit('number')
    if (scanDuration(this.#cursor)) return this.#emit('duration')
    const text = this.#input.slice(this.#start, this.#cursor.at)
    return this.#error(`bad number or duration syntax: ${quote(text)}`)
  }

  #word(char: string): Token | undefined {
    if (!this.#inBrackets) return this.#keywordOrIdentifier()
    if (char === ':') {
      if (this.#gotColon) return this.#error("unexpected colon ':'")
      this.#gotColon = true
      return this.#emit(':')
    }
    return (
      this.#durationWord(char) ??
      this.#error(`unexpected character: ${quoteRune(char)}, expected ':'`)
    )
  }

  #keywordOrIdentifier(): Token {
    while (isAlphaNumeric(this.#peek()) || this.#peek() === ':') this.#cursor.at++
    const word = this.#input.slice(this.#start, this.#cursor.at)
    const type = wordType(word)
    if (FILL_WORDS.has(type) && !/^[ \t\n\r]*\(/.test(this.#input.slice(this.#cursor.at)))
      return this.#emit('identifier')
    return this.#emit(type)
  }

  #durationWord(char: string): Token | undefined {
    if (!'srm'.includes(char.toLowerCase())) return undefined
    while (/^[a-zA-Z_]$/.test(this.#peek() ?? '')) this.#cursor.at++
    const word = this.#input.slice(this.#start, this.#cursor.at).toLowerCase()
    return DURATION_WORDS.has(word) ? this.#emit(word) : undefined
  }

  #braces(): Token | undefined {
    const char = takeChar(this.#cursor)
    if (char === '') return this.#error('unexpected end of input inside braces')
    if (char === '#') return this.#skipComment()
    if (SPACES.includes(char)) return this.#skip(SPACES)
    if (isAlpha(char)) {
      while (isAlphaNumeric(this.#peek())) this.#cursor.at++
      return this.#emit('identifier')
    }
    if ('"\'`'.includes(char)) return this.#string(char)
    if (char === ',') return this.#emit(',')
    if (char === '=') return this.#peek() === '~' ? this.#take('=~') : this.#emit('=')
    if (char === '!') {
      const next = this.#peek()
      if (next === '=' || next === '~') return this.#take(`!${next}`)
      return this.#error(`unexpected character after '!' inside braces: ${this.#quoteNext()}`)
    }
    if (char === '}') {
      this.#inBraces = false
      return this.#emit('}')
    }
    if (char === '{') return this.#error("unexpected left brace '{'")
    return this.#error(`unexpected character inside braces: ${quoteRune(char)}`)
  }

  /** Inside of brackets, until the first number: what follows it is read as statements again. */
  #duration(): Token | undefined {
    const char = takeChar(this.#cursor)
    if (char === '') return this.#error('unexpected end of input in duration expression')
    if (SPACES.includes(char)) return this.#skip(SPACES)
    if ('+-*/%^,'.includes(char)) return this.#emit(char)
    if (isDigit(char) || (char === '.' && isDigit(this.#peek()))) {
      this.#gotDuration = true
      this.#state = () => this.#statements()
      return this.#numberOrDuration()
    }
    switch (char) {
      case ']':
        this.#inBrackets = false
        this.#gotColon = false
        this.#state = () => this.#statements()
        return this.#emit(']')
      case ':':
        return this.#durationColon()
      case '(':
        this.#parens++
        return this.#emit('(')
      case ')':
        return this.#closeParen()
      default:
        return (
          this.#durationWord(char) ??
          this.#error(`unexpected character in duration expression: ${quoteRune(char)}`)
        )
    }
  }

  #durationColon(): Token {
    const token = this.#emit(':')
    if (!this.#gotDuration)
      return this.#error('unexpected colon before duration in duration expression')
    if (this.#gotColon) return this.#error('unexpected repeated colon in duration expression')
    this.#gotColon = true
    return token
  }
}
