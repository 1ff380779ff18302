// A command under limits that the kernel keeps, with what it took.
import { spawn } from 'node:child_process'
import { availableParallelism, loadavg } from 'node:os'
import { peakBytes } from '../lib/processes.mjs'

/** What a command may have resident, and how long it may take. */
export const MOST_BYTES = 300 * 2 ** 20
export const MOST_SECONDS = 60

/** On a machine that others use as well, a second is longer. */
export const stretched = () => Math.max(1, loadavg()[0] / availableParallelism())

/**
 * Beyond these the kernel ends it: RLIMIT_DATA in KiB, of which Node.js reserves most at its start without touching it, and RLIMIT_CPU in
 * seconds.
 */
const HARD = `ulimit -d ${1400 * 1024}; ulimit -t ${2 * MOST_SECONDS}; exec "$@"`
const LOOK_MS = 20

/** Runs a command to its end, or to twice the time that it may take. */
export function boundedRun([program, ...args], { input = 'ignore', env = {}, cwd } = {}) {
  const started = performance.now()
  const child = spawn('sh', ['-c', HARD, 'sh', program, ...args], {
    cwd,
    stdio: [input, 'pipe', 'pipe'],
    env: { PATH: process.env.PATH, ...env },
  })
  const said = { stdout: '', stderr: '' }
  for (const name of ['stdout', 'stderr'])
    child[name].on('data', (chunk) => {
      if (said[name].length < 1e6) said[name] += String(chunk)
    })
  let peak = 0
  const look = setInterval(() => {
    try {
      peak = Math.max(peak, peakBytes(child.pid) || 0)
    } catch {
      // It has ended.
    }
  }, LOOK_MS)
  const late = setTimeout(() => child.kill('SIGKILL'), 2 * MOST_SECONDS * 1000 * stretched())
  return new Promise((done) => {
    child.on('close', (status, signal) => {
      clearInterval(look)
      clearTimeout(late)
      const seconds = (performance.now() - started) / 1000
      done({ status, signal, peak, seconds, ...said })
    })
  })
}
