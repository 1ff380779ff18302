import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'

/** Where the training lines are: a file a cause, a line one message. */
export const LINES = 'packages/signatures/lines'
/** The file of lines that tell of no failure, and the reader's word for them. */
const QUIET = ['no-failure', 'unknown']

/** So many of the wordings that one line stands for are used. */
const MOST = 4

/** Messages by general knowledge: `{ text, cause, line }`, where `line` is the line that it was written out from. */
export const linesIn = (root) =>
  readdirSync(join(root, LINES))
    .filter((name) => name.endsWith('.txt'))
    .sort()
    .flatMap((name) => {
      const file = basename(name, '.txt')
      const cause = file === QUIET[0] ? QUIET[1] : file
      return readFileSync(join(root, LINES, name), 'utf8')
        .split('\n')
        .filter((line) => line.trim() !== '')
        .flatMap((line) =>
          wordingsOf(line).map((text) => ({ text, cause, line: `${file}: ${line}` })),
        )
    })

/**
 * Some of the wordings that a line stands for: `<<a|b>>` is one of its alternatives. Each alternative is used once, as far as
 * the limit allows, and which of them meet follows from their order alone.
 */
export const wordingsOf = (line) => {
  const parts = line.split(/<<(.*?)>>(?!>)/)
  const choices = parts.filter((_, index) => index % 2 === 1).map((part) => part.split('|'))
  const count = Math.min(
    MOST,
    product(choices),
    Math.max(1, ...choices.map(({ length }) => length)),
  )
  const texts = Array.from({ length: count }, (_, n) =>
    parts
      .map((part, index) => (index % 2 === 1 ? chosen(part.split('|'), n, index) : part))
      .join(''),
  )
  return [...new Set(texts.map((text) => text.replace(/ {2,}/g, ' ').trim()))]
}

/** Lists of the same length are not walked side by side: each begins elsewhere. */
const chosen = (list, n, index) => list[(n + (index - 1) / 2) % list.length]

const product = (choices) => choices.reduce((all, { length }) => all * length, 1)
