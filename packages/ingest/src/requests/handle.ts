import { isStoreError } from '@unloop/store'
import type { Encoding, Ingest, Signal } from '../ingest.ts'
import { IntakeError } from '../intake.ts'
import { decompress, unsnappy } from './decompress.ts'
import { CONTENT_TYPES, exportResponse, statusMessage } from './otlp-answer.ts'
import type { IngestAnswer, IngestRequest } from './request.ts'

export interface HandleOptions {
  readonly ingest: Ingest
  /** What a body may come to without its compression. */
  readonly maxBytes: number
}

type Route = (request: IngestRequest, options: HandleOptions) => Promise<IngestAnswer>

const RETRY_SECONDS = 2
// google.rpc.Code.
const INVALID_ARGUMENT = 3
const UNAVAILABLE = 14

/**
 * Paths that exporters are given. A Collector appends `/v1/<signal>` to an `endpoint` that holds it already where its
 * configuration follows a guide that says so.
 */
const SIGNAL = /^(?:\/v1\/(?:logs|metrics|traces))*\/v1\/(logs|metrics|traces)\/?$/
const BULK = /^(?:\/elasticsearch)?(?:\/[^/]+)?\/_bulk\/?$/

/** What answers a path; null where it is none of ingest's. */
export function ingestRoute(method: string, path: string): Route | null {
  if (method === 'POST' || method === 'PUT') {
    const signal = SIGNAL.exec(path)?.[1]
    if (signal !== undefined) return (request, options) => otlp(signal as Signal, request, options)
    if (path === '/api/v1/write') return remoteWrite
    if (path === '/loki/api/v1/push') return loki
    if (BULK.test(path)) return bulk
  }
  // Shippers ask which version they speak to before they send.
  if (method === 'GET' && (path === '/elasticsearch' || path === '/elasticsearch/'))
    return elasticVersion
  return null
}

async function otlp(
  signal: Signal,
  request: IngestRequest,
  options: HandleOptions,
): Promise<IngestAnswer> {
  const type = request.header('content-type').split(';')[0]?.trim().toLowerCase() ?? ''
  const encoding: Encoding = type === 'application/json' ? 'json' : 'protobuf'
  const headers = { 'content-type': CONTENT_TYPES[encoding] }
  if (encoding === 'protobuf' && type !== CONTENT_TYPES.protobuf && type !== '') {
    const message = `Content-Type ${JSON.stringify(type)} is not known: use application/x-protobuf or application/json.`
    return { status: 415, headers, body: statusMessage(INVALID_ARGUMENT, message, encoding) }
  }
  try {
    const body = await decompress(
      request.body,
      request.header('content-encoding'),
      options.maxBytes,
    )
    const intake = await options.ingest.otlp(signal, body, encoding)
    return { status: 200, headers, body: exportResponse(signal, intake, encoding) }
  } catch (error) {
    const { status, message, retry } = failureOf(error, 429)
    const code = status < 429 ? INVALID_ARGUMENT : UNAVAILABLE
    return {
      status,
      headers: { ...headers, ...retry },
      body: statusMessage(code, message, encoding),
    }
  }
}

async function remoteWrite(
  request: IngestRequest,
  { ingest, maxBytes }: HandleOptions,
): Promise<IngestAnswer> {
  const version = request.header('content-type').includes('io.prometheus.write.v2.Request') ? 2 : 1
  try {
    const encoding = request.header('content-encoding') || 'snappy'
    const body = await decompress(request.body, encoding, maxBytes)
    const intake = await ingest.remoteWrite(version, body)
    const headers = {
      'x-prometheus-remote-write-samples-written': String(intake.samples),
      'x-prometheus-remote-write-histograms-written': String(intake.histograms),
      'x-prometheus-remote-write-exemplars-written': '0',
    }
    if (intake.rejected === 0) return { status: 204, headers, body: '' }
    // Not to be sent again: the rest is stored.
    return {
      status: 400,
      headers,
      body: `${intake.rejected} samples were left out: ${intake.reason}.\n`,
    }
  } catch (error) {
    // Prometheus drops what is answered with 429 unless it is told otherwise, and sends again after a 503.
    return plain(failureOf(error, 503))
  }
}

async function loki(
  request: IngestRequest,
  { ingest, maxBytes }: HandleOptions,
): Promise<IngestAnswer> {
  try {
    const isJson = request.header('content-type').includes('json')
    const body = isJson
      ? await decompress(request.body, request.header('content-encoding'), maxBytes)
      : unsnappy(request.body, maxBytes)
    const intake = await ingest.loki(body, isJson ? 'json' : 'protobuf')
    if (intake.rejected === 0) return { status: 204, headers: {}, body: '' }
    return {
      status: 400,
      headers: {},
      body: `${intake.rejected} lines were left out: ${intake.reason}.\n`,
    }
  } catch (error) {
    return plain(failureOf(error, 429))
  }
}

async function bulk(
  request: IngestRequest,
  { ingest, maxBytes }: HandleOptions,
): Promise<IngestAnswer> {
  const headers = { 'content-type': 'application/json', 'x-elastic-product': 'Elasticsearch' }
  const started = Date.now()
  try {
    const body = await decompress(request.body, request.header('content-encoding'), maxBytes)
    const { items, rejected } = await ingest.bulk(body)
    const answered = items.map(({ action, status, reason }) => ({
      [action]: {
        _index: 'logs',
        status,
        ...(reason === '' ? {} : { error: { type: 'document_parsing_exception', reason } }),
      },
    }))
    const answer = { took: Date.now() - started, errors: rejected > 0, items: answered }
    return { status: 200, headers, body: JSON.stringify(answer) }
  } catch (error) {
    const { status, message, retry } = failureOf(error, 429)
    const answer = { error: { type: 'es_rejected_execution_exception', reason: message }, status }
    return { status, headers: { ...headers, ...retry }, body: JSON.stringify(answer) }
  }
}

function elasticVersion(): Promise<IngestAnswer> {
  const body = JSON.stringify({
    name: 'unloop',
    version: { number: '8.0.0', build_flavor: 'default' },
    tagline: 'You Know, for Search',
  })
  const headers = { 'content-type': 'application/json', 'x-elastic-product': 'Elasticsearch' }
  return Promise.resolve({ status: 200, headers, body })
}

interface Failure {
  readonly status: number
  readonly message: string
  readonly retry: Readonly<Record<string, string>>
}

/** How an error is answered; `later` is the status for what may be sent again. */
function failureOf(error: unknown, later: number): Failure {
  if (error instanceof IntakeError)
    return { status: error.status, message: error.message, retry: {} }
  if (isStoreError(error)) {
    const retry = { 'retry-after': String(RETRY_SECONDS) }
    return { status: error.code === 'busy' ? later : 503, message: error.message, retry }
  }
  throw error
}

function plain({ status, message, retry }: Failure): IngestAnswer {
  return {
    status,
    headers: { 'content-type': 'text/plain; charset=utf-8', ...retry },
    body: `${message}\n`,
  }
}
