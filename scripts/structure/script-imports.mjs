import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { root } from '../lib/workspace.mjs'

/** Scripts and the tiers that no gate runs: no compiler reads them, so that a file that moved is missed only when they are needed. */
const FOLDERS = ['scripts', 'test']
/** Of another checkout, in the text of a program that is run there. */
const ELSEWHERE = './packages/'
const IMPORT = /^(?:import|export)\s+(?:\{([^}]*)\}|\*(?: as \w+)?)\s*from\s*'(\.{1,2}\/[^']+)'/gm

/** What scripts import by its path and is not there, as sentences. */
export function scriptImportProblems() {
  return FOLDERS.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true })
      .filter((name) => name.endsWith('.mjs'))
      .map((name) => join(root, folder, name)),
  ).flatMap((path) => {
    const read = (file) => (existsSync(file) ? readFileSync(file, 'utf8') : null)
    return importProblemsOf(relative(root, path), readFileSync(path, 'utf8'), (from) =>
      read(join(dirname(path), from)),
    )
  })
}

/** Exported for its test; `read` gives the text of what is imported, null where there is none. */
export function importProblemsOf(name, text, read) {
  return [...text.matchAll(IMPORT)].flatMap(([, names = '', from]) => {
    if (from.startsWith(ELSEWHERE)) return []
    const target = read(from)
    if (target === null) return [`${name} imports ${from}, which is not there.`]
    return names
      .split(',')
      .map((one) => one.trim().split(' as ')[0])
      .filter((one) => one !== '' && !isExported(target, one))
      .map((one) => `${name} imports ${one}, which ${from} does not export.`)
  })
}

const isExported = (text, name) =>
  /^export \*/m.test(text) ||
  new RegExp(
    `^export (?:default )?(?:async )?(?:function\\*?|const|class|let) ${name}\\b`,
    'm',
  ).test(text) ||
  [...text.matchAll(/^export \{([^}]*)\}/gm)].some(([, names]) =>
    new RegExp(`(?:^|[\\s,])(?:\\w+ as )?${name}(?=[\\s,]|$)`).test(names),
  )
