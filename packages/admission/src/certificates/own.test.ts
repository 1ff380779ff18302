import { X509Certificate } from 'node:crypto'
import { connect, createServer } from 'node:tls'
import type { AddressInfo } from 'node:net'
import type { ApiAnswer, ApiRequest } from '@unloop/sources'
import { describe, expect, it } from 'vitest'
import { decode, encode, nextStep, splitPem } from './holding.ts'
import { issue, makeAuthority, type KeyPair } from './make.ts'
import { OwnCertificates } from './own.ts'

const START = Date.parse('2026-11-20T10:00:00Z')
const DAY = 86_400_000
const HOSTS = ['unloop-webhook.unloop-system.svc', '127.0.0.1']
const lifetimes = { authorityMs: 90 * DAY, servingMs: 30 * DAY, settleMs: 10_000 }

interface Stored {
  metadata: { resourceVersion: string }
  data?: Record<string, unknown>
}

/** One Secret and one ValidatingWebhookConfiguration, with the API server's rules for writes at the same time. */
class Cluster {
  secret: Stored | null = null
  bundle = ''
  #version = 1
  /** Called before each write, so that a test can be faster. */
  beforeWrite: () => Promise<void> = async () => {}

  send = async ({ method, path, body }: ApiRequest): Promise<ApiAnswer> => {
    if (method !== 'GET') await this.beforeWrite()
    return path.includes('/secrets') ? this.#secrets(method, body) : this.#hooks(method, body)
  }

