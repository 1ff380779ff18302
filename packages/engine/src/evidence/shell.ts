/** One simple command of a script, without assignments in front of it. */
export interface ShellCommand {
  readonly words: readonly string[]
  /** Files that its output is redirected to. */
  readonly writes: readonly string[]
  /** What follows it: `&`, `&&`, `||`, `|`, `;`, a line end, or nothing. */
  readonly operator: string
  /** Where its first word stands in the script. */
  readonly offset: number
  /** The shell is replaced by it. */
  readonly isExec: boolean
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
  let words: Token[] = []
  const lexer = new Lexer(script.slice(0, MAX_SCRIPT))
  const end = (operator: string): void => {
    const command = simpleCommand(words, operator)
    if (command !== null) commands.push(command)
    words = []
  }
  for (let token = lexer.next(); token !== null; token = lexer.next()) {
    if (token.kind === 'operator') end(token.text)
    else words.push(token)
  }
  end('')
  return commands
}

/** `start)` in front of the commands of a case. */
const isPattern = (word: string): boolean => /^[^()]+\)$/.test(word)

function simpleCommand(tokens: readonly Token[], operator: string): ShellCommand | null {
  const writes: string[] = []
  const words: string[] = []
  let from = 0
  const first = () => tokens[from]?.text ?? ''
  let isExec = false
  for (; KEYWORDS.has(first()) || /^[A-Za-z_]\w*=/.test(first()) || isPattern(first()); from++)
    isExec = first() === 'exec'
  const all = tokens.slice(from).map(({ text }) => text)
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
  if (words.length === 0 && writes.length === 0) return null
  return { words, writes, operator, offset: tokens[from]?.offset ?? 0, isExec }
}

interface Token {
  readonly kind: 'word' | 'operator'
  readonly text: string
  readonly offset: number
}

/** Splits into words and operators; quotes are taken off. */
class Lexer {
  readonly #text: string
  #at = 0
  /** Ends of the heredocs that begin with the next line. */
  #heredocs: string[] = []

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
    const offset = this.#at
    if (operator) {
      this.#at += operator[0].length
      if (operator[0] === '\n') this.#skipHeredocs()
      return { kind: 'operator', text: operator[0], offset }
    }
    return { kind: 'word', text: this.#noted(this.#word()), offset }
  }

  #noted(word: string): string {
    const heredoc = /^\d?<<-?([A-Za-z_]\w*)$/.exec(word)?.[1]
    if (heredoc !== undefined) this.#heredocs.push(heredoc)
    return word
  }

  /** What a heredoc holds is no command. */
  #skipHeredocs(): void {
    for (const name of this.#heredocs) {
      const end = new RegExp(`^\\t*${name}$`, 'm')
      const found = end.exec(this.#text.slice(this.#at))
      if (found !== null) this.#at += found.index + found[0].length
    }
    this.#heredocs = []
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
