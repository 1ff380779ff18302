import type { LineEnvelope } from './line-envelope.ts'

/** A prefix that says nothing: it is taken off where every line of a block has it. */
export interface Mark {
  readonly name: string
  /** The first group is what remains. */
  readonly pattern: RegExp
}

/** In the order in which they are tried. */
export const MARKS: readonly Mark[] = [
  // Quotes of mail and Markdown, frames of terminals and viewers.
  { name: 'quoted', pattern: /^\s{0,3}(?:>|│|┃|▏)[ \u00a0]?(.*?)(?:\s*[│┃])?$/ },
  { name: 'numbered lines', pattern: /^ *\d{1,7}(?:\t|[:|│]\s?|\) )(.*)$/ },
  { name: 'table cells', pattern: /^\| (.*?)\s*\|$/ },
  { name: 'diff', pattern: /^[+ -](.*)$/ },
]

/** Lines of a file as `cat -n`, `nl` and `grep -n` print them must count upwards. */
export function numberOf(text: string): number | null {
  const match = /^ *(\d{1,7})(?:\t|[:|│]|\) )/.exec(text)
  return match === null ? null : Number(match[1])
}

/** A mark alone says little: three lines must bear it before it is taken for one. */
export function asEnvelope({ name, pattern }: Mark): LineEnvelope {
  return {
    name,
    least: 3,
    open(line) {
      const match = pattern.exec(line)
      return match === null ? null : { text: match[1] ?? '' }
    },
  }
}