  #secrets(method: string, body: unknown): ApiAnswer {
    const sent = body as Stored
    const version = this.secret?.metadata.resourceVersion
    if (method === 'GET') return this.secret === null ? answer(404) : answer(200, this.secret)
    if (method === 'POST' && this.secret !== null) return answer(409)
    if (method === 'PUT' && sent.metadata.resourceVersion !== version) return answer(409)
    this.secret = { ...sent, metadata: { resourceVersion: String(++this.#version) } }
    return answer(200, this.secret)
  }

  #hooks(method: string, body: unknown): ApiAnswer {
    const caBundle = this.bundle === '' ? {} : { caBundle: this.bundle }
    if (method === 'PATCH') {
      this.bundle = (body as { value: string }[])[1]?.value ?? ''
      return answer(200)
    }
    return answer(200, {
      metadata: { resourceVersion: '7' },
      webhooks: [{ clientConfig: caBundle }],
    })
  }

  get trusted(): readonly string[] {
    return splitPem(Buffer.from(this.bundle, 'base64').toString())
  }
}

const answer = (status: number, body: unknown = {}): ApiAnswer => ({
  status,
  body: structuredClone(body),
  text: '',
  warnings: [],
})

const replica = (cluster: Cluster, clock: { now: number }) =>
  new OwnCertificates({
    api: cluster,
    namespace: 'unloop-system',
    secret: 'unloop-webhook-tls',
    configuration: 'unloop-webhook',
    hosts: HOSTS,
    lifetimes,
    now: () => clock.now,
    log: () => undefined,
  })

const isTrusted = (cluster: Cluster, { cert }: KeyPair): boolean =>
  cluster.trusted.some((pem) =>
    new X509Certificate(cert).verify(new X509Certificate(pem).publicKey),
  )

describe('certificates of its own', () => {
  it('are accepted by a TLS client that trusts the authority, under each name', async () => {
    const authority = await makeAuthority({ now: Date.now(), lifetimeMs: DAY })
    const serving = await issue(authority, HOSTS, { now: Date.now(), lifetimeMs: DAY })
    const server = createServer({ ...serving, minVersion: 'TLSv1.2' })
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    const { port } = server.address() as AddressInfo
    for (const servername of [HOSTS[0], undefined]) {
      const options = { port, host: '127.0.0.1', ca: authority.cert }
      const socket = connect({ ...options, ...(servername ? { servername } : {}) })
      await new Promise((done, fail) => socket.once('secureConnect', done).once('error', fail))
      expect(socket.authorized).toBe(true)
      socket.destroy()
    }
    server.close()
    expect(new X509Certificate(authority.cert).ca).toBe(true)
    expect(new X509Certificate(serving.cert).ca).toBe(false)
  })

  it('are read back, and nothing that is broken is', async () => {
    const authority = await makeAuthority({ now: START, lifetimeMs: DAY })
    const serving = await issue(authority, HOSTS, { now: START, lifetimeMs: DAY })
    const holding = { authorities: [authority.cert], authorityKey: authority.key, serving }
    expect(decode(encode(holding))).toEqual(holding)
    expect(decode({})).toBeNull()
    expect(decode({ ...encode(holding), 'tls.key': encode(holding)['ca.key'] })).toBeNull()
    expect(decode({ ...encode(holding), 'tls.crt': 'AAAA' })).toBeNull()
    const named = { now: START, hosts: ['other.svc'], isTrusted: true }
    expect(nextStep(holding, named)).toBe('new-certificate')
  })

  it('are shared by replicas that start at once', async () => {
    const cluster = new Cluster()
    const clock = { now: START }
    const replicas = [replica(cluster, clock), replica(cluster, clock), replica(cluster, clock)]
    const kept = await Promise.all(replicas.map((each) => each.keep()))
    const certs = new Set(kept.map(({ pair }) => pair?.cert))
    expect(certs.size).toBe(1)
    expect(cluster.trusted).toHaveLength(1)
  })

  it('are renewed in time for half a year, and each is trusted before it is served', async () => {
    const cluster = new Cluster()
    const clock = { now: START }
    const replicas = [replica(cluster, clock), replica(cluster, clock)]
    const served = new Set<string>()
    const authorities = new Set<string>()
    let isSettled = false
    while (clock.now < START + 180 * DAY) {
      const kept = []
      for (const each of replicas) kept.push(await each.keep())
      for (const { pair } of kept) {
        if (pair === null) throw new Error('nothing is served')
        expect(isTrusted(cluster, pair)).toBe(true)
        expect(Date.parse(new X509Certificate(pair.cert).validTo)).toBeGreaterThan(clock.now)
        served.add(pair.cert)
      }
      for (const pem of cluster.trusted) authorities.add(pem)
      isSettled = kept.every((each) => each.isSettled)
      clock.now += isSettled ? DAY : 2_000
    }
    expect(served.size).toBeGreaterThan(6)
    expect(authorities.size).toBeGreaterThan(2)
    expect(cluster.trusted.length).toBeLessThanOrEqual(3)
  })

  it('go on where somebody empties the Secret: first trust, then the new certificate', async () => {
    const cluster = new Cluster()
    const clock = { now: START }
    const own = replica(cluster, clock)
    const before = (await own.keep()).pair
    if (cluster.secret !== null) delete cluster.secret.data
    const during = await own.keep()
    expect(during.pair).toEqual(before)
    expect(cluster.trusted).toHaveLength(2)
    clock.now += lifetimes.settleMs
    const after = await own.keep()
    expect(after.pair?.cert).not.toBe(before?.cert)
    expect(after.pair !== null && isTrusted(cluster, after.pair)).toBe(true)
  })

  it('take what another replica wrote a moment before', async () => {
    const cluster = new Cluster()
    const clock = { now: START }
    const [slow, fast] = [replica(cluster, clock), replica(cluster, clock)]
    let theirs: KeyPair | null = null
    cluster.beforeWrite = async () => {
      cluster.beforeWrite = async () => {}
      theirs = (await fast.keep()).pair
    }
    expect((await slow.keep()).pair).toEqual(theirs)
    expect(theirs).not.toBeNull()
  })

  it('say what right is missing', async () => {
    const own = new OwnCertificates({
      api: { send: async () => answer(403, { message: 'secrets is forbidden' }) },
      namespace: 'a',
      secret: 'b',
      configuration: 'c',
      hosts: HOSTS,
      lifetimes,
      now: () => START,
      log: () => undefined,
    })
    await expect(own.keep()).rejects.toThrow(/could not read Secret a\/b: HTTP 403 .*manifests/)
  })
})
