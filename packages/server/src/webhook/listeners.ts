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

  /** Takes no new connection, and answers what has come. Can be called twice. */
  async close(graceMs: number): Promise<void> {
    this.#isClosing = true
    await closing(this.#server, graceMs)
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = request.url ?? '/'
    if (this.#isClosing) response.setHeader('connection', 'close')
    if (url.split('?')[0] !== '/validate') return answer(response, 404, 'There is only /validate.')
    if (request.method !== 'POST') return answer(response, 405, 'An AdmissionReview is POSTed.')
    const review = await this.#admission.answer(await readBody(request), url)
    if (review === null) answer(response, 400, 'The body is no AdmissionReview of version v1.')
    else answer(response, 200, review, 'application/json')
  }
}

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
      if (path === '/healthz') answer(response, 200, 'ok')
      else if (path === '/readyz')
        answer(response, isReady() ? 200 : 503, isReady() ? 'ok' : 'not ready')
      else if (path === '/metrics')
        answer(response, 200, metrics.text(), 'text/plain; version=0.0.4; charset=utf-8')
      else answer(response, 404, 'There are /healthz, /readyz and /metrics.')
    })
  }

  listen(address: Address): Promise<number> {
    return listening(this.#server, address)
  }

  async close(): Promise<void> {
    await closing(this.#server, 0)
  }
}

function answer(
  response: ServerResponse,
  status: number,
  text: string,
  type = 'text/plain; charset=utf-8',
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

async function closing(server: Server, graceMs: number): Promise<void> {
  const timer = setTimeout(() => server.closeAllConnections(), graceMs)
  await new Promise<void>((done) => {
    server.close(() => done())
    server.closeIdleConnections()
  })
  clearTimeout(timer)
}
