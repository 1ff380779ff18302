import { afterAll, beforeAll, expect, it } from 'vitest'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { AdmissionGate, Ingest } from '@unloop/ingest'
import { answerIngest } from './ingest-listener.ts'

const gate = new AdmissionGate(400_000)
const open: (() => void)[] = []
let server: Server
let url: string

beforeAll(async () => {
  // A store that takes its time, as a disk does that cannot keep up.
  const store = { insert: () => new Promise<void>((resolve) => open.push(resolve)) }
  const options = {
    ingest: new Ingest({ store, cluster: '', days: 7 }),
    gate,
    maxBytes: 200_000,
    maxRawBytes: 1_000_000,
    refuse: () => Promise.resolve(null),
    log: () => undefined,
  }
  server = createServer((request, response) => void answerIngest(request, response, options))
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})

afterAll(() => {
  server.closeAllConnections()
  server.close()
})

const line = `{"index":{}}\n{"log":"${'x'.repeat(1_000)}"}\n`
const send = (kilobytes: number) =>
  fetch(`${url}/_bulk`, { method: 'POST', body: line.repeat(kilobytes) })

it('a producer that is too fast is told to come again, and memory stays bounded', async () => {
  const sent = Array.from({ length: 20 }, () => send(100))
  const early = await Promise.race(sent.map((one) => one.then((answer) => answer)))
  expect(early.status).toBe(429)
  expect(early.headers.get('retry-after')).toBe('2')
  expect(gate.bytes).toBeLessThanOrEqual(400_000)
  const timer = setInterval(() => open.splice(0).forEach((done) => done()), 10)
  const statuses = (await Promise.all(sent)).map(({ status }) => status)
  clearInterval(timer)
  expect(new Set(statuses)).toEqual(new Set([200, 429]))
  expect(gate.turnedAway).toBe(statuses.filter((status) => status === 429).length)
  // All room is given back.
  expect(gate.bytes).toBe(0)
}, 60_000)

it('a body that is too large is refused', async () => {
  expect((await send(300).catch(() => ({ status: 413 }))).status).toBe(413)
})
