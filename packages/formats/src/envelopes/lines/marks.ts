import { unescaped } from './escapes.ts'
import type { LineEnvelope } from './line-envelope.ts'

/** A prefix that says nothing: it is taken off where every line of a block has it. */
export interface Mark {
  readonly name: string
  /** The group `rest` is what remains. */
  readonly pattern: RegExp
  /** True where quotes, tabs and backslashes of what remains are written as escapes. */
  readonly isEscaped?: boolean
}

/** In the order in which they are tried. */
export const MARKS: readonly Mark[] = [
  // Quotes of mail and Markdown, frames of terminals and viewers.
  { name: 'quoted', pattern: /^\s{0,3}(?:>|│|┃|▏)[ \u00a0]?(?<rest>.*?)(?:\s*[│┃])?$/ },
  { name: 'numbered lines', pattern: /^ *\d{1,7}(?:\t|[:|│]\s?|\) | )(?<rest>.*)$/ },
  { name: 'table cells', pattern: /^\| (?<rest>.*?)\s*\|$/ },
  // `jq .log`, and what Python prints of bytes.
  {
    name: 'quoted strings',
    pattern: /^b?(?<quote>["'])(?<rest>.*?)(?:\\n)?\k<quote>,?$/,
    isEscaped: true,
  },
  { name: 'diff', pattern: /^[+ -](?<rest>.*)$/ },
]

/** Numbers before lines, as `cat -n`, `nl`, `less -N` and `grep -n` print them; null before a line without one. */
export function numberOf(text: string): { readonly number: number; readonly sign: string } | null {
  const match = /^ *(\d{1,7})(\t|[:|│]|\) | )/.exec(text)
  return match === null ? null : { number: Number(match[1]), sign: match[2] ?? '' }
}

/** A mark alone says little: three lines must bear it before it is taken for one. */
export function asEnvelope({ name, pattern, isEscaped = false }: Mark): LineEnvelope {
  return {
    name,
    least: 3,
    open(line) {
      const rest = pattern.exec(line)?.groups?.['rest']
      return rest === undefined ? null : { text: isEscaped ? unescaped(rest) : rest }
    },
  }
}
