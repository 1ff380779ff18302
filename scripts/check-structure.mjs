// Limits of the house style that no linter knows: import cycles and layers, conflict markers, commands built without quoting, one style of functions, a test for each cause, comments, length of files, paths made of URLs, a README for each package.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { root } from './lib/workspace.mjs'
import { functionStyleProblems } from './structure/function-style.mjs'
import { commentProblems, commentShares } from './structure/comments.mjs'
import { layerProblems } from './structure/layers.mjs'
import { isDataTable, isTest } from './structure/source-files.mjs'
import { causeTestProblems } from './structure/cause-tests.mjs'
import { builtCommands } from './structure/built-commands.mjs'
import { conflictMarkers } from './structure/conflict-markers.mjs'
import { cycleProblems } from './structure/cycles.mjs'
import { scriptImportProblems } from './structure/script-imports.mjs'

const MAX_LINES = 600
const MAX_TEST_LINES = 1200
const MAX_ARCHITECTURE_LINES = 200
const PATH_OF_URL = ['import.meta.url)', 'pathname'].join('.')

const problems = [
  ...cycleProblems(),
  ...conflictMarkers(),
  ...scriptImportProblems(),
  ...builtCommands(),
  ...functionStyleProblems(),
  ...commentProblems(),
  ...causeTestProblems(),
]
const linesOf = (path) => readFileSync(path, 'utf8').split('\n').length - 1

for (const path of sources()) {
  const name = relative(root, path)
  if (isDataTable(name)) continue
  if (readFileSync(path, 'utf8').includes(PATH_OF_URL))
    problems.push(`${name}: a path with a space breaks on ${PATH_OF_URL}: use fileURLToPath.`)
  const limit = isTest(name) ? MAX_TEST_LINES : MAX_LINES
  const lines = linesOf(path)
  if (lines > limit)
    problems.push(
      `${name} has ${lines} lines, and ${limit} are the limit: part it by what it does.`,
    )
}

const architecture = join(root, 'ARCHITECTURE.md')
const prose = readFileSync(architecture, 'utf8')
problems.push(...layerProblems(prose))
if (linesOf(architecture) > MAX_ARCHITECTURE_LINES)
  problems.push(`ARCHITECTURE.md is longer than ${MAX_ARCHITECTURE_LINES} lines.`)
for (const name of readdirSync(join(root, 'packages'))) {
  if (!existsSync(join(root, 'packages', name, 'README.md')))
    problems.push(`packages/${name} has no README.md.`)
}

console.log(
  `comments: ${commentShares()
    .filter(({ lines }) => lines > 0)
    .map(({ name, share }) => `${name} ${(100 * share).toFixed(1)} %`)
    .join(', ')}`,
)
for (const problem of problems) console.error(problem)
process.exitCode = problems.length === 0 ? 0 : 1

function sources() {
  const packages = readdirSync(join(root, 'packages')).map((name) =>
    join(root, 'packages', name, 'src'),
  )
  return [...packages, join(root, 'scripts'), join(root, 'test')]
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && /\.(tsx?|mjs|cjs)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !path.includes(`${root}/test/corpus/`))
}
