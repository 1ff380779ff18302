// A real `unloop serve` that watches a fake cluster of crashing pods, for verify-alerting: killed at the worst moments, and
// how long a crash takes to be told of.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { startFakeApi } from '../../packages/sources/src/testing/fake-api.ts'
import { kubeconfigText } from '../../packages/sources/src/testing/kubeconfig.ts'
import { crashingPod, stamp } from '../lib/crashing-pod.mjs'
import { served } from '../lib/served.mjs'

/** Any time may pass before the first message on a busy machine. */
const TOLD_MS = 120_000

const pod = (name, restarts) => crashingPod({ name, namespace: 'shop', restarts })

/** A fake cluster, and a configuration that tells a catcher. */
export async function surroundings(folder, { port, pods, groupWait = '0s' }) {
  const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } }
  const objects = [namespace, ...pods.map((name) => pod(name, 4))]
  const logs = Object.fromEntries(
    pods.map((name) => [`shop/${name}/app?previous`, `${stamp(Date.now())} Error: refused\n`]),
  )
  const api = await startFakeApi({ objects, logs, date: new Date().toUTCString() })
  writeFileSync(join(folder, 'kubeconfig'), kubeconfigText({ server: api.url }))
  writeFileSync(
    join(folder, 'alertmanager.yml'),
    `
route: {receiver: hook, group_by: [alertname, workload], group_wait: ${groupWait}, group_interval: 1s, repeat_interval: 12h}
receivers: [{name: hook, webhook_configs: [{url: "http://127.0.0.1:${port}/"}]}]
`,
  )
  const crash = (name, restarts = 4) => api.set(pod(name, restarts))
  return { crash, close: () => api.close() }
}

const WATCHING = ['--kubeconfig', 'kubeconfig', '--interval', '2']

/** Starts it with an `alertmanager.yml` of the folder. */
export function serve(folder, options = WATCHING) {
  const files = ['--data', 'data', '--alertmanager-config', 'alertmanager.yml']
  return served([...files, ...options], { cwd: folder })
}

/** Groups that the notification log on disk tells as firing. A last line that was cut off is none. */
function noted(folder) {
  const path = join(folder, 'data', 'alerting', 'nflog.jsonl')
  const groups = new Set()
  if (!existsSync(path)) return groups
  for (const line of readFileSync(path, 'utf8').split('\n').slice(0, -1)) {
    const [, value] = JSON.parse(line)
    const { groupKey, firing } = JSON.parse(value)
    if (firing.length > 0) groups.add(groupKey)
    else groups.delete(groupKey)
  }
  return groups
}

/**
 * Killed as it starts, as a message arrives, as it was answered, and later; then left alone. No group is lost, and none
 * that was noted on disk is told again: what was answered so shortly before that its note was not yet written may be.
 */
export async function killedServe(folder, catcher) {
  const pods = ['web-1', 'db-1', 'cart-1']
  const moments = ['listening', 'arrived', 'answered', 'noted']
  let notedBefore = new Set()
  let again = 0
  const heard = (_, { groupKey, status }) => {
    if (status === 'firing' && notedBefore.has(groupKey)) again++
  }
  const { told, port, onMessage, close } = await catcher(() => 200, heard)
  const cluster = await surroundings(folder, { port, pods })
  for (const moment of moments) {
    const child = await serve(folder)
    if (moment !== 'listening') {
      const message = new Promise((done) =>
        onMessage(moment === 'arrived' ? 'before' : 'after', done),
      )
      await Promise.race([message, pause(10_000)])
      if (moment === 'noted') await pause(1_000)
    }
    await child.end('SIGKILL')
    notedBefore = noted(folder)
  }
  const last = await serve(folder)
  const keys = () => [...told.keys()].filter((key) => key.startsWith('UnloopCrashLoop'))
  for (const from = Date.now(); keys().length < pods.length && Date.now() - from < TOLD_MS;)
    await pause(200)
  await pause(5_000)
  await last.end()
  await cluster.close()
  close()
  const repeated = [...told.values()].reduce((sum, times) => sum + times - 1, 0)
  return [
    keys().length === pods.length && again === 0 && notedBefore.size > 0,
    `${keys().length} of ${pods.length} crash loops told over ${moments.length} kills of the server; ${again} messages again of ${notedBefore.size} that were noted, ${repeated - again} of those whose note was not yet on disk`,
  ]
}

/** From the change of a pod's status to the message, group_wait being nothing. */
export async function latency(folder, catcher) {
  const rounds = Number(process.env.UNLOOP_ROUNDS ?? 60)
  const arrivals = new Map()
  const { port, close } = await catcher(
    () => 200,
    (key) => {
      if (!arrivals.has(key)) arrivals.set(key, performance.now())
    },
  )
  const cluster = await surroundings(folder, { port, pods: ['first-1'] })
  const child = await serve(folder)
  const arrived = async (name) => {
    const key = `UnloopCrashLoop ${name} firing`
    for (const from = Date.now(); !arrivals.has(key) && Date.now() - from < TOLD_MS;) await pause(5)
    return arrivals.get(key) ?? Infinity
  }
  await arrived('first-1')
  const times = []
  for (let round = 0; round < rounds; round++) {
    const name = `job${round}-1`
    await pause(500)
    const began = performance.now()
    cluster.crash(name)
    times.push((await arrived(name)) - began)
  }
  await child.end()
  await cluster.close()
  close()
  const sorted = times.toSorted((a, b) => a - b)
  const at = (share) => Math.round(sorted[Math.ceil(sorted.length * share) - 1])
  return [at(0.99) <= 1_500, `p50 ${at(0.5)} ms, p99 ${at(0.99)} ms over ${rounds} crashes`]
}
