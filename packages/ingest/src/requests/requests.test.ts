import { Client, credentials, status, type ServiceError } from '@grpc/grpc-js'
import { StoreError, type Block } from '@unloop/store'
import { compress } from 'snappyjs'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { gzipSync, zstdCompressSync } from 'node:zlib'
import { OtlpGrpc } from '../grpc/otlp-grpc.ts'
import { Ingest } from '../ingest.ts'
import { IntakeError } from '../intake.ts'
import { decode, encode } from '../testing/encoders.ts'
import { AdmissionGate } from './admission-gate.ts'
import { ingestRoute } from './handle.ts'

const NS = String(BigInt(Date.now()) * 1_000_000n)
const LOGS = {
  resourceLogs: [
    {
      scopeLogs: [
        {
          logRecords: [{ timeUnixNano: NS, body: { stringValue: 'hello' } }, { timeUnixNano: '5' }],
        },
      ],
    },
  ],
}
const PROTOBUF = { 'content-type': 'application/x-protobuf' }

let blocks: Block[] = []
let refuse: StoreError | null = null
const ingest = new Ingest({
  store: {
    insert: (block) => {
      if (refuse !== null) return Promise.reject(refuse)
      blocks.push(block)
      return Promise.resolve()
    },
  },
  cluster: '',
  days: 7,
})

beforeEach(() => {
  blocks = []
  refuse = null
})

async function send(path: string, body: Buffer, headers: Record<string, string>) {
  const route = ingestRoute('POST', path)
  if (route === null) throw new Error(`No route for ${path}`)
  const answer = await route(
    { method: 'POST', path, body, header: (name) => headers[name] ?? '' },
    { ingest, maxBytes: 100_000 },
  )
  return { ...answer, text: Buffer.from(answer.body).toString() }
}

describe('OTLP over HTTP', () => {
  it.each([
    ['/v1/logs', 'identity'],
    ['/v1/logs/v1/logs', 'gzip'],
    ['/v1/logs/', 'zstd'],
  ])('%s with %s answers with what was left out', async (path, encoding) => {
    const bytes = encode('LogsRequest', LOGS)
    const body =
      encoding === 'gzip' ? gzipSync(bytes) : encoding === 'zstd' ? zstdCompressSync(bytes) : bytes
    const answer = await send(path, body, { ...PROTOBUF, 'content-encoding': encoding })
    expect(answer).toMatchObject({ status: 200, headers: PROTOBUF })
    expect(decode('ExportResponse', Buffer.from(answer.body))).toMatchObject({
      partialSuccess: { rejected: '1' },
    })
    expect(blocks.map(({ table, rows }) => [table, rows])).toEqual([['logs', 1]])
  })

  it('answers JSON with JSON', async () => {
    const answer = await send('/v1/logs', Buffer.from(JSON.stringify(LOGS)), {
      'content-type': 'application/json; charset=utf-8',
    })
    expect(JSON.parse(answer.text)).toMatchObject({ partialSuccess: { rejectedLogRecords: '1' } })
  })

  it.each([
    ['no protobuf', Buffer.from([0x0a, 0xff, 0xff]), PROTOBUF, 400],
    ['no JSON', Buffer.from('{'), { 'content-type': 'application/json' }, 400],
    ['no gzip', Buffer.from('x'), { ...PROTOBUF, 'content-encoding': 'gzip' }, 400],
    ['an unknown encoding', Buffer.from('x'), { ...PROTOBUF, 'content-encoding': 'lzw' }, 415],
    ['an unknown type', Buffer.from('x'), { 'content-type': 'text/plain' }, 415],
    ['a bomb', gzipSync(Buffer.alloc(5_000_000)), { ...PROTOBUF, 'content-encoding': 'gzip' }, 413],
  ])('refuses %s', async (_what, body, headers, wanted) => {
    expect((await send('/v1/metrics', body, headers)).status).toBe(wanted)
    expect(blocks).toEqual([])
  })

  it('asks to be tried again while the store cannot take it', async () => {
    refuse = new StoreError('busy', 'More arrives than the disk takes.')
    const answer = await send('/v1/logs', encode('LogsRequest', LOGS), PROTOBUF)
    expect(answer).toMatchObject({ status: 429, headers: { 'retry-after': '2' } })
    refuse = new StoreError('full', 'No room is left.')
    expect((await send('/v1/logs', encode('LogsRequest', LOGS), PROTOBUF)).status).toBe(503)
  })
})

