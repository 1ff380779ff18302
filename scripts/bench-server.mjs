// `npm run bench:server`: what a core takes of logs and samples, bytes on the disk, memory, and the time of one pod's view.
// Rates are records a second of processor time, of the server and its engine together: other load on the machine counts less so.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { logRequests, writeRequests } from './bench/telemetry.mjs'
import { median } from './lib/median.mjs'
import { served } from './lib/served.mjs'
import { root } from './lib/workspace.mjs'

const RUNS = Number(process.env.UNLOOP_BENCH_RUNS ?? '5')
const RECORDS = Number(process.env.UNLOOP_BENCH_RECORDS ?? '500000')
const SAMPLES = RECORDS * 4
const LANES = 4

const runs = []
for (let run = 0; run < RUNS; run++) runs.push(await measured())
const show = (title, key, { least, most }) => {
  const value = median(runs.map((run) => run[key]))
  const isLeast = least !== undefined
  const limit = least ?? most
  const reached = isLeast ? value >= limit : value <= limit
  const shown = value >= 1000 ? Math.round(value).toLocaleString('en') : value.toFixed(2)
  console.log(
    `${title}: ${shown} (${isLeast ? 'at least' : 'at most'} ${limit.toLocaleString('en')}${reached ? '' : ', NOT reached'})`,
  )
}
console.log(
  `median of ${RUNS}, ${RECORDS.toLocaleString('en')} log records and ${SAMPLES.toLocaleString('en')} samples each`,
)
show('OTLP log records a second of processor time', 'logRate', { least: 60_000 })
show('bytes a log record on disk', 'logBytes', { most: 14 })
show('remote-write samples a second of processor time', 'sampleRate', { least: 200_000 })
show('bytes a sample on disk', 'sampleBytes', { most: 2.5 })
show('resident memory, server and engine, MB', 'peakMb', { most: 900 })
show("one pod's 24 hours, 1,000 lines, 95th percentile while logs arrive, ms", 'viewMs', {
  most: 150,
})
show('one such view, server and engine, ms of processor time', 'viewCpuMs', { most: 150 })

async function measured() {
  const folder = mkdtempSync(join(tmpdir(), 'unloop-bench-'))
  const server = await start(folder)
  try {
    const logs = await sent(server, RECORDS, logRequests(root, RECORDS))
    const samples = await sent(server, SAMPLES, writeRequests(SAMPLES))
    const viewCpuMs = await viewedAlone(server)
    const viewMs = await viewed(server)
    const { store } = await server.json('/api/unloop/v1/status')
    if (store.rejectedRows > 0)
      throw new Error(`${store.rejectedRows} rows were rejected: ${store.lastError}`)
    return {
      logRate: logs.rate,
      sampleRate: samples.rate,
      logBytes: (await settledBytes(server, 'logs')) / RECORDS,
      sampleBytes: (await settledBytes(server, 'samples')) / SAMPLES,
      peakMb: server.peaks().reduce((sum, bytes) => sum + bytes, 0) / 1e6,
      viewCpuMs,
      viewMs,
    }
  } finally {
    await server.end()
    rmSync(folder, { recursive: true, force: true })
  }
}

function start(folder) {
  return served(['--no-cluster', '--data', folder], { showsErrors: true })
}

/** Sends all requests over a few connections at once, and waits until the engine has the rows. */
async function sent(server, count, { path, headers, bodies }) {
  const before = server.seconds()
  const lane = async () => {
    for (const body of bodies) {
      for (;;) {
        const answer = await fetch(server.url + path, { method: 'POST', headers, body })
        await answer.arrayBuffer()
        if (answer.ok) break
        if (answer.status !== 429 && answer.status !== 503)
          throw new Error(`${path} answered ${answer.status}.`)
        await new Promise((resolve) => setTimeout(resolve, 200))
      }
    }
  }
  await Promise.all(Array.from({ length: LANES }, lane))
  for (;;) {
    const { store } = await server.json('/api/unloop/v1/status')
    if (store.acknowledgedRows === store.deliveredRows) break
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  return { rate: count / (server.seconds() - before) }
}

/** Bytes of a table after its small parts were merged, which takes a few seconds. */
async function settledBytes({ json }, table) {
  let last = Infinity
  for (let turn = 0; turn < 20; turn++) {
    const { store } = await json('/api/unloop/v1/status')
    const bytes = store.tableBytes[table] ?? 0
    if (bytes === last) return bytes
    last = bytes
    await new Promise((resolve) => setTimeout(resolve, 2_000))
  }
  return last
}

function viewOf(turn) {
  return `/api/unloop/v1/logs?namespace=shop&pod=pod-${turn % 20}&limit=1000`
}

/** What a view costs while nothing else happens: other load on the machine, which the time suffers from, counts less. */
async function viewedAlone(server) {
  const turns = 20
  const before = server.seconds()
  for (let turn = 0; turn < turns; turn++) await server.json(viewOf(turn))
  return ((server.seconds() - before) * 1_000) / turns
}

async function viewed(server) {
  const { path, headers, bodies } = logRequests(root, 200_000)
  const stop = { now: false }
  const load = (async () => {
    for (const body of bodies) {
      if (stop.now) return
      await (await fetch(server.url + path, { method: 'POST', headers, body })).arrayBuffer()
      await new Promise((resolve) => setTimeout(resolve, 30))
    }
  })()
  const times = []
  for (let turn = 0; turn < 40; turn++) {
    const began = performance.now()
    await server.json(viewOf(turn))
    times.push(performance.now() - began)
  }
  stop.now = true
  await load
  return times.toSorted((a, b) => a - b)[Math.floor(times.length * 0.95)]
}
