import { filesOf, isTest, packageNames } from './source-files.mjs'

const CONSTANT = /^export const (\w+) = (?:async )?(?:<[^=\n]*>)?(?=\()/gm

/**
 * Exported functions that are arrow constants, as sentences. A constant with a type of its own (`export const x: Reporter = …`)
 * is an entry of a table and no matter of style.
 */
export function functionStyleProblems() {
  return packageNames()
    .flatMap((name) => filesOf(name))
    .filter(({ path }) => !isTest(path))
    .flatMap(({ path, text }) => arrowExportsIn(text).map((at) => ({ path, ...at })))
    .map(
      ({ path, line, name }) =>
        `${path}:${line} exports ${name} as an arrow constant: write export function ${name}.`,
    )
}

/** The exported arrow constants of a source text: `{ name, line }`. Exported for its test. */
export function arrowExportsIn(text) {
  return [...text.matchAll(CONSTANT)].flatMap((match) => {
    const end = closing(text, match.index + match[0].length)
    return /^\s*(?:=>|:)/.test(text.slice(end + 1, end + 40))
      ? [{ name: match[1], line: text.slice(0, match.index).split('\n').length }]
      : []
  })
}

/** Where the bracket that opens at the offset is closed. Brackets in strings of parameters' defaults would mislead it. */
function closing(text, open) {
  let depth = 0
  for (let at = open; at < text.length; at++) {
    if (text[at] === '(') depth++
    if (text[at] === ')' && --depth === 0) return at
  }
  return text.length
}
