// The gate: format, lint with layers and cycles, types, dead code, structure, generated files, the bundle, tests. Zero warnings.
import { spawn } from 'node:child_process'
import { root, workspaceEnv, workspaceNode } from './lib/workspace.mjs'

const bin = (name) => `node_modules/.bin/${name}`

/** Each stage runs to its end and prints only if it fails; the tests come last, so that their summary ends the output. */
const STAGES = [
  { name: 'format', command: [bin('prettier'), '--check', '--log-level', 'warn', '.'] },
  { name: 'lint, layers, cycles', command: [bin('oxlint'), '--type-aware', '--deny-warnings'] },
  { name: 'types', command: [bin('tsc'), '-b'] },
  { name: 'types of tests', command: [bin('tsc'), '-p', 'tsconfig.test.json'] },
  { name: 'dead code', command: [bin('knip'), '--no-progress'] },
  { name: 'structure', command: [workspaceNode(), 'scripts/check-structure.mjs'] },
  { name: 'generated files', command: [workspaceNode(), 'scripts/generate.mjs', '--check'] },
  { name: 'the command line as it is bundled', command: ['./unloop', 'version'] },
]

const started = Date.now()
let failed = 0

for (const stage of STAGES) {
  const began = Date.now()
  const { code, output } = await run(stage.command, 'pipe')
  const seconds = ((Date.now() - began) / 1000).toFixed(1)
  console.log(`${code === 0 ? 'ok  ' : 'FAIL'} ${stage.name} (${seconds} s)`)
  if (code === 0) continue
  failed++
  console.log(output.trimEnd())
}

const tests = await run([bin('vitest'), 'run'], 'inherit')
if (process.env.UNLOOP_BROWSER !== 'required')
  console.log(
    'skipped: test/web.test.ts, the page in a browser. UNLOOP_BROWSER=required runs it, with Chrome, Chromium or what CHROME_PATH names.',
  )
if (failed > 0) console.log(`${failed} stage(s) before the tests failed: see above.`)
if (tests.code !== 0) failed++
console.log(
  `gate ${failed === 0 ? 'passed' : 'FAILED'} in ${((Date.now() - started) / 1000).toFixed(0)} s`,
)
process.exitCode = failed === 0 ? 0 : 1

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
