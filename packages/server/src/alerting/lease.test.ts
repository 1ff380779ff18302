import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { ClusterApi } from '@unloop/sources'
import {
  kubeconfigText,
  testFolder,
  type TestFolder,
} from '../../../sources/src/testing/kubeconfig.ts'
import { LeaseLock } from './lease.ts'

const TIMES = { leaseMs: 10_000, renewDeadlineMs: 6_000, retryMs: 100 }
const LONG = 120_000
const PATH = '/apis/coordination.k8s.io/v1/namespaces/unloop/leases'

interface Stored {
  metadata: { name: string; resourceVersion: string }
  spec: { holderIdentity: string; leaseTransitions: number }
}

/** Leases as the API server keeps them: a write needs the version that it was made from. */
class Leases {
  stored: Stored | null = null
  /** Callers by their user agent or token that get no answer. */
  down = new Set<string>()
  #version = 0

  async answer(request: IncomingMessage): Promise<{ status: number; body: unknown }> {
    const body = await text(request)
    if (this.down.has(request.headers.authorization ?? '')) return { status: 500, body: {} }
    const sent = body === '' ? null : (JSON.parse(body) as Stored)
    const isOne = request.url === `${PATH}/sender`
    if (!isOne && request.url !== PATH) return { status: 404, body: {} }
    if (request.method === 'GET')
      return this.stored === null ? { status: 404, body: {} } : { status: 200, body: this.stored }
    if (sent === null) return { status: 400, body: {} }
    const isTaken = request.method === 'POST' && this.stored !== null
    const isOld =
      request.method === 'PUT' &&
      sent.metadata.resourceVersion !== this.stored?.metadata.resourceVersion
    if (isTaken || isOld) return { status: 409, body: {} }
    const metadata = { ...sent.metadata, resourceVersion: String(++this.#version) }
    this.stored = { ...sent, metadata }
    return { status: request.method === 'POST' ? 201 : 200, body: this.stored }
  }
}

let leases: Leases
let server: Server
let folder: TestFolder
const apis: ClusterApi[] = []

beforeEach(async () => {
  leases = new Leases()
  folder = testFolder()
  server = createServer((request, response) => {
    void leases.answer(request).then(({ status, body }) => {
      response.writeHead(status, { 'content-type': 'application/json' })
      response.end(JSON.stringify(body))
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', () => done()))
})
afterEach(() => {
  for (const api of apis.splice(0)) api.close()
  server.close()
  folder.remove()
})

function lockOf(identity: string): LeaseLock {
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const kubeconfig = folder.write(
    identity,
    kubeconfigText({ server: url, user: { token: identity } }),
  )
  const api = new ClusterApi({ kubeconfig, requestTimeoutMs: 3_000 })
  apis.push(api)
  const elapsed = (): number => performance.now()
  return new LeaseLock({
    api,
    namespace: 'unloop',
    name: 'sender',
    identity,
    elapsed,
    times: TIMES,
  })
}

it(
  'lets one hold it, and the next at once where it is handed back',
  async () => {
    const [a, b] = [lockOf('a'), lockOf('b')]
    const locks = await Promise.all([a.take(), b.take()])
    expect(locks.filter((lock) => lock !== undefined)).toHaveLength(1)
    const [first, other] = locks[0] === undefined ? [locks[1], a] : [locks[0], b]
    await new Promise((done) => setTimeout(done, 1_500))
    expect(await other.take()).toBeUndefined()
    expect(first?.lost.aborted).toBe(false)
    await first?.release()
    expect(leases.stored?.spec).toMatchObject({ holderIdentity: '', leaseDurationSeconds: 1 })
    const second = await other.take()
    expect(second).toBeDefined()
    expect(leases.stored?.spec.leaseTransitions).toBe(1)
    await second?.release()
  },
  LONG,
)

it(
  'is lost by who cannot renew it before another may take it',
  async () => {
    const [a, b] = [lockOf('a'), lockOf('b')]
    const first = await a.take()
    leases.down.add('Bearer a')
    expect(await b.take()).toBeUndefined()
    let second: Awaited<ReturnType<LeaseLock['take']>>
    await vi.waitFor(
      async () => {
        second = await b.take()
        expect(second).toBeDefined()
      },
      { timeout: 60_000, interval: 200 },
    )
    expect(first?.lost.aborted).toBe(true)
    await first?.release()
    expect(leases.stored?.spec.holderIdentity).toBe('b')
    await second?.release()
  },
  LONG,
)

it(
  'goes on though somebody changed its labels, and ends where another took it',
  async () => {
    const lock = await lockOf('a').take()
    const touch = (holderIdentity: string): void => {
      const { metadata, spec } = leases.stored as Stored
      leases.stored = {
        metadata: { ...metadata, resourceVersion: `touched ${holderIdentity}` },
        spec: { ...spec, holderIdentity },
      }
    }
    touch('a')
    await new Promise((done) => setTimeout(done, 500))
    expect(lock?.lost.aborted).toBe(false)
    touch('c')
    await vi.waitFor(() => expect(lock?.lost.aborted).toBe(true), { timeout: 60_000 })
    await lock?.release()
    expect(leases.stored?.spec.holderIdentity).toBe('c')
  },
  LONG,
)
