// `npm run bench:cluster`: a server that watches 5,000 pods of which 500 crash again and again, on a local API server: what it
// costs while nothing happens, its memory, and the time from a container's end to its stored diagnosis.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { startFakeApi } from '../../packages/sources/src/testing/fake-api.ts'
import { kubeconfigText } from '../../packages/sources/src/testing/kubeconfig.ts'
import { crashingPod, runningPod, stamp } from '../lib/crashing-pod.mjs'
import { served } from '../lib/served.mjs'

const PODS = Number(process.env.UNLOOP_BENCH_PODS ?? '5000')
const LOOPS = Math.ceil(PODS / 10)
const NAMESPACES = 100
const CRASHES = 100
/** 500 loops at the longest back-off of five minutes. */
const BETWEEN_MS = 600
/** What was found at the start is looked at once more. */
const SETTLING_MS = 35_000
const IDLE_SECONDS = 30
const LONGEST_MS = 90_000
/** Between two questions for incidents that are waited for: a time is measured so much too long at most, and the question's own. */
const LOOKING_MS = 200

const namespaceOf = (n) => `team-${n % NAMESPACES}`

function logOf(n) {
  const lines = Array.from({ length: 200 }, (_each, line) => `INFO request ${line} served in 12 ms`)
  const last = `Error: connect ECONNREFUSED 10.0.0.${n % 250}:5432`
  return [...lines, last].map((line) => `${stamp(Date.now() - 1_000)} ${line}\n`).join('')
}

const OWN_CONTAINER = {
  env: Array.from({ length: 10 }, (_each, at) => ({ name: `V${at}`, value: `value ${at}` })),
  resources: { limits: { memory: '256Mi' }, requests: { memory: '128Mi' } },
  livenessProbe: { httpGet: { path: '/health', port: 8080 } },
}

/** A pod of its own ReplicaSet. */
const podOf = (n) => ({
  name: `web-${n}-x1`,
  namespace: namespaceOf(n),
  node: `node-${n % 50}`,
  owner: { apiVersion: 'apps/v1', kind: 'ReplicaSet', name: `web-${n}`, uid: `rs-${n}` },
  container: OWN_CONTAINER,
})

const crashed = (n, restarts) => crashingPod({ ...podOf(n), restarts, backOff: '5m0s' })

function clusterObjects() {
  const namespaces = Array.from({ length: NAMESPACES }, (_each, n) => ({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: namespaceOf(n) },
  }))
  const workloads = Array.from({ length: PODS }, (_each, n) => [
    n < LOOPS ? crashed(n, 5) : runningPod(podOf(n)),
    {
      apiVersion: 'apps/v1',
      kind: 'ReplicaSet',
      metadata: { name: `web-${n}`, namespace: namespaceOf(n), uid: `rs-${n}` },
      spec: { replicas: 1 },
      status: { replicas: 1 },
    },
  ])
  return [...namespaces, ...workloads.flat()]
}

/** Crashes one after the other; the time of each until the incidents of its namespace, as they are asked for, count it. */
async function crashTimes(api, json) {
  const restarts = new Map()
  const waiting = new Map()
  const times = []
  let isOver = false
  const looking = (async () => {
    while (!isOver || waiting.size > 0) {
      await Promise.all(
        [...waiting].map(async ([workload, { namespace, crashes, began }]) => {
          // Where too many ask at once some are turned away, and ask again.
          const { incidents = [] } = await json(
            `/api/unloop/v1/incidents?limit=100&namespace=${namespace}`,
          )
          const took = performance.now() - began
          const isStored = incidents.some(
            (one) => one.workload === workload && one.crashes >= crashes,
          )
          if (!isStored && took <= LONGEST_MS) return
          times.push(isStored ? took : Infinity)
          waiting.delete(workload)
        }),
      )
      await pause(LOOKING_MS)
    }
  })()
  for (let crash = 0; crash < CRASHES; crash++) {
    const n = (crash * 7) % LOOPS
    const crashes = (restarts.get(n) ?? 5) + 1
    restarts.set(n, crashes)
    waiting.set(`web-${n}`, { crashes, namespace: namespaceOf(n), began: performance.now() })
    api.set(crashed(n, crashes))
    await pause(BETWEEN_MS)
  }
  isOver = true
  await looking
  return times.toSorted((a, b) => a - b)
}

const folder = mkdtempSync(join(tmpdir(), 'unloop-bench-'))
const logs = Object.fromEntries(
  Array.from({ length: LOOPS }, (_each, n) => [
    `${namespaceOf(n)}/web-${n}-x1/app?previous`,
    logOf(n),
  ]),
)
const api = await startFakeApi({ objects: clusterObjects(), logs, date: new Date().toUTCString() })
writeFileSync(join(folder, 'kubeconfig'), kubeconfigText({ server: api.url }))
const data = ['--data', join(folder, 'data'), '--kubeconfig', join(folder, 'kubeconfig')]
const watching = await served(data, { showsErrors: true, program: 'launcher' })
const { json, seconds } = watching
while (((await json('/api/unloop/v1/status')).clusters[0]?.readMs ?? 0) === 0) await pause(500)
await pause(SETTLING_MS)
const before = seconds()
await pause(IDLE_SECONDS * 1_000)
const idle = ((seconds() - before) / IDLE_SECONDS) * 100
const times = await crashTimes(api, json)
const at = (share) => times[Math.ceil(times.length * share) - 1]
const [server, ...engine] = watching.peaks().map((bytes) => bytes / 1e6)
const show = (title, value, most) =>
  console.log(
    `${title}: ${value.toFixed(value < 100 ? 1 : 0)} (at most ${most}${value <= most ? '' : ', NOT reached'})`,
  )
console.log(`${PODS} pods, ${LOOPS} of them in crash loops, a crash every ${BETWEEN_MS} ms`)
show('while nothing happens, % of a core', idle, 5)
show('from the end of a container to its stored diagnosis, 99th percentile, ms', at(0.99), 2_000)
console.log(`its median, ms: ${at(0.5).toFixed(0)}`)
show('most memory of the server beside its engine, MB', server, 350)
console.log(`most memory of the engine, MB: ${engine.reduce((sum, mb) => sum + mb, 0).toFixed(0)}`)
await watching.end()
await api.close()
rmSync(folder, { recursive: true, force: true })
process.exit()
