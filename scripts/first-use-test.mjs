// Fresh clones: the README's two commands in either order, two first uses at once, a folder with spaces, another directory.
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from './lib/workspace.mjs'

const MAX_TEST_SECONDS = 8 * 60

const folder = mkdtempSync(join(tmpdir(), 'unloop-first-use-'))
let failures = 0
try {
  await commandFirst(join(folder, 'command first'))
  await testsFirst(join(folder, 'tests first'))
} finally {
  rmSync(folder, { recursive: true, force: true })
}
console.log(
  failures === 0
    ? 'first use test passed'
    : `first use test FAILED: ${failures} of its claims do not hold`,
)
process.exitCode = failures === 0 ? 0 : 1

async function commandFirst(clone) {
  await run('git', ['clone', '--quiet', root, clone], folder)
  const both = await Promise.all(
    [0, 1].map(() => run(join(clone, 'unloop'), ['demo', '-o', 'json'], folder)),
  )
  for (const { code, stdout } of both)
    claim('of two first uses at once each prints a report', code === 1 && isReport(stdout))
  const again = await run(join(clone, 'unloop'), ['version'], '/')
  claim(
    `a second use starts at once (${again.seconds.toFixed(2)} s)`,
    again.code === 0 && again.seconds < 2,
  )
  claim(
    'it starts from the image',
    existsSync(join(clone, 'dist', 'unloop', 'image.proof')) &&
      existsSync(join(clone, 'dist', 'unloop', 'image.blob')),
  )
  const link = join(folder, 'kubectl-unloop')
  symlinkSync(join(clone, 'unloop'), link)
  claim('a link to the launcher works', (await run(link, ['version'], folder)).code === 0)
  await gate(clone, 'npm test after the first use')
}

async function testsFirst(clone) {
  await run('git', ['clone', '--quiet', root, clone], folder)
  await gate(clone, 'npm test on a fresh clone')
  const { code, stdout } = await run(join(clone, 'unloop'), ['demo', '-o', 'json'], folder)
  claim('the command after the tests', code === 1 && isReport(stdout))
}

async function gate(clone, what) {
  const { code, seconds, stdout, stderr } = await run('.ci/run', [], clone)
  const tail = `${stdout}\n${stderr}`.trim().split('\n').slice(-15).join('\n')
  claim(
    `${what} passes in ${seconds.toFixed(0)} s${code === 0 ? '' : `\n${tail}`}`,
    code === 0 && seconds < MAX_TEST_SECONDS,
  )
}

function isReport(text) {
  try {
    return JSON.parse(text).schema === 'unloop/report@1'
  } catch {
    return false
  }
}

/** Without the workspace's own programs on the PATH: a fresh clone is used from a plain shell. */
function run(command, args, cwd) {
  const started = performance.now()
  const path = process.env.PATH.split(':')
    .filter((each) => !each.includes('node_modules'))
    .join(':')
  return new Promise((done, fail) => {
    const child = spawn(command, args, { cwd, env: { ...process.env, PATH: path } })
    const out = []
    const err = []
    child.stdout.on('data', (chunk) => out.push(chunk))
    child.stderr.on('data', (chunk) => err.push(chunk))
    child.on('error', fail)
    child.on('close', (code) =>
      done({
        code,
        stdout: Buffer.concat(out).toString(),
        stderr: Buffer.concat(err).toString(),
        seconds: (performance.now() - started) / 1000,
      }),
    )
  })
}

function claim(what, holds) {
  console.log(`${holds ? 'ok  ' : 'FAIL'} ${what}`)
  if (!holds) failures++
}
