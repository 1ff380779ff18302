// Runs a real Alertmanager beside ours, with the same configuration and alerts, and compares what each sends to a local catcher.
import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import net from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import {
  Alertmanager,
  alert,
  fileState,
  loadConfig,
  momentOrZero,
  nodeHttpClient,
  smtpSender,
  systemClock,
} from '../packages/alerting/src/index.ts'
import { startCatcher } from './alertmanager/catcher.mjs'
import { ALL, configuration } from './alertmanager/receivers.mjs'

const program =
  process.argv[2] ??
  ['alertmanager', 'prometheus-alertmanager'].find(
    (name) => spawnSync(name, ['--version']).status === 0,
  )
if (program === undefined) {
  console.log(
    'No Alertmanager to compare with: give its path, or install it (Debian: prometheus-alertmanager).',
  )
  process.exit(0)
}

const EXTERNAL = 'http://am.example.com:9093/base'
/** Longer than the groups' interval. */
const ROUND_MS = 6500
const MOST_ROUNDS = 10
const HEADERS = ['content-type', 'authorization', 'x-auth-token', 'x-user-id', 'accept-language']
const base = {
  annotations: { summary: 'CPU <b>high</b> & "rising" é', description: 'x > 90%\nsecond line' },
  generatorURL: 'http://prom/graph?g0.expr=up&g0.tab=1',
}
const labels = { alertname: 'HighCPU', cluster: 'eu "west"', severity: 'critical', job: 'node' }
const alerts = [
  {
    ...base,
    labels: { ...labels, instance: 'b:9100' },
    annotations: { summary: base.annotations.summary },
  },
  { ...base, labels: { ...labels, instance: 'a:9100' } },
]

const folder = mkdtempSync(join(tmpdir(), 'unloop-alertmanager-'))
const theirs = await startCatcher()
const ours = await startCatcher()
let failed = 0
try {
  const { post, stop, names } = await startTheirs()
  const manager = await startOurs()
  // The digits show whether fractions of a second are kept.
  const startsAt = new Date().toISOString().replace(/\.\d+Z/, '.123456789Z')
  const endsAt = new Date(Date.parse(startsAt) + 1000).toISOString()
  for (const times of [{ startsAt }, { startsAt, endsAt }]) {
    const round = alerts.map((one) => ({ ...one, ...times }))
    await post(round)
    put(manager, round)
    await told()
  }
  stop()
  await manager.stop()
  failed = report(names)
} finally {
  theirs.stop()
  ours.stop()
  rmSync(folder, { recursive: true, force: true })
}
process.exitCode = failed === 0 ? 0 : 1

/** A round is over once both have told the same number of messages, and nothing came for a while. */
async function told() {
  const counts = () => [theirs.caught.length, ours.caught.length]
  let before = [0, 0]
  for (let tries = 0; tries < MOST_ROUNDS; tries++) {
    await wait(ROUND_MS)
    const now = counts()
    if (now[0] === now[1] && now.every((count, at) => count === before[at])) return
    before = now
  }
}

async function startTheirs() {
  const { text, names } = configuration({ ...theirs, state: ALL })
  const file = join(folder, 'alertmanager.yml')
  writeFileSync(file, text)
  const port = await freePort()
  const flags = [
    `--config.file=${file}`,
    `--storage.path=${join(folder, 'data')}`,
    `--web.listen-address=127.0.0.1:${port}`,
    `--web.external-url=${EXTERNAL}`,
    '--cluster.listen-address=',
    '--log.level=warn',
  ]
  const child = spawn(program, flags, { stdio: ['ignore', 'ignore', 'pipe'] })
  const log = []
  child.stderr.on('data', (chunk) => log.push(chunk))
  const api = `http://127.0.0.1:${port}/base/api/v2`
  const isReady = async () => (await fetch(`${api}/status`)).ok
  await until(isReady, () => Buffer.concat(log).toString())
  const headers = { 'Content-Type': 'application/json' }
  const post = (list) =>
    fetch(`${api}/alerts`, { method: 'POST', headers, body: JSON.stringify(list) })
  return { names, post, stop: () => child.kill() }
}