describe('remote write over HTTP', () => {
  const series = {
    timeseries: [
      {
        labels: [{ name: '__name__', value: 'up' }],
        samples: [{ value: 1, timestamp: Date.now() }],
      },
    ],
  }
  const body = Buffer.from(compress(encode('WriteRequest', series)))

  it('says how many samples were written', async () => {
    const answer = await send('/api/v1/write', body, { 'content-encoding': 'snappy' })
    expect(answer.status).toBe(204)
    expect(answer.headers['x-prometheus-remote-write-samples-written']).toBe('1')
  })

  it('answers 503 and not 429 where it must be sent again, and then writes the series anew', async () => {
    refuse = new StoreError('busy', 'busy')
    expect((await send('/api/v1/write', body, {})).status).toBe(503)
    refuse = null
    expect((await send('/api/v1/write', body, {})).status).toBe(204)
    expect(blocks.map(({ table }) => table)).toEqual(['series', 'samples'])
  })

  it('refuses what is no snappy or too large', async () => {
    expect(
      (await send('/api/v1/write', Buffer.from([0xff, 0xff, 0xff, 0xff, 0xff]), {})).status,
    ).toBe(400)
    expect(
      (await send('/api/v1/write', Buffer.from(compress(Buffer.alloc(500_000))), {})).status,
    ).toBe(413)
  })
})

it('hostile bytes are refused or read, never worse', async () => {
  const valid = encode('LogsRequest', LOGS)
  const runs = Number(process.env['UNLOOP_FUZZ_RUNS'] ?? '300')
  for (let run = 0; run < runs; run++) {
    const body = Buffer.from(valid.subarray(0, Math.floor(random(run) * valid.length)))
    for (let at = 0; at < 3 && body.length > 0; at++)
      body[Math.floor(random(run * 7 + at) * body.length)] = Math.floor(random(run * 31 + at) * 256)
    const attempts = [
      ingest.otlp('logs', body, 'protobuf'),
      ingest.otlp('metrics', body, 'protobuf'),
      ingest.otlp('traces', body, 'protobuf'),
      ingest.remoteWrite(1, body),
      ingest.remoteWrite(2, body),
      ingest.loki(body, 'protobuf'),
      ingest.bulk(body),
      ingest.otlp(
        'logs',
        Buffer.from(
          JSON.stringify({
            resourceLogs: [
              null,
              3,
              { scopeLogs: { a: [] } },
              { resource: [], scopeLogs: [{ logRecords: [run, { body: [], attributes: 'x' }] }] },
            ],
          }),
        ),
        'json',
      ),
    ]
    for (const result of await Promise.allSettled(attempts))
      if (result.status === 'rejected') expect(result.reason).toBeInstanceOf(IntakeError)
  }
})

describe('OTLP over gRPC', () => {
  const gate = new AdmissionGate(1 << 20)
  let server: OtlpGrpc
  let client: Client

  beforeAll(async () => {
    server = await OtlpGrpc.listen({
      ingest,
      host: '127.0.0.1',
      port: 0,
      maxBytes: 100_000,
      authorize: () => null,
      enter: (bytes) => gate.enter(bytes),
    })
    client = new Client(`127.0.0.1:${server.port}`, credentials.createInsecure())
  })

  afterAll(async () => {
    client.close()
    await server.close()
  })

  const call = (body: Buffer): Promise<Buffer | ServiceError> =>
    new Promise((resolve) => {
      const identity = (bytes: Buffer): Buffer => bytes
      client.makeUnaryRequest(
        '/opentelemetry.proto.collector.logs.v1.LogsService/Export',
        identity,
        identity,
        body,
        (error, bytes) => resolve(error ?? bytes!),
      )
    })

  it('takes logs and answers with what was left out', async () => {
    const answer = await call(encode('LogsRequest', LOGS))
    expect(decode('ExportResponse', answer as Buffer)).toMatchObject({
      partialSuccess: { rejected: '1' },
    })
    expect(blocks).toHaveLength(1)
  })

  it('asks to be tried again with a delay, and refuses what is wrong', async () => {
    refuse = new StoreError('busy', 'busy')
    const busy = (await call(encode('LogsRequest', LOGS))) as ServiceError
    expect(busy.code).toBe(status.RESOURCE_EXHAUSTED)
    expect(String(busy.metadata.get('grpc-status-details-bin')[0])).toContain(
      'google.rpc.RetryInfo',
    )
    refuse = null
    expect(((await call(Buffer.from([0x0a, 0xff]))) as ServiceError).code).toBe(
      status.INVALID_ARGUMENT,
    )
    expect(((await call(Buffer.alloc(200_000))) as ServiceError).code).toBe(
      status.RESOURCE_EXHAUSTED,
    )
  })
})

/** The same numbers each time: a mixing step of the seed. */
function random(seed: number): number {
  let x = Math.imul(seed + 1, 0x9e3779b9)
  x = Math.imul(x ^ (x >>> 15), 0x85ebca6b)
  return ((x ^ (x >>> 13)) >>> 0) / 4_294_967_296
}
