// Records crashes on the lab's node: each scenario is applied, waited for, dumped into test/cases and removed.
//   node test/record/record.mjs [ID-PREFIX …] [--force]
import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { root } from '../../scripts/lib/workspace.mjs'
import { deleteNamespace, findLab, inLanes, kubectl, pause } from '../lab/lab.mjs'
import { dump } from './dump.mjs'

const run = promisify(execFile)
const say = (line) => process.stdout.write(`${line}\n`)

const AT_ONCE = 8
const SCENARIOS = join(root, 'test', 'record', 'scenarios')
const CASES = join(root, 'test', 'cases')

const read = (folder, name) => readFileSync(join(folder, name), 'utf8')

/** A scenario's own programs are compiled into `built/`, which is not kept. */
async function makeImages(lab, folder) {
  if (existsSync(join(folder, 'build.sh'))) await run('bash', ['build.sh'], { cwd: folder })
  if (existsSync(join(folder, 'image.json')))
    await run('python3', [join(lab.kit, 'lab', 'image'), join(folder, 'image.json')], {
      env: lab.env,
    })
}

async function makeNamespace(lab, namespace) {
  await kubectl(lab, 'create', 'namespace', namespace)
  for (let tries = 0; tries < 30; tries++) {
    const found = await kubectl(lab, '-n', namespace, 'get', 'sa', 'default').catch(() => '')
    if (found) return
    await pause(0.5)
  }
}

const statusesOf = (pod) => [
  ...(pod.status.initContainerStatuses ?? []),
  ...(pod.status.containerStatuses ?? []),
]

/** Whether every awaited workload has a container that restarted so often and waits for such a reason. */
function isReached(pods, { restarts = 3, reason, workloads = [''] }) {
  const shows = (status) =>
    (status.restartCount >= restarts || restarts === 0) &&
    (!reason || new RegExp(reason).test(status.state.waiting?.reason ?? ''))
  return workloads.every((name) =>
    pods.some(
      (pod) => pod.metadata.name.startsWith(name) && statusesOf(pod).some((one) => shows(one)),
    ),
  )
}

async function waitFor(lab, { namespace, wait }) {
  if (wait.seconds) return pause(wait.seconds)
  const until = Date.now() + (wait.timeout ?? 240) * 1000
  while (Date.now() < until) {
    const list = JSON.parse(await kubectl(lab, '-n', namespace, 'get', 'pods', '-o', 'json'))
    if (isReached(list.items, wait)) return pause(2)
    await pause(2)
  }
  say(`${namespace}: recorded without reaching its condition`)
}

async function record(lab, id) {
  const folder = join(SCENARIOS, id)
  const label = JSON.parse(read(folder, 'label.json'))
  const { namespace, wait = {} } = label
  try {
    await makeImages(lab, folder)
    await makeNamespace(lab, namespace)
    const apply = (file) =>
      kubectl(lab, '-n', namespace, 'apply', '-f', join(folder, file)).catch((error) =>
        say(`${id}: ${error.stderr}`),
      )
    await apply('manifest.yaml')
    if (existsSync(join(folder, 'broken.yaml'))) {
      await pause(wait.healthySeconds ?? 20)
      await apply('broken.yaml')
    }
    if (existsSync(join(folder, 'after.sh')))
      await run('bash', [join(folder, 'after.sh')], { env: { ...lab.env, NAMESPACE: namespace } })
    await waitFor(lab, { namespace, wait })
    const target = join(CASES, id)
    rmSync(target, { recursive: true, force: true })
    mkdirSync(target, { recursive: true })
    await dump(lab, namespace, join(target, 'dump'))
    writeFileSync(
      join(target, 'label.json'),
      `${JSON.stringify({ id, origin: 'recorded', ...label }, null, 1)}\n`,
    )
    say(`${id} recorded`)
  } catch (error) {
    say(`${id} failed: ${error.stderr || error.stack}`)
  } finally {
    await deleteNamespace(lab, namespace)
  }
}

/** The node has no DNS of its own. */
async function startDns() {
  if (await kubectl(lab, 'get', 'namespace', 'lab-dns').catch(() => null)) return
  const folder = join(root, 'test', 'record', 'dns')
  await kubectl(lab, 'apply', '-f', join(folder, 'manifest.yaml'))
  const server = `--from-file=${join(folder, 'server.py')}`
  await kubectl(lab, '-n', 'lab-dns', 'create', 'configmap', 'dns-server', server)
  await kubectl(lab, '-n', 'lab-dns', 'rollout', 'status', 'deployment', 'dns', '--timeout=60s')
}

const lab = findLab()
if (!lab) throw new Error('There is no lab node here.')
const argv = process.argv.slice(2)
const prefixes = argv.filter((one) => !one.startsWith('--'))
const wanted = readdirSync(SCENARIOS)
  .filter((id) => existsSync(join(SCENARIOS, id, 'label.json')))
  .filter((id) => prefixes.length === 0 || prefixes.some((prefix) => id.startsWith(prefix)))
  .filter((id) => argv.includes('--force') || !existsSync(join(CASES, id, 'label.json')))
await startDns()
await inLanes(wanted, AT_ONCE, (id) => record(lab, id))