async function startOurs() {
  const { text } = configuration({ ...ours, state: ALL })
  const manager = new Alertmanager({
    config: loadConfig(text),
    templates: [],
    clock: systemClock,
    state: fileState(join(folder, 'ours')),
    externalURL: EXTERNAL,
    newId: () => crypto.randomUUID(),
    onError: (message) => console.log(`ours: ${message}`),
    kit: {
      http: nodeHttpClient,
      mail: smtpSender,
      readFile: (path) => readFile(path, 'utf8'),
      hostname: 'host',
      random: Math.random,
    },
  })
  await manager.start()
  return manager
}

function put(manager, list) {
  for (const one of list) {
    const endsAt = momentOrZero(one.endsAt ?? new Date(Date.now() + 300_000).toISOString())
    manager.store.put(
      alert({
        ...one,
        startsAt: momentOrZero(one.startsAt),
        endsAt,
        updatedAt: Date.now(),
        isTimeout: one.endsAt === undefined,
      }),
    )
  }
}

function report(names) {
  const keys = [...new Set([...theirs.caught, ...ours.caught].map((one) => keyOf(one)))].sort()
  const differing = new Set()
  let equal = 0
  for (const key of keys) {
    const [a, b] = [theirs, ours].map(({ caught, url }) =>
      caught.filter((one) => keyOf(one) === key).map((one) => comparable(one, url)),
    )
    if (JSON.stringify(a) === JSON.stringify(b)) equal++
    else {
      differing.add(key)
      console.log(`--- ${key}\n${firstDifference(JSON.stringify(a), JSON.stringify(b))}`)
    }
  }
  const missing = names.filter(
    (name) => !keys.some((key) => key.includes(name) || /pushover|pagerduty|email/.test(name)),
  )
  if (missing.length > 0) console.log(`nothing was sent for: ${missing.join(', ')}`)
  console.log(
    `receiver configurations: ${names.length}; addresses compared: ${keys.length}, equal: ${equal}`,
  )
  return differing.size + missing.length
}

function firstDifference(a, b) {
  let at = 0
  while (at < a.length && a[at] === b[at]) at++
  const around = (text) => text.slice(Math.max(at - 80, 0), at + 200)
  return ` theirs: …${around(a)}\n ours:   …${around(b)}`
}

/** Requests are compared by address, in the order in which they came. */
function keyOf({ method, url, body }) {
  if (method === 'SMTP') return `SMTP ${/firing/.test(body) ? 'firing' : 'resolved'}`
  const [path, query] = url.split('?')
  return `${method} ${path}${path.includes('messages.json') ? ` ${/token=([^&]*)/.exec(query)?.[1]}` : ''}`
}

function comparable({ method, url, headers, body }, own) {
  const kept = HEADERS.flatMap((name) =>
    headers[name] === undefined ? [] : [`${name}: ${headers[name].replace(/^AWS4.*/, 'AWS4')}`],
  )
  return {
    url,
    kept,
    body: method === 'SMTP' ? mail(body) : body.replaceAll(own, 'http://catcher'),
  }
}

/** What differs from message to message is taken out; the order of headers is left to chance upstream. */
function mail(body) {
  const boundary = /boundary=(\S+)/.exec(body)?.[1] ?? '-'
  const [head, ...rest] = body.replaceAll(boundary, 'BOUNDARY').split('\r\n\r\n')
  const lines = head
    .replace(/^Message-Id: .*$/m, 'Message-Id')
    .replace(/^Date: .*$/m, 'Date')
    .split('\r\n')
  return [lines.sort().join('\n'), ...rest].join('\n\n')
}

function freePort() {
  return new Promise((done) => {
    const server = net.createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => done(port))
    })
  })
}

async function until(isReady, why) {
  for (let tries = 0; tries < 100; tries++) {
    if (await isReady().catch(() => false)) return
    await wait(100)
  }
  throw new Error(`the other Alertmanager did not start: ${why()}`)
}
