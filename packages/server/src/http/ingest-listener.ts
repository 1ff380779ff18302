import type { IncomingMessage, ServerResponse } from 'node:http'
import { ingestRoute, type AdmissionGate, type Ingest } from '@unloop/ingest'
import { readBody } from './read-body.ts'

/** Bodies are bounded twice, packed and unpacked: a small one may unpack to gigabytes. */
export interface IngestListenerOptions {
  readonly ingest: Ingest
  readonly gate: AdmissionGate
  /** A body as it comes. */
  readonly maxBytes: number
  /** A body without its compression. */
  readonly maxRawBytes: number
  /** Null where the request may send telemetry, else a status and why not. */
  readonly refuse: (
    request: IncomingMessage,
  ) => Promise<{ readonly status: number; readonly why: string } | null>
  readonly log: (line: string) => void
}

const RETRY = { 'retry-after': '2' }

/**
 * Answers requests with telemetry; false for any other. They pass by the web framework, as they are many and large.
 */
export function answerIngest(
  request: IncomingMessage,
  response: ServerResponse,
  options: IngestListenerOptions,
): boolean {
  const path = (request.url ?? '/').split('?', 1)[0]!
  const route = ingestRoute(request.method ?? 'GET', path)
  if (route === null) return false
  void answer(request, response, { ...options, path, route }).catch((error: unknown) => {
    options.log(`${request.method} ${path} failed: ${String(error)}`)
    if (!response.headersSent)
      send(response, 500, { headers: {}, body: 'The request could not be handled.\n' })
  })
  return true
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  {
    route,
    path,
    ingest,
    gate,
    maxBytes,
    maxRawBytes,
    refuse,
  }: IngestListenerOptions & {
    readonly path: string
    readonly route: NonNullable<ReturnType<typeof ingestRoute>>
  },
): Promise<void> {
  const refused = await refuse(request)
  if (refused !== null) {
    // What is left of the body is not waited for.
    send(response, refused.status, { headers: { connection: 'close' }, body: `${refused.why}\n` })
    return
  }
  const body = await readBody(request, gate, maxBytes)
  if (body.kind === 'gone') return
  if (body.kind === 'too-large') {
    send(response, 413, {
      headers: { connection: 'close' },
      body: `A request has at most ${Math.round(maxBytes / 1e6)} MB.\n`,
    })
    return
  }
  if (body.kind === 'no-room') {
    // Prometheus drops what is answered with 429.
    const status = path === '/api/v1/write' ? 503 : 429
    send(response, status, {
      headers: RETRY,
      body: 'More arrives than can be taken. Try again in a moment.\n',
    })
    return
  }
  try {
    const header = (name: string): string => {
      const value = request.headers[name]
      return typeof value === 'string' ? value : ''
    }
    const answered = await route(
      { method: request.method ?? 'GET', path, header, body: body.bytes },
      { ingest, maxBytes: maxRawBytes },
    )
    send(response, answered.status, { headers: answered.headers, body: answered.body })
  } finally {
    body.leave()
  }
}

function send(
  response: ServerResponse,
  status: number,
  {
    headers,
    body,
  }: { readonly headers: Readonly<Record<string, string>>; readonly body: Uint8Array | string },
): void {
  response.writeHead(status, { 'x-content-type-options': 'nosniff', ...headers })
  response.end(body)
}
