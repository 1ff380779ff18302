// The gate: format, lint with layers and cycles, types, dead code, structure, generated files, the bundle, tests. Zero warnings.
// `npm run check -- NAME…` runs some stages alone; with `--changed`, format, lint and tests look at what is not committed yet.
import { execFileSync, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { root, workspaceEnv, workspaceNode } from './lib/workspace.mjs'

const CHANGED = '--changed'
const words = process.argv.slice(2)
const changed = words.includes(CHANGED) ? changedFiles() : null

const bin = (name) => `node_modules/.bin/${name}`

/** Each stage runs to its end and prints only if it fails; the tests come last, so that their summary ends the output. */
const STAGES = {
  format: [
    bin('prettier'),
    ...['--check', '--log-level', 'warn', '--ignore-unknown', '--no-error-on-unmatched-pattern'],
    ...(changed ?? ['.']),
  ],
  lint: [bin('oxlint'), '--type-aware', '--deny-warnings', ...(changed ?? []).filter(isCode)],
  types: [bin('tsc'), '-b'],
  'types-of-tests': [bin('tsc'), '-p', 'tsconfig.test.json'],
  'dead-code': [bin('knip'), '--no-progress'],
  structure: [workspaceNode(), 'scripts/check-structure.mjs'],
  generated: [workspaceNode(), 'scripts/generate.mjs', '--check'],
  bundle: ['./unloop', 'version'],
}
const TESTS = 'tests'
const NAMES = [...Object.keys(STAGES), TESTS]

const asked = words.filter((word) => word !== CHANGED)
const unknown = asked.find((name) => !NAMES.includes(name))
if (unknown !== undefined) {
  console.error(`There is no stage ${unknown}. The stages are ${NAMES.join(', ')}.`)
  process.exit(2)
}
const isAsked = (name) => asked.length === 0 || asked.includes(name)

const started = Date.now()
let failed = 0

for (const [name, command] of Object.entries(STAGES)) {
  if (!isAsked(name)) continue
  const began = Date.now()
  const { code, output } = await run(command, 'pipe')
  const seconds = ((Date.now() - began) / 1000).toFixed(1)
  console.log(`${code === 0 ? 'ok  ' : 'FAIL'} ${name} (${seconds} s)`)
  if (code === 0) continue
  failed++
  console.log(output.trimEnd())
}

if (isAsked(TESTS)) {
  const tests = await run([bin('vitest'), 'run', ...(changed ? [CHANGED] : [])], 'inherit')
  if (process.env.UNLOOP_BROWSER !== 'required')
    console.log(
      'skipped: test/web.test.ts, the page in a browser. UNLOOP_BROWSER=required runs it, with Chrome, Chromium or what CHROME_PATH names.',
    )
  if (failed > 0) console.log(`${failed} stage(s) before the tests failed: see above.`)
  if (tests.code !== 0) failed++
}
const what = asked.length === 0 && changed === null ? 'gate' : 'part of the gate'
console.log(
  `${what} ${failed === 0 ? 'passed' : 'FAILED'} in ${((Date.now() - started) / 1000).toFixed(0)} s`,
)
process.exitCode = failed === 0 ? 0 : 1

/** Files that git knows as changed or new, and that are there. */
function changedFiles() {
  const git = (...args) => execFileSync('git', args, { cwd: root, encoding: 'utf8' }).split('\0')
  return [
    ...git('diff', '--name-only', '-z', 'HEAD'),
    ...git('ls-files', '--others', '--exclude-standard', '-z'),
  ].filter((path) => path !== '' && existsSync(join(root, path)))
}

function isCode(path) {
  return /\.(?:tsx?|mts|mjs)$/.test(path)
}

function run([command, ...args], stdio) {
  return new Promise((done, fail) => {
    const child = spawn(command, args, {
      cwd: root,
      env: workspaceEnv(),
      stdio: ['ignore', stdio, stdio],
    })
    const output = []
    child.stdout?.on('data', (chunk) => output.push(chunk))
    child.stderr?.on('data', (chunk) => output.push(chunk))
    child.on('error', fail)
    child.on('close', (code) => done({ code, output: Buffer.concat(output).toString() }))
  })
}
