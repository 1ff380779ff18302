// The lab's node: where its programs and its corpus lie, and kubectl on it.
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { root } from '../../scripts/lib/workspace.mjs'

const run = promisify(execFile)

/** @returns {{ home: string, kit: string, kubeconfig: string, env: NodeJS.ProcessEnv } | null} null where there is none */
export function findLab() {
  const home = process.env.UNLOOP_LAB ?? join(homedir(), '.cache', 'unloop-lab')
  const kubeconfig = process.env.KUBECONFIG ?? join(home, 'run', 'admin.kubeconfig')
  const kit = process.env.UNLOOP_LAB_KIT ?? join(root, '..', 'shared')
  if (!existsSync(kubeconfig) || !existsSync(join(kit, 'lab', 'play'))) return null
  const env = {
    ...process.env,
    UNLOOP_LAB: home,
    KUBECONFIG: kubeconfig,
    PATH: `${join(home, 'bin')}:${process.env.PATH ?? ''}`,
  }
  return { home, kit, kubeconfig, env }
}

export const kubectl = async (lab, ...args) =>
  (await run('kubectl', args, { env: lab.env, maxBuffer: 1 << 26 })).stdout

/** `kubectl apply -f -` */
export function apply(lab, manifest) {
  return new Promise((done, fail) => {
    const child = execFile('kubectl', ['apply', '-f', '-'], { env: lab.env }, (error, stdout) =>
      error ? fail(error) : done(stdout),
    )
    child.stdin.end(typeof manifest === 'string' ? manifest : JSON.stringify(manifest))
  })
}

/** Runs the command line as a user does (UNLOOP_LAB_COMMAND: another build of it); gives the report, or what it said. */
export async function diagnose(lab, args, kubeconfig = lab.kubeconfig) {
  const env = { ...lab.env, KUBECONFIG: kubeconfig }
  const options = { env, cwd: root, maxBuffer: 1 << 28 }
  const command = process.env.UNLOOP_LAB_COMMAND ?? join(root, 'unloop')
  const answer = await run(command, ['diagnose', ...args, '-o', 'json'], options).catch(
    (error) => error,
  )
  const status = typeof answer.code === 'number' ? answer.code : 0
  try {
    return { status, report: JSON.parse(answer.stdout), said: answer.stderr }
  } catch {
    return { status, report: null, said: answer.stderr || String(answer) }
  }
}

const made = new Set()

/** Notes a namespace that this tier makes, so that it is gone afterwards however the tier ends. */
export const willMake = (namespace) => made.add(namespace)

/** Deletes a namespace that this tier made, and does not wait for its end. */
export async function deleteNamespace(lab, namespace) {
  made.delete(namespace)
  const args = ['delete', 'namespace', namespace, '--ignore-not-found', '--wait=false']
  await kubectl(lab, ...args).catch(() => '')
}

/** Deletes what is left when somebody stops the tier. */
export const deleteAllMade = (lab) =>
  Promise.all([...made].map((namespace) => deleteNamespace(lab, namespace)))

export const pause = (seconds) => new Promise((done) => setTimeout(done, seconds * 1000))

/** At most `width` of the tasks at once, in their order. */
export async function inLanes(items, width, task) {
  const results = []
  const queue = items.map((item, index) => ({ item, index }))
  const lane = async () => {
    for (let next = queue.shift(); next; next = queue.shift())
      results[next.index] = await task(next.item)
  }
  await Promise.all(Array.from({ length: width }, lane))
  return results
}
