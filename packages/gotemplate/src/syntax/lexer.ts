import { quote, unicodeName } from '../text/quote.ts'
import { KEYWORDS, type Token, type TokenKind } from './token.ts'

const SPACE = ' \t\r\n'
const LEFT = '{{'
const RIGHT = '}}'

/** Words of a template that a caller's function of the same name takes over. */
export interface LexerOptions {
  readonly breakIsFunction: boolean
  readonly continueIsFunction: boolean
}

/** Splits a template into tokens, on demand. After an error or the end there is only the end. */
export class Lexer {
  readonly #input: string
  readonly #options: LexerOptions
  // Position and line of the token that is being read, and those up to which the input is read.
  #pos = 0
  #start = 0
  #line = 1
  #startLine = 1
  #insideAction = false
  #parenDepth = 0
  #failed = false

  constructor(input: string, options: LexerOptions) {
    this.#input = input
    this.#options = options
  }

  next(): Token {
    if (this.#failed) return { kind: 'eof', pos: 0, value: 'EOF', line: this.#startLine }
    if (this.#insideAction) return this.#action()
    for (;;) {
      const token = this.#text()
      if (token !== undefined) return token
    }
  }

  /** The text up to the next action, undefined for none. Trimming takes white space from its end. */
  #text(): Token | undefined {
    const at = this.#input.indexOf(LEFT, this.#pos)
    if (at < 0) {
      this.#advance(this.#input.length)
      if (this.#pos > this.#start) return this.#emit('text')
      return { kind: 'eof', pos: this.#pos, value: 'EOF', line: this.#startLine }
    }
    if (at > this.#pos) {
      const trimmed = hasLeftTrim(this.#input, at + LEFT.length)
      const end = trimmed ? trimmedEnd(this.#input, this.#start, at) : at
      this.#advance(end)
      const token = this.#emit('text')
      this.#skipTo(at)
      if (token.value !== '') return token
    }
    return this.#leftDelim()
  }

  /** The opening of an action; undefined for a comment, which is skipped. */
  #leftDelim(): Token | undefined {
    const after = this.#pos + LEFT.length
    const marker = hasLeftTrim(this.#input, after) ? 2 : 0
    if (this.#input.startsWith('/*', after + marker)) {
      this.#skipTo(after + marker)
      return this.#comment()
    }
    this.#advance(after)
    const token = this.#emit('leftDelim')
    this.#insideAction = true
    this.#parenDepth = 0
    this.#skipTo(after + marker)
    return token
  }

  /** Comments leave no token, as upstream's default mode drops them. */
  #comment(): Token | undefined {
    const end = this.#input.indexOf('*/', this.#pos + 2)
    if (end < 0) return this.#fail('unclosed comment')
    this.#advance(end + 2)
    const delim = this.#rightDelimAt(this.#pos)
    if (delim === undefined) return this.#fail('comment ends before closing delimiter')
    let next = this.#pos + (delim === 'trim' ? 2 : 0) + RIGHT.length
    if (delim === 'trim') next = skipSpace(this.#input, next)
    this.#skipTo(next)
    return undefined
  }

  /** Whether an action ends at a place, and whether it trims the text behind it. */
  #rightDelimAt(pos: number): 'plain' | 'trim' | undefined {
    if (hasRightTrim(this.#input, pos) && this.#input.startsWith(RIGHT, pos + 2)) return 'trim'
    return this.#input.startsWith(RIGHT, pos) ? 'plain' : undefined
  }

  /** The end of an action, and with `-}}` the white space behind it. */
  #rightDelim(): Token {
    const trim = this.#rightDelimAt(this.#pos) === 'trim'
    if (trim) this.#skipTo(this.#pos + 2)
    this.#advance(this.#pos + RIGHT.length)
    const token = this.#emit('rightDelim')
    if (trim) this.#skipTo(skipSpace(this.#input, this.#pos))
    this.#insideAction = false
    return token
  }

  /** The next token within an action. */
  #action(): Token {
    if (this.#rightDelimAt(this.#pos) !== undefined) {
      return this.#parenDepth === 0 ? this.#rightDelim() : this.#fail('unclosed left paren')
    }
    const char = this.#peek()
    if (char === undefined) return this.#fail('unclosed action')
    if (SPACE.includes(char)) return this.#space()
    const sign = this.#sign(char)
    if (sign !== undefined) return sign
    if (char === '"') return this.#quoted('"', 'string', 'unterminated quoted string')
    if (char === "'") return this.#quoted("'", 'charConstant', 'unterminated character constant')
    if (char === '`') return this.#rawString()
    if (char === '$') return this.#fieldOrVariable('variable')
    if (char === '.' && !/[0-9]/.test(this.#input[this.#pos + 1] ?? '0'))
      return this.#fieldOrVariable('field')
    if (/[+\-.0-9]/.test(char)) return this.#number()
    if (isAlphaNumeric(char)) return this.#identifier()
    if (char >= '!' && char <= '~') return this.#single('char')
    return this.#fail(`unrecognized character in action: ${unicodeName(char.codePointAt(0) ?? 0)}`)
  }

  /** A sign that is a token by itself, undefined for any other character. */
  #sign(char: string): Token | undefined {
    switch (char) {
      case '=':
        return this.#single('assign')
      case '|':
        return this.#single('pipe')
      case '(':
        this.#parenDepth++
        return this.#single('leftParen')
      case ')':
        this.#parenDepth--
        return this.#parenDepth < 0
          ? this.#fail('unexpected right paren')
          : this.#single('rightParen')
      case ':':
        if (this.#input[this.#pos + 1] !== '=') return this.#fail('expected :=')
        this.#advance(this.#pos + 2)
        return this.#emit('declare')
      default:
        return undefined
    }
  }

  #single(kind: TokenKind): Token {
    this.#advance(this.#pos + 1)
    return this.#emit(kind)
  }

  /** White space within an action. The space before `-}}` belongs to the end. */
  #space(): Token {
    const end = skipSpace(this.#input, this.#pos)
    const last = end - 1
    if (hasRightTrim(this.#input, last) && this.#input.startsWith(RIGHT, last + 2)) {
      if (end - this.#pos === 1) return this.#rightDelim()
      this.#advance(last)
      return this.#emit('space')
    }
    this.#advance(end)
    return this.#emit('space')
  }

  /** A word: a keyword, a constant or the name of a function. */
  #identifier(): Token {
    this.#advance(this.#endOfWord(this.#pos))
    if (!this.#atTerminator()) return this.#badCharacter()
    const word = this.#input.slice(this.#start, this.#pos)
    if (word === 'nil') return this.#emit('nil')
    if (KEYWORDS.has(word) && !this.#isFunction(word)) return this.#emit('keyword')
    return this.#emit(word === 'true' || word === 'false' ? 'bool' : 'identifier')
  }

  #isFunction(word: string): boolean {
    if (word === 'break') return this.#options.breakIsFunction
    return word === 'continue' && this.#options.continueIsFunction
  }

  /** `.Name` or `$name`; alone they are the dot and the root variable. */
  #fieldOrVariable(kind: 'field' | 'variable'): Token {
    this.#advance(this.#pos + 1)
    if (this.#atTerminator()) return this.#emit(kind === 'variable' ? 'variable' : 'dot')
    this.#advance(this.#endOfWord(this.#pos))
    return this.#atTerminator() ? this.#emit(kind) : this.#badCharacter()
  }

  #badCharacter(): Token {
    return this.#fail(`bad character ${unicodeName(this.#peek()?.codePointAt(0) ?? 0)}`)
  }

  #endOfWord(from: number): number {
    let at = from
    for (;;) {
      const char = charAt(this.#input, at)
      if (char === undefined || !isAlphaNumeric(char)) return at
      at += char.length
    }
  }

  /** Whether what was read may end here (`atTerminator` in lex.go). */
  #atTerminator(): boolean {
    const char = this.#peek()
    if (char === undefined || ` \t\r\n.,|:)(`.includes(char)) return true
    return this.#input.startsWith(RIGHT, this.#pos)
  }

  /** A quoted string or character, with its quotes; escapes are resolved by the parser. */
  #quoted(mark: string, kind: TokenKind, message: string): Token {
    let at = this.#pos + 1
    for (;;) {
      const char = this.#input[at]
      if (char === undefined || char === '\n') return this.#fail(message)
      if (char === mark) break
      const next = this.#input[at + 1]
      if (char === '\\' && (next === undefined || next === '\n')) return this.#fail(message)
      at += char === '\\' ? 2 : 1
    }
    this.#advance(at + 1)
    return this.#emit(kind)
  }

  #rawString(): Token {
    const end = this.#input.indexOf('`', this.#pos + 1)
    if (end < 0) return this.#fail('unterminated raw quoted string')
    this.#advance(end + 1)
    return this.#emit('rawString')
  }

  /** A number, or the sum of two of which the second is imaginary. */
  #number(): Token {
    if (!this.#scanNumber()) return this.#badNumber()
    const sign = this.#input[this.#pos]
    if (sign !== '+' && sign !== '-') return this.#emit('number')
    if (!this.#scanNumber() || this.#input[this.#pos - 1] !== 'i') return this.#badNumber()
    return this.#emit('complex')
  }

  #badNumber(): Token {
    return this.#fail(`bad number syntax: ${quote(this.#input.slice(this.#start, this.#pos))}`)
  }

  /** Reads the longest text of a number's form. False where a letter follows, as in `3k`. */
  #scanNumber(): boolean {
    const form =
      /[+-]?(?:0[xX][0-9a-fA-F_]*\.?[0-9a-fA-F_]*(?:[pP][+-]?[0-9_]*)?|0[oO][0-7_]*\.?[0-7_]*|0[bB][01_]*\.?[01_]*|[0-9_]*\.?[0-9_]*(?:[eE][+-]?[0-9_]*)?)i?/y
    form.lastIndex = this.#pos
    this.#advance(this.#pos + (form.exec(this.#input)?.[0].length ?? 0))
    const char = this.#peek()
    if (char === undefined || !isAlphaNumeric(char)) return true
    this.#advance(this.#pos + char.length)
    return false
  }

  #peek(): string | undefined {
    return charAt(this.#input, this.#pos)
  }

  /** Moves on, counting lines. */
  #advance(to: number): void {
    for (let at = this.#pos; at < to; at++) if (this.#input[at] === '\n') this.#line++
    this.#pos = to
  }

  /** Moves on and begins the next token there. */
  #skipTo(to: number): void {
    this.#advance(to)
    this.#start = this.#pos
    this.#startLine = this.#line
  }

  #emit(kind: TokenKind): Token {
    const value = this.#input.slice(this.#start, this.#pos)
    const token = { kind, pos: this.#start, value, line: this.#startLine }
    this.#skipTo(this.#pos)
    return token
  }

  /** An error token; upstream reads no further after one. */
  #fail(message: string): Token {
    this.#failed = true
    return { kind: 'error', pos: this.#start, value: message, line: this.#startLine }
  }
}

function charAt(text: string, at: number): string | undefined {
  const code = text.codePointAt(at)
  return code === undefined ? undefined : String.fromCodePoint(code)
}

function isAlphaNumeric(char: string): boolean {
  return /^[_\p{L}\p{Nd}]$/u.test(char)
}

/** Whether `-` and white space stand at a place, as behind `{{`. */
function hasLeftTrim(text: string, at: number): boolean {
  return text[at] === '-' && SPACE.includes(text[at + 1] ?? 'x')
}

/** Whether white space and `-` stand at a place, as before `}}`. */
function hasRightTrim(text: string, at: number): boolean {
  return at >= 0 && SPACE.includes(text[at] ?? 'x') && text[at + 1] === '-'
}

function trimmedEnd(text: string, start: number, end: number): number {
  let at = end
  while (at > start && SPACE.includes(text[at - 1] ?? 'x')) at--
  return at
}

function skipSpace(text: string, from: number): number {
  let at = from
  while (SPACE.includes(text[at] ?? 'x')) at++
  return at
}
