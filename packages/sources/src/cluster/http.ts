import { request as httpRequest, type IncomingMessage } from 'node:http'
import { request as httpsRequest } from 'node:https'
import type { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { SourceError, systemCode } from '../errors.ts'
import type { Connection } from './connection.ts'

export interface HttpGet {
  /** Path with query, beginning with `/`. */
  readonly path: string
  readonly accept: string
  readonly timeoutMs: number
  readonly signal?: AbortSignal
  /** Called with each piece of a body of status 200, which then is not kept. Returning false ends the reading. */
  readonly onChunk?: (chunk: Buffer) => boolean
  /** Called as an answer of status 200 begins. */
  readonly onStart?: (head: AnswerHead) => void
  /** Bytes of a body that are taken, unpacked; a longer one is refused. */
  readonly maxBytes?: number
}

/** A request that may change something: never sent twice by itself. */
export interface HttpSend extends HttpGet {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'
  readonly body?: string
  /** Of the body. */
  readonly type?: string
}

/** An answer of any status, with its body unpacked. */
export interface HttpAnswer {
  readonly status: number
  readonly body: Buffer
  /** Milliseconds since 1970 by the server's clock (`Date` header), or null. */
  readonly date: number | null
  /** `Retry-After` in milliseconds, or null. */
  readonly retryAfterMs: number | null
  /** Texts of `Warning` headers (KEP-1693): deprecated versions, Pod Security, webhooks. */
  readonly warnings: readonly string[]
}

/** An answer before its body. */
export type AnswerHead = Omit<HttpAnswer, 'body'>

const UNREACHABLE = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ETIMEDOUT',
  'ECONNRESET',
  'EPIPE',
])

/** Codes of Node's TLS: OpenSSL's verification results and protocol errors. */
const isTls = (error: unknown): boolean =>
  /^(?:ERR_TLS|ERR_SSL|CERT_|UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO|EPROTO|HOSTNAME_MISMATCH|INVALID_CA)/.test(
    systemCode(error),
  )

const unreachableHint = (code: string): string => {
  switch (code) {
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return 'Its name does not resolve; check the VPN and the DNS.'
    case 'ECONNREFUSED':
      return 'Nothing listens there; check that the cluster is up and that the context is the right one.'
    case 'ECONNRESET':
    case 'EPIPE':
      return 'The connection was closed; check a proxy or a load balancer between.'
    default:
      return 'No answer came; check the network, the VPN and firewalls.'
  }
}

/** What went wrong with a connection, in the user's words. */
export function connectionError(server: string, error: unknown): SourceError {
  if (error instanceof SourceError) return error
  const code = systemCode(error)
  const said = error instanceof Error ? error.message : String(error)
  if (isTls(error))
    return new SourceError({
      code: 'tls',
      where: server,
      message: `The certificate of ${server} is not accepted (${said}). Check certificate-authority and tls-server-name of the context.`,
      cause: error,
    })
  const hint =
    UNREACHABLE.has(code) || code === ''
      ? unreachableHint(code)
      : 'Check the server of the context.'
  return new SourceError({
    code: 'unreachable',
    where: server,
    message: `The API server ${server} can't be reached (${code || said}). ${hint}`,
    cause: error,
  })
}

const timeoutError = (server: string, get: HttpGet): SourceError =>
  new SourceError({
    code: 'timeout',
    where: `${server}${get.path}`,
    message: `The API server ${server} did not answer ${get.path.split('?')[0]} within ${Math.round(get.timeoutMs / 1000)} s.`,
  })

const number = (value: string | undefined): number | null => {
  const parsed = Number(value)
  return value === undefined || Number.isNaN(parsed) ? null : parsed
}

/** `299 - "text"`, several in one header or in several. */
const warningsOf = (header: string | readonly string[] | undefined): readonly string[] =>
  [header ?? []]
    .flat()
    .flatMap((line) => [...line.matchAll(/\b\d{3} \S+ "((?:[^"\\]|\\.)*)"/g)])
    .map(([, text = '']) => text.replace(/\\(.)/g, '$1'))

