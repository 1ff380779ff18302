// Builds and talks to Prometheus's own engine (test/promql/oracle), one request after the other.
import { spawn, spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { root } from './workspace.mjs'

/** Builds the oracle with the Go of this machine, unless it was built before; gives the path of the program. */
export function buildOracle() {
  const folder = join(tmpdir(), 'unloop-promql-oracle')
  const program = join(folder, 'oracle')
  if (existsSync(program)) return program
  mkdirSync(folder, { recursive: true })
  cpSync(join(root, 'test', 'promql', 'oracle'), folder, { recursive: true })
  for (const args of [
    ['mod', 'tidy'],
    ['build', '-o', 'oracle', '.'],
  ]) {
    const { status, stderr } = spawnSync('go', args, { cwd: folder, encoding: 'utf8' })
    if (status !== 0)
      throw new Error(`go ${args.join(' ')} failed: ${stderr ?? 'is Go installed?'}`)
  }
  return program
}

/** A running oracle: `ask` sends a request and gives the answer. */
export function startOracle(program) {
  const child = spawn(program, [], { stdio: ['pipe', 'pipe', 'inherit'] })
  const waiting = []
  createInterface({ input: child.stdout }).on('line', (line) =>
    waiting.shift()?.resolve(JSON.parse(line)),
  )
  child.on('exit', () => {
    for (const { reject } of waiting.splice(0)) reject(new Error('The oracle ended.'))
  })
  return {
    ask: (request) =>
      new Promise((resolve, reject) => {
        waiting.push({ resolve, reject })
        child.stdin.write(`${JSON.stringify(request)}\n`)
      }),
    stop: () => child.stdin.end(),
  }
}
