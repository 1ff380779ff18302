// `unloop serve` as a process of its own, for benchmarks and tests of the whole program.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'
import { childrenOf, peakBytes, processorSeconds } from './processes.mjs'
import { root, workspaceNode } from './workspace.mjs'

/** From source, so that nothing has to be built; or by the launcher, as users of a checkout do. */
const PROGRAMS = {
  source: () => [
    workspaceNode(),
    '--disable-warning=ExperimentalWarning',
    join(root, 'packages', 'cli', 'src', 'main.ts'),
  ],
  launcher: () => [join(root, 'unloop')],
}

/** A busy machine may take long. */
const START_MS = 180_000

/**
 * Starts a server on a free port of the loopback, and gives it when it listens. Rejects with what it wrote to standard error
 * where it ends before; later errors are shown only with `showsErrors`.
 */
export async function served(
  options,
  { cwd = root, program = 'source', showsErrors = false } = {},
) {
  const [command, ...first] = PROGRAMS[program]()
  const args = ['serve', '--listen', '127.0.0.1:0', '--otlp-grpc', 'off', ...options]
  const child = spawn(command, [...first, ...args], { cwd, stdio: ['ignore', 'pipe', 'pipe'] })
  const errors = []
  child.stderr.on('data', (chunk) => {
    if (errors.length < 100) errors.push(String(chunk))
    if (showsErrors) process.stderr.write(chunk)
  })
  const url = await Promise.race([addressOf(child), pause(START_MS, undefined, { ref: false })])
  if (url === undefined) {
    await end(child, 'SIGKILL')
    throw new Error(`The server did not come to listen. ${errors.join('')}`)
  }
  const processes = () => [child.pid, ...childrenOf(child.pid)]
  return {
    url,
    json: async (path) => (await fetch(url + path)).json(),
    /** Itself first, then the engine of its store. */
    processes,
    /** Seconds of processor time, of all its processes. */
    seconds: () => processes().reduce((sum, pid) => sum + processorSeconds(pid), 0),
    /** The most that each process had resident. */
    peaks: () => processes().map(peakBytes),
    end: (signal = 'SIGTERM') => end(child, signal),
  }
}

async function addressOf({ stdout }) {
  let url
  for await (const line of createInterface({ input: stdout })) {
    url = /listening on (\S+)/.exec(line)?.[1]
    if (url !== undefined) break
  }
  // A pipe that nobody reads would stop the server once it is full.
  stdout.resume()
  return url
}

/** Done when the process has ended; a second call changes nothing. */
async function end(child, signal) {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill(signal)
  await once(child, 'exit')
}
