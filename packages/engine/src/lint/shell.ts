/** One simple command of a script, without assignments in front of it. */
export interface ShellCommand {
  readonly words: readonly string[]
  /** Files that its output is redirected to. */
  readonly writes: readonly string[]
  /** What follows it: `&`, `&&`, `||`, `|`, `;`, a line end, or nothing. */
  readonly operator: string
}

const KEYWORDS = new Set([
  'if',
  'then',
  'else',
  'elif',
  'do',
  'while',
  'until',
  '{',
  '(',
  '!',
  'time',
  'exec',
  'command',
  'fi',
  'done',
  'esac',
  '}',
  ')',
])
const MAX_SCRIPT = 100_000

/** A rough reading of a shell script: enough to know which programs it runs and in which order. Never fails. */
export function shellCommands(script: string): readonly ShellCommand[] {
  const commands: ShellCommand[] = []
  let words: string[] = []
  const lexer = new Lexer(script.slice(0, MAX_SCRIPT))
  const end = (operator: string): void => {
    const command = simpleCommand(words, operator)
    if (command !== null) commands.push(command)
    words = []
  }
  for (let token = lexer.next(); token !== null; token = lexer.next()) {
    if (token.kind === 'operator') end(token.text)
    else words.push(token.text)
  }
  end('')
  return commands
}

function simpleCommand(all: readonly string[], operator: string): ShellCommand | null {
  const writes: string[] = []
  const words: string[] = []
  for (let index = 0; index < all.length; index++) {
    const word = all[index] ?? ''
    const redirect = /^(?:\d?>{1,2}|&>{1,2}|>\|)(.*)$/.exec(word)
    if (redirect) {
      const target = redirect[1] === '' ? (all[++index] ?? '') : (redirect[1] ?? '')
      if (!target.startsWith('&')) writes.push(target)
    } else if (/^\d?<{1,3}/.test(word)) {
      if (/^\d?<{1,3}$/.test(word)) index++
    } else words.push(word)
  }
  let from = 0
  while (KEYWORDS.has(words[from] ?? '') || /^[A-Za-z_]\w*=/.test(words[from] ?? '')) from++
  const rest = words.slice(from)
  if (rest.length === 0 && writes.length === 0) return null
  return { words: rest, writes, operator }
}

interface Token {
  readonly kind: 'word' | 'operator'
  readonly text: string
}

/** Splits into words and operators; quotes are taken off. */
class Lexer {
  readonly #text: string
  #at = 0

  constructor(text: string) {
    this.#text = text
  }

  next(): Token | null {
    while (/[ \t\r]/.test(this.#text.charAt(this.#at)) || this.#isJoinedLine()) this.#at++
    const char = this.#text.charAt(this.#at)
    if (char === '') return null
    if (char === '#') {
      const end = this.#text.indexOf('\n', this.#at)
      this.#at = end === -1 ? this.#text.length : end
      return this.next()
    }
    const operator = /^(?:&&|\|\||;;|\||;|\n|&(?![>&]))/.exec(
      this.#text.slice(this.#at, this.#at + 2),
    )
    if (operator) {
      this.#at += operator[0].length
      return { kind: 'operator', text: operator[0] }
    }
    return { kind: 'word', text: this.#word() }
  }

  #isJoinedLine(): boolean {
    if (this.#text.charAt(this.#at) !== '\\' || this.#text.charAt(this.#at + 1) !== '\n')
      return false
    this.#at++
    return true
  }

  #word(): string {
    let word = ''
    for (; this.#at < this.#text.length; this.#at++) {
      const char = this.#text.charAt(this.#at)
      if (/[ \t\r\n;|]/.test(char)) break
      if (char === '&' && !/[<>]$/.test(word) && this.#text.charAt(this.#at + 1) !== '>') break
      if (char === "'" || char === '"') word += this.#quoted(char)
      else if (char === '\\') word += this.#text.charAt(++this.#at)
      else if (char === '$' && this.#text.charAt(this.#at + 1) === '(') word += this.#substitution()
      else word += char
    }
    return word
  }

  #quoted(quote: string): string {
    const from = this.#at + 1
    let end = from
    while (end < this.#text.length && this.#text.charAt(end) !== quote)
      end += quote === '"' && this.#text.charAt(end) === '\\' ? 2 : 1
    this.#at = Math.min(end, this.#text.length)
    return this.#text.slice(from, end)
  }

  /** `$( … )` stays one word. */
  #substitution(): string {
    const from = this.#at
    let depth = 0
    for (; this.#at < this.#text.length; this.#at++) {
      const char = this.#text.charAt(this.#at)
      if (char === '(') depth++
      else if (char === ')' && --depth === 0) break
    }
    return this.#text.slice(from, this.#at + 1)
  }
}
