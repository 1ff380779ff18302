import { request as httpRequest, type IncomingMessage } from 'node:http'
import { performServerHandshake, type ServerHttp2Session, type ServerHttp2Stream } from 'node:http2'
import { request as httpsRequest } from 'node:https'
import type { Duplex } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'
import type { ClusterRelay } from '@unloop/sources'
import { refusedPath } from './allowed.ts'
import { AGENT_PATH, AGENT_PROTOCOL, statusObject } from './protocol.ts'

export interface AgentOptions {
  /** The server that watches by way of this agent. */
  readonly server: string
  /** Read at each attempt, as it may be replaced; '' for none. */
  readonly token: () => string
  /** The name that the server knows the cluster by. */
  readonly cluster: string
  readonly relay: Pick<ClusterRelay, 'get'>
  readonly log: (line: string) => void
  /** Told whether the server is connected. */
  readonly onState?: (isConnected: boolean) => void
}

const FIRST_PAUSE_MS = 1_000
const LAST_PAUSE_MS = 30_000
const CONNECT_MS = 15_000
/** A server that went away without a word is noticed within two of these. */
const PING_MS = 15_000

/**
 * Lets a server elsewhere read this cluster: it connects to that, which then asks by way of the connection. Nothing
 * needs to reach into the cluster, and the credentials of the cluster stay in it.
 */
export async function runAgent(options: AgentOptions, signal: AbortSignal): Promise<void> {
  let wait = FIRST_PAUSE_MS
  let last = ''
  while (!signal.aborted) {
    try {
      const socket = await connect(options, signal)
      options.log(`Connected to ${options.server} as ${options.cluster}.`)
      wait = FIRST_PAUSE_MS
      last = ''
      options.onState?.(true)
      await answering(socket, options, signal)
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error)
      if (why !== last && !signal.aborted) options.log(why)
      last = why
    }
    options.onState?.(false)
    await pause(wait, undefined, { signal }).catch(() => undefined)
    wait = Math.min(wait * 2, LAST_PAUSE_MS)
  }
}

/** A connection that the server has taken over. */
function connect({ server, token, cluster }: AgentOptions, signal: AbortSignal): Promise<Duplex> {
  const url = new URL(`${server.replace(/\/+$/, '')}${AGENT_PATH}`)
  url.searchParams.set('cluster', cluster)
  const shown = token()
  return new Promise((resolve, reject) => {
    const send = url.protocol === 'https:' ? httpsRequest : httpRequest
    const asked = send(url, {
      headers: {
        connection: 'Upgrade',
        upgrade: AGENT_PROTOCOL,
        ...(shown === '' ? {} : { authorization: `Bearer ${shown}` }),
      },
    })
    const end = (): void => void asked.destroy(new Error('no answer in time'))
    const late = setTimeout(end, CONNECT_MS)
    const settled = (): void => {
      clearTimeout(late)
      signal.removeEventListener('abort', end)
    }
    signal.addEventListener('abort', end, { once: true })
    asked.on('upgrade', (_answer, socket: Duplex, head) => {
      settled()
      if (head.length > 0) socket.unshift(head)
      resolve(socket)
    })
    asked.on('response', (answer: IncomingMessage) => {
      settled()
      let text = ''
      answer.on('data', (chunk: Buffer) => (text = (text + chunk.toString()).slice(0, 500)))
      answer.on('end', () =>
        reject(new Error(`${server} refuses this agent (status ${answer.statusCode}): ${text}`)),
      )
      answer.on('error', reject)
    })
    asked.on('error', (cause) => {
      settled()
      reject(new Error(`${server} does not answer: ${cause.message}.`, { cause }))
    })
    asked.end()
  })
}

/** Answers what the server asks until the connection ends. */
function answering(socket: Duplex, options: AgentOptions, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const session = performServerHandshake(socket)
    const end = (): void => session.destroy()
    const timer = setInterval(() => ping(session), PING_MS)
    signal.addEventListener('abort', end, { once: true })
    session.on('stream', (stream, headers) => {
      void answer(stream, options, {
        path: String(headers[':path'] ?? ''),
        accept: String(headers['accept'] ?? ''),
        method: String(headers[':method'] ?? ''),
      })
    })
    session.on('error', () => undefined)
    socket.on('error', end)
    session.on('close', () => {
      clearInterval(timer)
      signal.removeEventListener('abort', end)
      socket.destroy()
      resolve()
    })
    if (signal.aborted) end()
  })
}

function ping(session: ServerHttp2Session): void {
  const late = setTimeout(() => session.destroy(), PING_MS)
  const isSent = session.ping(() => clearTimeout(late))
  if (!isSent) clearTimeout(late)
}

interface Asked {
  readonly path: string
  readonly accept: string
  readonly method: string
}

async function answer(
  stream: ServerHttp2Stream,
  { relay }: AgentOptions,
  { path, accept, method }: Asked,
): Promise<void> {
  const stop = new AbortController()
  stream.on('close', () => stop.abort())
  stream.on('error', () => undefined)
  const refused = method === 'GET' ? refusedPath(path, accept) : 'An agent only reads.'
  if (refused !== null) {
    stream.respond({ ':status': 403 })
    stream.end(statusObject(403, refused))
    return
  }
  try {
    const done = await relay.get({
      path,
      accept,
      signal: stop.signal,
      onStart: (head) => {
        if (!stream.headersSent) stream.respond(headersOf(head))
      },
      onChunk: (chunk) => void stream.write(chunk),
    })
    if (stream.closed) return
    if (!stream.headersSent) stream.respond(headersOf(done))
    stream.end(done.body)
  } catch (error) {
    if (stream.closed) return
    // What broke in the middle is cut off, so that nobody takes it for whole.
    if (stream.headersSent) {
      stream.close()
      return
    }
    stream.respond({ ':status': 502 })
    stream.end(statusObject(502, error instanceof Error ? error.message : String(error)))
  }
}

function headersOf(head: {
  readonly status: number
  readonly date: number | null
  readonly retryAfterMs: number | null
}): Record<string, string | number> {
  return {
    ':status': head.status,
    ...(head.date === null ? {} : { date: new Date(head.date).toUTCString() }),
    ...(head.retryAfterMs === null ? {} : { 'retry-after': Math.ceil(head.retryAfterMs / 1_000) }),
  }
}
