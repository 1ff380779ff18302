// Looks inside containers on a real node: what a look names, that nothing is left behind, that a stop at any time cleans up.
import { execFile, spawn } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { root } from '../../scripts/lib/workspace.mjs'
import { apply, deleteNamespace, diagnose, inLanes, kubectl, pause, willMake } from './lab.mjs'
import { buildImages, CASES, NET_CASES } from './look-cases.mjs'

const run = promisify(execFile)
const AT_ONCE = 6

/** Rows for the page, each with whether it is as it must be. */
export async function lookCases(lab, only, onDone) {
  buildImages(lab)
  const all = [
    ...CASES.map((each) => ({ ...each, command: 'debug' })),
    ...NET_CASES.map((each) => ({ ...each, command: 'net' })),
  ]
  const wanted = all.filter(({ name }) => name.startsWith(only ?? ''))
  const rows = await inLanes(wanted, AT_ONCE, async (each) => {
    const row = await lookAt(lab, each)
    onDone(row)
    return row
  })
  for (const signal of only && !'stopped'.startsWith(only) ? [] : ['SIGINT', 'SIGTERM']) {
    const row = await stopped(lab, signal)
    onDone(row)
    rows.push(row)
  }
  return rows
}

const namespaceOf = (name) => `look-${name}`

async function prepared(lab, { name, target, objects, enforce, isRunning }) {
  const namespace = namespaceOf(name)
  willMake(namespace)
  await gone(lab, namespace)
  const labels = enforce ? { 'pod-security.kubernetes.io/enforce': enforce } : {}
  await apply(lab, { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace, labels } })
  await pause(1)
  await apply(lab, { apiVersion: 'v1', kind: 'List', items: objects(namespace) })
  await settled(lab, { namespace, app: target.split('/')[1], isRunning })
  return namespace
}

async function gone(lab, namespace) {
  for (let tries = 0; tries < 40; tries++) {
    if (!(await kubectl(lab, 'get', 'ns', namespace, '--ignore-not-found'))) return
    await pause(2)
  }
}

/** Two restarts, or ready. */
async function settled(lab, { namespace, app, isRunning }) {
  for (let tries = 0; tries < 60; tries++) {
    const { items } = await podsOf(lab, namespace, `app=${app}`)
    const { containerStatuses = [], initContainerStatuses = [] } = items[0]?.status ?? {}
    const status =
      initContainerStatuses.find(({ state }) => !state.terminated) ?? containerStatuses[0]
    if (isRunning ? status?.ready : (status?.restartCount ?? 0) >= 2 && status.state.waiting) return
    await pause(1)
  }
  throw new Error(`${namespace} did not ${isRunning ? 'become ready' : 'crash-loop'} in time`)
}

const podsOf = async (lab, namespace, selector) =>
  JSON.parse(await kubectl(lab, '-n', namespace, 'get', 'pods', '-l', selector, '-o', 'json'))

const COPIES = 'unloop/look=copy'

async function lookAt(lab, each) {
  const { name, what, target, command } = each
  const base = { name, what, command: `unloop ${command} ${target}` }
  try {
    const namespace = await prepared(lab, each)
    const before = await diagnose(lab, [target, '-n', namespace])
    const began = Date.now()
    const text = await unloop(lab, [command, target, '-n', namespace, '--yes'])
    const seconds = (Date.now() - began) / 1000
    const json = await unloop(lab, [command, target, '-n', namespace, '--yes', '-o', 'json'])
    const page = JSON.parse(json.out || 'null')
    const left = (await podsOf(lab, namespace, COPIES)).items
    const missing = [each.says].flat().filter((says) => !says.test(text.out.replace(/\s+/g, ' ')))
    const first = before.report?.incidents[0]?.causes[0]?.id ?? null
    const problems = [
      ...missing.map((says) => `does not say ${says}`),
      // A busy node may have been late with a mount, which then stands as a guess; the answer must not stand there yet.
      ...(each.before && each.before !== each.after && first === each.after
        ? [`before: ${first}`]
        : []),
      ...(each.after && page?.after?.id !== each.after ? [`after: ${page?.after?.id}`] : []),
      ...(each.way && page?.way !== each.way ? [`way: ${page?.way}`] : []),
      ...(left.length > 0 ? [`left: ${left.map(({ metadata }) => metadata.name)}`] : []),
      ...(text.err ? [text.err.trim()] : []),
    ]
    return {
      ...base,
      before: first,
      after: page?.after?.id ?? null,
      way: page?.way,
      seconds,
      passed: problems.length === 0,
      problems,
      screen: text.out,
    }
  } catch (error) {
    return { ...base, passed: false, problems: [String(error.message ?? error).slice(0, 300)] }
  } finally {
    await deleteNamespace(lab, namespaceOf(name))
  }
}

/** Stopped as soon as the copy is there: nothing may be left of it. */
async function stopped(lab, signal) {
  const [each] = CASES.filter(({ name }) => name === 'silent-exit')
  const name = `stopped-${signal.toLowerCase()}`
  const base = {
    name,
    what: `${signal} while the copy starts`,
    command: `unloop debug ${each.target}`,
  }
  try {
    const namespace = await prepared(lab, { ...each, name })
    const args = ['debug', each.target, '-n', namespace, '--yes']
    const child = spawn(command(), args, { cwd: root, env: lab.env, stdio: 'ignore' })
    const ended = new Promise((done) => child.once('exit', done))
    let made = 0
    for (let tries = 0; tries < 200 && made === 0; tries++) {
      made = (await podsOf(lab, namespace, COPIES)).items.length
      if (made === 0) await pause(0.05)
    }
    // The command's own process: a shim may stand before it.
    process.kill(child.pid, signal)
    const status = await ended
    const left = (await podsOf(lab, namespace, COPIES)).items
    const passed = made === 1 && left.length === 0
    const problems = passed ? [] : [`made ${made}, left ${left.length}, status ${status}`]
    return { ...base, passed, problems, way: 'copy', before: null, after: null }
  } catch (error) {
    return { ...base, passed: false, problems: [String(error.message ?? error).slice(0, 300)] }
  } finally {
    await deleteNamespace(lab, namespaceOf(name))
  }
}

const command = () => process.env.UNLOOP_LAB_COMMAND ?? join(root, 'unloop')

async function unloop(lab, args) {
  const answer = await run(command(), args, { env: lab.env, cwd: root, maxBuffer: 1 << 26 }).catch(
    (error) => error,
  )
  return { out: answer.stdout ?? '', err: answer.stderr ?? String(answer) }
}
