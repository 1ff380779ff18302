import { filesOf, isTest, packageNames } from './source-files.mjs'

const CONSTANT = /^export const (\w+) = (?:async )?(?:<[^=\n]*>)?(?=\()/gm

/**
 * Folders in which exported functions are still arrow constants, each with the most that it may hold. A number may only become
 * smaller.
 */
const STILL = new Map([
  ['packages/engine/src/diagnose.ts', 5],
  ['packages/engine/src/case/', 30],
  ['packages/engine/src/causes/', 70],
  ['packages/engine/src/fixes/without-holes.ts', 1],
  ['packages/engine/src/incidents/', 10],
  ['packages/engine/src/verdict/', 10],
  ['packages/lint/src/certificate.ts', 1],
  ['packages/lint/src/checks/memory.ts', 2],
])

/**
 * Exported functions that are arrow constants, as sentences. A constant with a type of its own (`export const x: Reporter = …`)
 * is an entry of a table and no matter of style.
 */
export function functionStyleProblems() {
  const counts = new Map()
  const found = packageNames()
    .flatMap((name) => filesOf(name))
    .filter(({ path }) => !isTest(path))
    .flatMap(({ path, text }) => arrowExportsIn(text).map((at) => ({ path, ...at })))
  for (const { path } of found) {
    const folder = stillOf(path)
    if (folder !== undefined) counts.set(folder, (counts.get(folder) ?? 0) + 1)
  }
  return [
    ...found
      .filter(({ path }) => stillOf(path) === undefined)
      .map(
        ({ path, line, name }) =>
          `${path}:${line} exports ${name} as an arrow constant: write export function ${name}.`,
      ),
    ...[...STILL].flatMap(([folder, limit]) =>
      limitProblems(folder, limit, counts.get(folder) ?? 0),
    ),
  ]
}

const stillOf = (path) => [...STILL.keys()].find((folder) => path.startsWith(folder))

function limitProblems(folder, limit, count) {
  if (count > limit)
    return [`${folder} exports ${count} arrow constants, and ${limit} were left: write functions.`]
  return []
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
