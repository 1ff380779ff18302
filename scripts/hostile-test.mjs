// Hostile files, streams and servers against the built program: each command ends in time, in little memory, and says why.
// npm run verify -- hostile, or node scripts/hostile-test.mjs [files|streams|server] [WORDS OF A NAME]
import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { boundedRun, MOST_BYTES, MOST_SECONDS, stretched } from './hostile/bounded-run.mjs'
import { READERS, STDIN_READERS } from './hostile/commands.mjs'
import { hostileFiles } from './hostile/files.mjs'
import { ANSWERS, hostileServer } from './hostile/server.mjs'
import { root, workspaceNode } from './lib/workspace.mjs'

const PROGRAM = [workspaceNode(), join(root, 'dist', 'unloop', 'bin', 'unloop.cjs')]
const [part = '', words = ''] = process.argv.slice(2)

const folder = mkdtempSync(join(tmpdir(), 'unloop-hostile-'))
const tally = { runs: 0, failures: 0, peak: 0, seconds: 0 }
try {
  if (part === '' || part === 'files') await files()
  if (part === '' || part === 'streams') await streams()
  if (part === '' || part === 'server') await servers()
} finally {
  rmSync(folder, { recursive: true, force: true })
}
const worst = `at most ${Math.round(tally.peak / 2 ** 20)} MiB resident and ${tally.seconds.toFixed(1)} s`
console.log(
  `${tally.runs} runs, ${worst}, load average ${loadavg()[0].toFixed(1)}: ${tally.failures === 0 ? 'passed' : `FAILED: ${tally.failures}`}`,
)
process.exitCode = tally.failures === 0 ? 0 : 1

/** Every command that reads a file, with every file. */
async function files() {
  const { paths, end } = await hostileFiles(folder)
  const known = {
    manifest: join(folder, 'manifest.yaml'),
    dump: join(root, 'test', 'corpus', 'b20-liveness-wrong-port-rollout', 'dump'),
    data: ['--listen', '127.0.0.1:0', '--otlp-grpc', 'off', '--store', 'http://127.0.0.1:9'],
  }
  writeFileSync(known.manifest, 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n')
  try {
    for (const [name, words] of Object.entries(READERS))
      for (const path of paths) await judge(`${name} ${path}`, words(path, known), {})
  } finally {
    end()
  }
}

/** Standard input that does not end. */
async function streams() {
  for (const [name, args] of Object.entries(STDIN_READERS))
    for (const device of ['/dev/zero', '/dev/urandom'])
      await judge(`${name} < ${device}`, args, { input: openSync(device, 'r') })
  for (const [name, args] of Object.entries(STDIN_READERS)) {
    const { stdout } = spawn('yes', ['2026-11-21T00:00:00Z ERROR no such host'], {
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    await judge(`${name} < yes`, args, { input: stdout })
    stdout.destroy()
  }
}

/** A diagnosis, a collection and a fix against each server. */
async function servers() {
  for (const [name, answer] of Object.entries(ANSWERS)) {
    const { kubeconfig, end } = await hostileServer(folder, answer)
    for (const args of [[], ['collect', '-o', '/dev/null']])
      await judge(`${args[0] ?? 'diagnose'}, ${name}`, [...args, '--kubeconfig', kubeconfig], {})
    end()
  }
}

/** One run; what it took and how it ended is held to the bounds. */
async function judge(name, args, { input, env }) {
  if (!name.includes(words)) return
  const home = join(folder, 'home')
  mkdirSync(home, { recursive: true })
  const run = await boundedRun([...PROGRAM, ...args], {
    input,
    cwd: folder,
    env: { HOME: home, KUBECONFIG: '', ...env },
  })
  tally.runs++
  tally.peak = Math.max(tally.peak, run.peak)
  tally.seconds = Math.max(tally.seconds, run.seconds)
  const problems = problemsOf(run)
  const took = `${run.seconds.toFixed(1)} s, ${Math.round(run.peak / 2 ** 20)} MiB, exit ${run.status ?? run.signal}`
  if (problems.length > 0) tally.failures++
  if (problems.length > 0 || words !== '')
    console.log(
      `${problems.length > 0 ? 'FAIL' : 'ok  '} ${name}: ${took}${problems.map((each) => `; ${each}`).join('')}\n     ${run.stderr.trim().slice(0, 300).replaceAll('\n', '\n     ')}`,
    )
}

function problemsOf({ status, peak, seconds, stderr }) {
  return [
    ...(peak > MOST_BYTES ? ['too much memory'] : []),
    ...(seconds > MOST_SECONDS * stretched() ? ['too long'] : []),
    ...(status === null || status > 3 ? ['ended by force'] : []),
    ...(/mistake of its own|\n\s+at |Unhandled|heap out of memory/.test(stderr)
      ? ['a mistake']
      : []),
  ]
}
