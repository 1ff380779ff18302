// Limits of the house style that no linter knows: import cycles, conflict markers, commands built without quoting, length of files, paths made of URLs, packages named in ARCHITECTURE.md, each with a README.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { root } from './lib/workspace.mjs'
import { builtCommands } from './structure/built-commands.mjs'
import { conflictMarkers } from './structure/conflict-markers.mjs'
import { cycleProblems } from './structure/cycles.mjs'

const MAX_LINES = 600
const MAX_TEST_LINES = 1200
/** Tables of facts: one entry a line or a block, read by key and not from top to bottom. */
const DATA_TABLES = [/^packages\/signatures\/src\//, /\.data\.ts$/]
const MAX_ARCHITECTURE_LINES = 200
const PATH_OF_URL = ['import.meta.url)', 'pathname'].join('.')

const problems = [...cycleProblems(), ...conflictMarkers(), ...builtCommands()]
const linesOf = (path) => readFileSync(path, 'utf8').split('\n').length - 1

for (const path of sources()) {
  const name = relative(root, path)
  if (DATA_TABLES.some((pattern) => pattern.test(name))) continue
  if (readFileSync(path, 'utf8').includes(PATH_OF_URL))
    problems.push(`${name}: a path with a space breaks on ${PATH_OF_URL}: use fileURLToPath.`)
  const limit = name.endsWith('.test.ts') ? MAX_TEST_LINES : MAX_LINES
  const lines = linesOf(path)
  if (lines > limit)
    problems.push(
      `${name} has ${lines} lines, and ${limit} are the limit: part it by what it does.`,
    )
}

const architecture = join(root, 'ARCHITECTURE.md')
const prose = readFileSync(architecture, 'utf8')
if (linesOf(architecture) > MAX_ARCHITECTURE_LINES)
  problems.push(`ARCHITECTURE.md is longer than ${MAX_ARCHITECTURE_LINES} lines.`)
for (const name of readdirSync(join(root, 'packages'))) {
  if (!prose.includes(`\`${name}\``))
    problems.push(`ARCHITECTURE.md does not list the package ${name}.`)
  if (!existsSync(join(root, 'packages', name, 'README.md')))
    problems.push(`packages/${name} has no README.md.`)
}

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
