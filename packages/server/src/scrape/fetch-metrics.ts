import { request as httpRequest, type IncomingMessage } from 'node:http'
import { request as httpsRequest, type RequestOptions } from 'node:https'
import { createGunzip } from 'node:zlib'
import { readSmallTextSync } from '@unloop/sources/text-file'
import { tlsOptions } from '@unloop/alerting'
import type { HttpFields } from './scrape-config.ts'

/** A text of metrics as it came. */
export interface MetricsBody {
  readonly text: string
  readonly isOpenMetrics: boolean
}

/** How one target is read; a body that is longer than `maxBytes` fails the scrape. */
export interface FetchOptions {
  readonly http: HttpFields
  readonly timeoutMs: number
  readonly maxBytes: number
  readonly signal: AbortSignal
}

/** The classic format is asked for first: it says the same, and everybody writes it. */
export const ACCEPT =
  'text/plain;version=0.0.4;q=0.6,application/openmetrics-text;version=1.0.0;q=0.4,*/*;q=0.1'
const MAX_REDIRECTS = 5

/** Reads metrics from an address. Rejects with a sentence that says what went wrong. */
export async function fetchMetrics(url: string, options: FetchOptions): Promise<MetricsBody> {
  const signal = AbortSignal.any([options.signal, AbortSignal.timeout(options.timeoutMs)])
  let at = new URL(url)
  for (let hop = 0; ; hop++) {
    const answer = await send(at, { ...options, signal })
    const { statusCode: status = 0, headers } = answer
    if (
      status >= 300 &&
      status < 400 &&
      headers.location !== undefined &&
      options.http.follow_redirects
    ) {
      answer.destroy()
      if (hop === MAX_REDIRECTS) throw new Error(`more than ${MAX_REDIRECTS} redirects`)
      const next = new URL(headers.location, at)
      // Credentials are for the address that was configured.
      if (next.origin !== at.origin)
        throw new Error(`it redirects to another server (${next.origin})`)
      at = next
      continue
    }
    if (status !== 200) {
      answer.destroy()
      throw new Error(`server returned HTTP status ${status}`)
    }
    const text = await readText(answer, options.maxBytes)
    return { text, isOpenMetrics: /openmetrics/.test(headers['content-type'] ?? '') }
  }
}

async function send(url: URL, { http, timeoutMs, signal }: FetchOptions): Promise<IncomingMessage> {
  const secure = url.protocol === 'https:' ? await tlsOptions(http.tls_config) : {}
  const options: RequestOptions = {
    method: 'GET',
    headers: {
      accept: ACCEPT,
      'accept-encoding': 'gzip',
      'user-agent': 'unloop',
      'x-prometheus-scrape-timeout-seconds': String(timeoutMs / 1_000),
      ...credentials(http),
    },
    signal,
  }
  return new Promise((resolve, reject) => {
    const sent =
      url.protocol === 'https:'
        ? httpsRequest(url, { ...options, ...secure }, resolve)
        : httpRequest(url, options, resolve)
    sent.on('error', (cause) =>
      reject(signal.aborted ? new Error('it took too long', { cause }) : cause),
    )
    sent.end()
  })
}

async function readText(answer: IncomingMessage, maxBytes: number): Promise<string> {
  const isPacked = answer.headers['content-encoding'] === 'gzip'
  const stream = isPacked ? answer.pipe(createGunzip()) : answer
  answer.once('error', (cause) => stream.destroy(cause))
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes > maxBytes) {
      answer.destroy()
      throw new Error(`body size limit of ${maxBytes} bytes exceeded`)
    }
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

/** Files are read each time: their content is replaced while the server runs. */
function credentials(http: HttpFields): Record<string, string> {
  const { basic_auth: basic, authorization, bearer_token: token, bearer_token_file: file } = http
  if (basic !== undefined) {
    const user = basic.username ?? contentOf(basic.username_file)
    const password = basic.password ?? contentOf(basic.password_file)
    return { authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}` }
  }
  if (authorization !== undefined) {
    const { type, credentials: given, credentials_file: from } = authorization
    return { authorization: `${type} ${given ?? contentOf(from)}` }
  }
  const bearer = token ?? contentOf(file)
  return bearer === '' ? {} : { authorization: `Bearer ${bearer}` }
}

function contentOf(file: string | undefined): string {
  return file === undefined ? '' : readSmallTextSync(file).trim()
}
