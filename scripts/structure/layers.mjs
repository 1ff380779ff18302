import { filesOf, isTest, isTestHelper, packageNames } from './source-files.mjs'

const IMPORT = /(?:\bfrom\s+|\bimport\s*\(?\s*)'@unloop\/([\w-]+)[^']*'/g

/** Imports between packages that the table of ARCHITECTURE.md does not allow, as sentences; packages that it does not list. */
export function layerProblems(architecture) {
  const allowed = allowedImports(architecture)
  return packageNames().flatMap((name) => {
    const own = allowed.get(name)
    if (own === undefined) return [`ARCHITECTURE.md has no row for the package ${name}.`]
    return own === 'all' ? [] : foreignImports(name, own)
  })
}

/** What each package may import, from the rows `| name | what it knows | what it may import |`; `all` where nothing is barred. */
export function allowedImports(architecture) {
  const rows = architecture.matchAll(/^\| `([\w-]+)`\s*\|[^|]*\|([^|]*)\|$/gm)
  return new Map([...rows].map(([, name, cell]) => [name, importsIn(cell.trim())]))
}

function importsIn(cell) {
  if (cell === 'nothing of ours') return new Set()
  if (cell.startsWith('all')) return 'all'
  // `engine's masking` allows a door of the engine; which one it is, the linter's restrictions say.
  return new Set(cell.split(',').map((each) => each.trim().replace(/'s .*$/, '')))
}

function foreignImports(name, allowed) {
  return filesOf(name)
    .filter(({ path }) => !isTest(path) && !isTestHelper(path))
    .flatMap(({ path, text }) =>
      [...text.matchAll(IMPORT)]
        .filter(([, other]) => other !== name && !allowed.has(other))
        .map(
          ([, other]) =>
            `${path} imports @unloop/${other}, which the table of ARCHITECTURE.md does not allow to ${name}.`,
        ),
    )
}
