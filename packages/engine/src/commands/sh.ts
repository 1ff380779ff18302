import { shellQuote } from './shell-quote.ts'

declare const made: unique symbol

/** A command line that is safe to paste into a POSIX shell: `sh` alone makes one. */
export type Command = string & { readonly [made]: true }

/** A value in a command: one word or a part of one; a list is so many words, and an empty list is none. */
export type Word = string | number | readonly (string | number)[]

/**
 * A command line out of literal text and words: each value is quoted, whatever it holds, so that what a dump says is never
 * run. It is the only way to build a command (`scripts/structure/built-commands.mjs` refuses others).
 */
export function sh(literals: TemplateStringsArray, ...words: readonly Word[]): Command {
  const isComment = literals[0]?.startsWith('#') === true
  let line = ''
  for (const [index, literal] of literals.entries()) {
    line += literal
    const word = words[index]
    if (word === undefined) continue
    const text = isComment ? quotedWords(word).replace(/\s+/g, ' ') : quotedWords(word)
    line = text === '' ? line.trimEnd() : line + text
  }
  return line as Command
}

const quotedWords = (word: Word): string =>
  typeof word === 'object'
    ? word.map((one) => shellQuote(String(one))).join(' ')
    : shellQuote(String(word))
