import type { Word } from 'unbash'

/** Of a command; `unknown` where its text does not tell. */
export type Status = 'ok' | 'fails' | 'unknown'

/** Values of variables: `''` for one that is certainly not set. What is not in it is not known. */
export type Variables = Map<string, string>

/** The value of a variable; null where it is not known. */
export function expanded(name: string, variables: Variables): string | null {
  return variables.get(name) ?? null
}

interface Value {
  /** Null where it is not known. */
  readonly text: string | null
  /** A variable in it that is not set. */
  readonly unset: string | null
}

const UNKNOWN: Value = { text: null, unset: null }

/** The text that a word of a test stands for, as far as variables decide it. */
function valueOf(word: Word, variables: Variables): Value {
  const parts = word.parts ?? []
  if (parts.length === 0)
    return /[$`*?~]/.test(word.text) ? UNKNOWN : { text: word.value, unset: null }
  let text = ''
  let unset: string | null = null
  const flat = parts.flatMap((part) => (part.type === 'DoubleQuoted' ? part.parts : [part]))
  for (const part of flat) {
    if (part.type === 'Literal' || part.type === 'SingleQuoted') {
      text += part.value
      continue
    }
    const name = nameOf(part)
    const value = name === null ? null : expanded(name, variables)
    if (name === null || value === null) return UNKNOWN
    if (value === '') unset = name
    text += value
  }
  return { text, unset }
}

/** `$NAME`, `${NAME}` and `${NAME:-}`; null for any other expansion. */
const nameOf = (part: { readonly type: string; readonly text: string }): string | null => {
  const match = /^\$(?:([A-Za-z_]\w*)|\{([A-Za-z_]\w*)(?::?-)?\})$/.exec(part.text)
  return match === null ? null : (match[1] ?? match[2] ?? null)
}

const of = (isTrue: boolean): Status => (isTrue ? 'ok' : 'fails')

/** `test` of POSIX with one to four words, for texts and numbers; files are never known. */
export function testStatus(
  words: readonly Word[],
  variables: Variables,
): { readonly status: Status; readonly unset: string | null } {
  const [first, ...rest] = words
  if (first?.text === '!') {
    const { status, unset } = testStatus(rest, variables)
    return { status: status === 'unknown' ? status : of(status === 'fails'), unset }
  }
  const values = words.map((word) => valueOf(word, variables))
  const unset = values.find((each) => each.unset !== null)?.unset ?? null
  const [a, operator, b] = [values[0], words[1]?.text, values[2]]
  if (words.length === 1) return { status: a?.text == null ? 'unknown' : of(a.text !== ''), unset }
  if (words.length === 2) {
    const operand = values[1]?.text ?? null
    if (operand === null) return { status: 'unknown', unset }
    if (first?.text === '-z') return { status: of(operand === ''), unset }
    if (first?.text === '-n') return { status: of(operand !== ''), unset }
  }
  if (words.length === 3 && a?.text != null && b?.text != null) {
    if (operator === '=' || operator === '==') return { status: of(a.text === b.text), unset }
    if (operator === '!=') return { status: of(a.text !== b.text), unset }
    const numbers = [Number(a.text), Number(b.text)] as const
    if (operator === '-eq' && numbers.every(Number.isInteger))
      return { status: of(numbers[0] === numbers[1]), unset }
  }
  return { status: 'unknown', unset: null }
}
