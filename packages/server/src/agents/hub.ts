import { randomBytes, timingSafeEqual } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { connect, constants, type ClientHttp2Session, type ClientHttp2Stream } from 'node:http2'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { Duplex } from 'node:stream'
import { AGENT_PROTOCOL, statusObject } from './protocol.ts'

export interface HubOptions {
  /** The clusters whose agents may connect. */
  readonly clusters: readonly string[]
  /** Where the kubeconfig is written by which they are read. */
  readonly folder: string
  readonly log: (line: string) => void
}

/** One cluster as `ClusterWatch` and the scraper take it. */
export interface AgentCluster {
  readonly cluster: string
  readonly way: { readonly kubeconfig: string; readonly context: string }
}

/**
 * The agents that are connected. Each cluster is read by way of a door on a loopback port, which stands for its API
 * server, so that what reads a cluster knows nothing of agents. The door takes a token that only this process knows.
 */
export class AgentHub {
  readonly #options: HubOptions
  readonly #token = randomBytes(24).toString('hex')
  readonly #sessions = new Map<string, ClientHttp2Session>()
  #door: Server | null = null

  constructor(options: HubOptions) {
    this.#options = options
  }

  /** Opens the door. The clusters to watch. */
  async start(): Promise<readonly AgentCluster[]> {
    const { clusters, folder } = this.#options
    if (clusters.length === 0) return []
    const door = createServer((request, response) => this.#pass(request, response))
    await new Promise<void>((resolve, reject) => {
      door.once('error', reject)
      door.listen(0, '127.0.0.1', resolve)
    })
    this.#door = door
    const { port } = door.address() as AddressInfo
    const kubeconfig = join(folder, 'agents.kubeconfig')
    writeFileSync(kubeconfig, kubeconfigText(clusters, { port, token: this.#token }), {
      mode: 0o600,
    })
    return clusters.map((cluster) => ({ cluster, way: { kubeconfig, context: cluster } }))
  }

  /** Whether an agent of that name may connect. */
  knows(cluster: string): boolean {
    return this.#options.clusters.includes(cluster)
  }

  /** Takes over a connection that an agent has opened. A newer one takes the place of an older one. */
  take(cluster: string, socket: Duplex, head: Buffer): void {
    socket.write(
      `HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: ${AGENT_PROTOCOL}\r\n\r\n`,
    )
    if (head.length > 0) socket.unshift(head)
    const session = connect('http://agent', { createConnection: () => socket })
    this.#sessions.get(cluster)?.destroy()
    this.#sessions.set(cluster, session)
    this.#options.log(`The agent of ${cluster} is connected.`)
    session.on('error', () => undefined)
    socket.on('error', () => session.destroy())
    // An agent that ends says so, and its side of the connection closes: nothing more can be asked of it.
    session.on('goaway', () => session.destroy())
    socket.on('end', () => session.destroy())
    session.on('close', () => {
      socket.destroy()
      if (this.#sessions.get(cluster) !== session) return
      this.#sessions.delete(cluster)
      this.#options.log(`The agent of ${cluster} is gone: what is known of it stays as it was.`)
    })
  }

  /** Ends all connections. */
  stop(): void {
    for (const session of this.#sessions.values()) session.destroy()
    this.#door?.close()
    this.#door?.closeAllConnections()
  }

  #pass(request: IncomingMessage, response: ServerResponse): void {
    if (!this.#isOwn(request.headers.authorization ?? '')) return refuse(response, 401, 'No.')
    const [, name = '', rest = ''] = /^\/([^/]+)(\/.*)$/.exec(request.url ?? '') ?? []
    const cluster = decodeURIComponent(name)
    const session = this.#sessions.get(cluster)
    if (session === undefined || session.closed || session.destroyed)
      return refuse(response, 503, `The agent of ${cluster} is not connected.`)
    const stream = requested(session, {
      ':method': request.method ?? 'GET',
      ':path': rest,
      accept: request.headers.accept ?? '',
    })
    if (stream === null) return refuse(response, 503, `The agent of ${cluster} is gone.`)
    stream.on('response', (headers) => {
      const { ':status': status = 502, date, 'retry-after': retryAfter } = headers
      response.writeHead(status, {
        'content-type': 'application/json',
        ...(date === undefined ? {} : { date }),
        ...(retryAfter === undefined ? {} : { 'retry-after': retryAfter }),
      })
      response.flushHeaders()
      stream.pipe(response)
    })
    stream.on('error', () => response.destroy())
    stream.on('close', () => {
      if (!response.headersSent) refuse(response, 503, `The agent of ${cluster} is gone.`)
      else if (!response.writableEnded) response.destroy()
    })
    response.on('close', () => stream.close(constants.NGHTTP2_CANCEL))
    stream.end()
  }

  #isOwn(authorization: string): boolean {
    const shown = Buffer.from(authorization)
    const own = Buffer.from(`Bearer ${this.#token}`)
    return shown.length === own.length && timingSafeEqual(shown, own)
  }
}

/** Null where the connection is ending: it takes no more requests then. */
function requested(
  session: ClientHttp2Session,
  headers: Readonly<Record<string, string>>,
): ClientHttp2Stream | null {
  try {
    return session.request(headers)
  } catch {
    return null
  }
}

function refuse(response: ServerResponse, code: number, message: string): void {
  response.writeHead(code, { 'content-type': 'application/json' })
  response.end(statusObject(code, message))
}

/** A context a cluster, named like it; JSON is YAML. */
function kubeconfigText(
  clusters: readonly string[],
  { port, token }: { readonly port: number; readonly token: string },
): string {
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    users: [{ name: 'hub', user: { token } }],
    clusters: clusters.map((name) => ({
      name,
      cluster: { server: `http://127.0.0.1:${port}/${encodeURIComponent(name)}` },
    })),
    contexts: clusters.map((name) => ({ name, context: { cluster: name, user: 'hub' } })),
  })
}