const readHeaders = (response: IncomingMessage): AnswerHead => {
  const date = Date.parse(response.headers.date ?? '')
  const seconds = number(response.headers['retry-after'])
  return {
    status: response.statusCode ?? 0,
    date: Number.isNaN(date) ? null : date,
    retryAfterMs: seconds === null ? null : seconds * 1000,
    warnings: warningsOf(response.headers['warning']),
  }
}

/** A page of 500 objects has 20 MiB at most in practice; a list without pages, of a large cluster, several times that. */
export const MAX_BODY_BYTES = 48 * 1024 * 1024

const tooMuch = (path: string, bytes: number): SourceError =>
  new SourceError({
    code: 'api-broken',
    where: path,
    message: `The API server answered ${path.split('?')[0]} with more than ${Math.round(bytes / 1024 / 1024)} MiB, which were not read. Narrow it with -n.`,
  })

const readBody = (response: IncomingMessage, get: HttpGet): Promise<Buffer> =>
  new Promise((done, fail) => {
    const zipped = response.headers['content-encoding'] === 'gzip'
    const stream: Readable = zipped ? response.pipe(createGunzip()) : response
    const chunks: Buffer[] = []
    const onChunk = response.statusCode === 200 ? get.onChunk : undefined
    const most = get.maxBytes ?? MAX_BODY_BYTES
    let size = 0
    stream.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (onChunk === undefined && size > most) {
        fail(tooMuch(get.path, most))
        chunks.length = 0
        response.destroy()
      } else if (onChunk === undefined) chunks.push(chunk)
      else if (!onChunk(chunk)) {
        done(Buffer.alloc(0))
        response.destroy()
      }
    })
    stream.on('end', () => done(Buffer.concat(chunks)))
    stream.on('error', fail)
    response.on('error', fail)
    response.on('aborted', () => fail(Object.assign(new Error('aborted'), { code: 'ECONNRESET' })))
  })

/** One GET, without retries. Rejects with a `SourceError`; an HTTP error status is an answer. */
export function httpGet(connection: Connection, get: HttpGet): Promise<HttpAnswer> {
  return httpSend(connection, { ...get, method: 'GET' })
}

/** One request, without retries. Rejects with a `SourceError`; an HTTP error status is an answer. */
export async function httpSend(connection: Connection, get: HttpSend): Promise<HttpAnswer> {
  const prepared = await connection.prepare()
  const url = new URL(connection.server + get.path)
  const request = url.protocol === 'http:' ? httpRequest : httpsRequest
  const stopped = AbortSignal.timeout(get.timeoutMs)
  const signal = get.signal === undefined ? stopped : AbortSignal.any([stopped, get.signal])
  try {
    return await new Promise<HttpAnswer>((done, fail) => {
      const sent = request(
        url,
        {
          ...prepared.options,
          method: get.method,
          signal,
          headers: {
            ...prepared.headers,
            Accept: get.accept,
            'Accept-Encoding': 'gzip',
            ...(get.body === undefined
              ? {}
              : {
                  'Content-Type': get.type ?? 'application/json',
                  'Content-Length': String(Buffer.byteLength(get.body)),
                }),
            'User-Agent': 'unloop',
          },
        },
        (response) => {
          if (response.statusCode === 200) get.onStart?.(readHeaders(response))
          readBody(response, get).then((body) => done({ ...readHeaders(response), body }), fail)
        },
      )
      sent.on('error', fail)
      sent.end(get.body)
    })
  } catch (error) {
    get.signal?.throwIfAborted()
    if (error instanceof SourceError) throw error
    if (stopped.aborted) throw timeoutError(connection.server, get)
    throw connectionError(connection.server, error)
  }
}
