import {
  createServer as createHttp,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http'
import { createServer as createHttps, type Server as HttpsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import type { Admission } from './admission.ts'
import type { Metrics } from './metrics.ts'
import { readBody } from './read-body.ts'

/** A private key and its certificate chain, both in PEM. */
export interface KeyPair {
  readonly key: string
  readonly cert: string
}

export interface Address {
  /** Empty for all addresses of the machine. */
  readonly host: string
  readonly port: number
}

/** Longer than the API server keeps an idle connection (90 s in Go), so that it never sends into one that is being closed. */
const KEEP_ALIVE_MS = 120_000

/** The HTTPS listener that the API server calls. A new certificate counts from the next handshake on; connections stay. */
export class AdmissionListener {
  readonly #server: HttpsServer
  readonly #admission: Admission
  #isClosing = false
  #active = 0
  #whenIdle: () => void = () => undefined

  constructor(pair: KeyPair, admission: Admission) {
    this.#admission = admission
    this.#server = createHttps(
      {
        ...pair,
        minVersion: 'TLSv1.2',
        keepAliveTimeout: KEEP_ALIVE_MS,
        headersTimeout: 10_000,
        requestTimeout: 30_000,
        maxHeaderSize: 16 * 1024,
      },
      (request, response) => {
        this.#active++
        response.once('close', () => {
          if (--this.#active === 0) this.#whenIdle()
        })
        this.#handle(request, response).catch(() => request.destroy())
      },
    )
    // Port scans and plain HTTP are no reason to end.
    this.#server.on('tlsClientError', () => undefined)
  }

  listen({ host, port }: Address): Promise<number> {
    return listening(this.#server, { host, port })
  }

  use({ key, cert }: KeyPair): void {
    this.#server.setSecureContext({ key, cert, minVersion: 'TLSv1.2' })
  }

  /** From now on each answer tells its sender to use another connection, which leads to another replica. */
  drain(): void {
    this.#isClosing = true
  }

  /** Takes no new connection, and answers what has come. Can be called twice. */
  async close(graceMs: number): Promise<void> {
    this.drain()
    const closed = new Promise<void>((done) => this.#server.close(() => done()))
    const end = performance.now() + graceMs
    // A connection that was just opened sends its request a moment later.
    do {
      await this.#idle(end - performance.now())
      await pause(LINGER_MS)
    } while (this.#active > 0 && performance.now() < end)
    // What is left was answered long ago, or never used.
    this.#server.closeAllConnections()
    await closed
  }

  async #idle(atMostMs: number): Promise<void> {
    if (this.#active === 0) return
    await new Promise<void>((done) => {
      const timer = setTimeout(done, Math.max(0, atMostMs))
      this.#whenIdle = () => {
        clearTimeout(timer)
        done()
      }
    })
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = request.url ?? '/'
    if (this.#isClosing) response.setHeader('connection', 'close')
    if (url.split('?')[0] !== '/validate')
      return answer(response, 404, { text: 'There is only /validate.' })
    if (request.method !== 'POST')
      return answer(response, 405, { text: 'An AdmissionReview is POSTed.' })
    const review = await this.#admission.answer(await readBody(request), url)
    if (review === null)
      answer(response, 400, { text: 'The body is no AdmissionReview of version v1.' })
    else answer(response, 200, { text: review, type: 'application/json' })
  }
}

const LINGER_MS = 250

const pause = (ms: number): Promise<void> => new Promise((done) => void setTimeout(done, ms))

interface Status {
  readonly metrics: Metrics
  readonly isReady: () => boolean
}

/** Health and metrics over plain HTTP, for the kubelet and Prometheus. */
export class StatusListener {
  readonly #server: Server

  constructor({ metrics, isReady }: Status) {
    this.#server = createHttp((request, response) => {
      request.resume()
      const path = (request.url ?? '/').split('?')[0]
      if (path === '/healthz') answer(response, 200, { text: 'ok' })
      else if (path === '/readyz')
        answer(response, isReady() ? 200 : 503, { text: isReady() ? 'ok' : 'not ready' })
      else if (path === '/metrics')
        answer(response, 200, {
          text: metrics.text(),
          type: 'text/plain; version=0.0.4; charset=utf-8',
        })
      else answer(response, 404, { text: 'There are /healthz, /readyz and /metrics.' })
    })
  }

  listen(address: Address): Promise<number> {
    return listening(this.#server, address)
  }

  async close(): Promise<void> {
    const closed = new Promise<void>((done) => this.#server.close(() => done()))
    this.#server.closeAllConnections()
    await closed
  }
}

function answer(
  response: ServerResponse,
  status: number,
  { text, type = 'text/plain; charset=utf-8' }: { readonly text: string; readonly type?: string },
): void {
  response.writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(text) })
  response.end(text)
}

const listening = (server: Server, { host, port }: Address): Promise<number> =>
  new Promise((done, fail) => {
    server.once('error', fail)
    server.listen({ port, ...(host === '' ? {} : { host }) }, () => {
      server.removeListener('error', fail)
      done((server.address() as AddressInfo).port)
    })
  })
