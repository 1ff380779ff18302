import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './workspace.mjs'

const path = join(root, '.cache', 'setup.lock')
const owner = join(path, 'pid')
const sleep = (ms) => new Promise((done) => setTimeout(done, ms))

/** Runs `work` while no other process of this checkout does; waits for one that is at it. */
export async function exclusively(work) {
  mkdirSync(join(root, '.cache'), { recursive: true })
  let told = false
  while (!take()) {
    if (isAbandoned()) {
      rmSync(path, { recursive: true, force: true })
      continue
    }
    if (!told) process.stderr.write('unloop is being set up by another process: waiting for it.\n')
    told = true
    await sleep(200)
  }
  const release = () => rmSync(path, { recursive: true, force: true })
  process.once('exit', release)
  try {
    return await work()
  } finally {
    process.removeListener('exit', release)
    release()
  }
}

function take() {
  try {
    mkdirSync(path)
  } catch (error) {
    if (error.code === 'EEXIST') return false
    throw error
  }
  writeFileSync(owner, String(process.pid))
  return true
}

/** True where the owner is gone; a lock without an owner's number is given 10 s to get one. */
function isAbandoned() {
  try {
    process.kill(Number(readFileSync(owner, 'utf8')), 0)
    return false
  } catch (error) {
    if (error.code === 'ESRCH') return true
    if (error.code !== 'ENOENT') return false
  }
  try {
    return Date.now() - statSync(path).mtimeMs > 10_000
  } catch {
    return false
  }
}
