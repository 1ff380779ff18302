import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { EmbeddedDriver, ensureEngine, openStore, type Store } from '@unloop/store'
import { Ingest } from './ingest.ts'
import { attribute, encode } from './testing/encoders.ts'

// Real processes start and end: on a machine that is busy they take their time.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 180_000 })

const NOW = Date.now()
const NS = String(BigInt(NOW) * 1_000_000n)
const POD = [
  attribute('k8s.namespace.name', 'shop'),
  attribute('k8s.pod.name', 'web-1'),
  attribute('k8s.container.name', 'app'),
  attribute('k8s.container.restart_count', '4'),
  attribute('service.name', 'web'),
  attribute('host.arch', 'amd64'),
]

let store: Store
let folder: string
let ingest: Ingest

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'unloop ingest '))
  const engine = await ensureEngine()
  const driver = await EmbeddedDriver.open({
    engine,
    folder,
    database: 'unloop',
    limits: { memoryBytes: 600 << 20 },
  })
  store = await openStore({ driver, folder, database: 'unloop' })
  ingest = new Ingest({ store, cluster: 'lab', days: 7, now: () => NOW })
}, 180_000)

afterAll(async () => {
  await store.close()
  rmSync(folder, { recursive: true, force: true })
})

async function rows<Row>(sql: string): Promise<Row[]> {
  await store.flush()
  return store.rows<Row>(sql)
}

/** `name{labels}` → value of the newest sample of each series. */
async function samples(pattern: string): Promise<Record<string, number>> {
  const found = await rows<{ name: string; labels: Record<string, string>; value: number }>(
    `SELECT name, labels, value FROM (SELECT id, argMax(value, ts) AS value FROM unloop.samples GROUP BY id) AS s
     INNER JOIN (SELECT DISTINCT id, name, labels FROM unloop.series) AS l ON s.id = l.id WHERE match(name, '${pattern}')`,
  )
  return Object.fromEntries(
    found.map(({ name, labels, value }) => [
      `${name}{${Object.entries(labels)
        .map(([key, label]) => `${key}="${label}"`)
        .join(',')}}`,
      value,
    ]),
  )
}

describe('OTLP logs', () => {
  const request = (body: string) => ({
    resourceLogs: [
      {
        resource: { attributes: POD },
        scopeLogs: [
          {
            scope: { name: 'filelog' },
            logRecords: [
              {
                timeUnixNano: NS,
                severityNumber: 17,
                body: { stringValue: body },
                attributes: [
                  attribute('log.iostream', 'stderr'),
                  { key: 'n', value: { intValue: '5' } },
                ],
                traceId: '0af7651916cd43dd8448eb211c80319c',
                spanId: 'b7ad6b7169203331',
              },
              {
                observedTimeUnixNano: NS,
                severityText: 'WARN',
                body: { kvlistValue: { values: [attribute('msg', body)] } },
              },
            ],
          },
        ],
      },
    ],
  })
  const hex = (text: string): string => Buffer.from(text, 'hex').toString('base64')

  it.each(['protobuf', 'json'] as const)(
    'are rows with the place as columns, from %s',
    async (encoding) => {
      const fields = request(`panic in ${encoding}`)
      if (encoding === 'protobuf') {
        const [record] = fields.resourceLogs[0]!.scopeLogs[0]!.logRecords
        record!.traceId = hex(record!.traceId!)
        record!.spanId = hex(record!.spanId!)
      }
      const body =
        encoding === 'json' ? Buffer.from(JSON.stringify(fields)) : encode('LogsRequest', fields)
      const intake = await ingest.otlp('logs', body, encoding)
      expect(intake).toMatchObject({ accepted: 2, rejected: 0 })
      const found = await rows(
        `SELECT cluster, namespace, pod, container, run, service, stream, severity, body, trace_id, span_id, attributes, resource
       FROM unloop.logs WHERE body LIKE '%in ${encoding}%' ORDER BY severity DESC`,
      )
      expect(found).toEqual([
        {
          cluster: 'lab',
          namespace: 'shop',
          pod: 'web-1',
          container: 'app',
          run: 4,
          service: 'web',
          stream: 'stderr',
          severity: 17,
          body: `panic in ${encoding}`,
          trace_id: '0af7651916cd43dd8448eb211c80319c',
          span_id: 'b7ad6b7169203331',
          attributes: { n: '5' },
          resource: { 'host.arch': 'amd64' },
        },
        {
          cluster: 'lab',
          namespace: 'shop',
          pod: 'web-1',
          container: 'app',
          run: 4,
          service: 'web',
          stream: '',
          severity: 13,
          body: `{"msg":"panic in ${encoding}"}`,
          trace_id: '',
          span_id: '',
          attributes: {},
          resource: { 'host.arch': 'amd64' },
        },
      ])
    },
  )

  it('leave out what a wrong clock dates, and say so', async () => {
    const record = (days: number) => ({
      timeUnixNano: String(BigInt(NOW + days * 86_400_000) * 1_000_000n),
      body: { stringValue: 'x' },
    })
    const fields = {
      resourceLogs: [{ scopeLogs: [{ logRecords: [record(-30), record(2), record(0)] }] }],
    }
    const intake = await ingest.otlp('logs', encode('LogsRequest', fields), 'protobuf')
    expect(intake).toMatchObject({ accepted: 1, rejected: 2 })
    expect(intake.reason).toContain('older than what is kept')
  })

  it('of the k8s_events and k8sobjects receivers are events and objects, without the values of Secrets', async () => {
    const event = {
      kind: 'Event',
      type: 'Warning',
      reason: 'BackOff',
      message: 'Back-off restarting failed container',
      count: 7,
      lastTimestamp: new Date(NOW).toISOString(),
      metadata: { uid: 'e-2', namespace: 'shop' },
      involvedObject: {
        kind: 'Pod',
        namespace: 'shop',
        name: 'web-1',
        uid: 'u-1',
        fieldPath: 'spec.containers{app}',
      },
      source: { component: 'kubelet', host: 'node-a' },
    }
    const secret = {
      kind: 'Secret',
      metadata: { name: 'db', namespace: 'shop', resourceVersion: '9' },
      data: { password: 'aHVudGVyMg==' },
    }
    const watched = (type: string, object: object) => ({
      timeUnixNano: NS,
      attributes: [attribute('k8s.resource.name', 'x'), attribute('event.domain', 'k8s')],
      body: any({ type, object }),
    })
    const received = {
      timeUnixNano: NS,
      severityText: 'Warning',
      body: { stringValue: 'Liveness probe failed' },
      attributes: [
        attribute('k8s.event.reason', 'Unhealthy'),
        attribute('k8s.event.uid', 'e-1'),
        { key: 'k8s.event.count', value: { intValue: 3 } },
        attribute('k8s.namespace.name', 'shop'),
      ],
    }
    const fields = {
      resourceLogs: [
        {
          resource: {
            attributes: [
              attribute('k8s.object.kind', 'Pod'),
              attribute('k8s.object.name', 'web-1'),
              attribute('k8s.object.fieldpath', 'spec.containers{app}'),
            ],
          },
          scopeLogs: [{ logRecords: [received] }],
        },
        { scopeLogs: [{ logRecords: [watched('ADDED', event), watched('MODIFIED', secret)] }] },
      ],
    }
    await ingest.otlp('logs', encode('LogsRequest', fields), 'protobuf')
    expect(
      await rows(
        'SELECT reason, kind, name, container, count, type, event_uid FROM unloop.events ORDER BY reason',
      ),
    ).toEqual([
      {
        reason: 'BackOff',
        kind: 'Pod',
        name: 'web-1',
        container: 'app',
        count: 7,
        type: 'Warning',
        event_uid: 'e-2',
      },
      {
        reason: 'Unhealthy',
        kind: 'Pod',
        name: 'web-1',
        container: 'app',
        count: 3,
        type: 'Warning',
        event_uid: 'e-1',
      },
    ])
    const [stored] = await rows<{ object: string }>(
      "SELECT object FROM unloop.objects WHERE kind = 'Secret'",
    )
    expect(stored!.object).not.toContain('aHVudGVyMg')
    expect(stored!.object).toMatch(/"password":"sha256:[0-9a-f]{32}"/)
  })
})

describe('OTLP metrics', () => {
  const metrics = (list: object[], attributes: object[] = []) => ({
    resourceMetrics: [{ resource: { attributes }, scopeMetrics: [{ metrics: list }] }],
  })
  const take = (fields: object) =>
    ingest.otlp('metrics', encode('MetricsRequest', fields), 'protobuf')

  it('carry the names and labels of Prometheus, with the place of the resource', async () => {
    const at = { timeUnixNano: NS }
    await take(
      metrics(
        [
          {
            name: 'k8s.container.restarts',
            unit: '{restart}',
            gauge: { dataPoints: [{ ...at, asInt: 6 }] },
          },
          {
            name: 'container.memory.usage',
            unit: 'By',
            gauge: { dataPoints: [{ ...at, asDouble: 1.5 }] },
          },
          {
            name: 'http.requests',
            sum: {
              aggregationTemporality: 2,
              isMonotonic: true,
              dataPoints: [
                {
                  ...at,
                  asInt: 9,
                  attributes: [attribute('http.route', '/a'), attribute('pod', 'other')],
                },
              ],
            },
          },
          { name: 'cpu.utilization', unit: '1', gauge: { dataPoints: [{ ...at, asDouble: 0.5 }] } },
        ],
        [
          attribute('k8s.namespace.name', 'shop'),
          attribute('k8s.pod.name', 'web-1'),
          attribute('service.name', 'web'),
          attribute('service.instance.id', 'i-1'),
        ],
      ),
    )
    const place = 'cluster="lab",instance="i-1",job="web",namespace="shop",pod="web-1"'
    expect(await samples('restarts|memory_usage|http_requests|utilization')).toEqual({
      [`k8s_container_restarts{${place}}`]: 6,
      [`container_memory_usage_bytes{${place}}`]: 1.5,
      'http_requests_total{cluster="lab",http_route="/a",instance="i-1",job="web",namespace="shop",pod="other"}': 9,
      [`cpu_utilization_ratio{${place}}`]: 0.5,
    })
    expect(
      await rows("SELECT type, unit FROM unloop.metadata FINAL WHERE name = 'http_requests_total'"),
    ).toEqual([{ type: 'counter', unit: '' }])
  })

  it('sum deltas up, and leave out one that comes late', async () => {
    const delta = (seconds: number, value: number) =>
      metrics([
        {
          name: 'jobs.done',
          sum: {
            aggregationTemporality: 1,
            isMonotonic: true,
            dataPoints: [
              {
                timeUnixNano: String(BigInt(NOW - 60_000 + seconds * 1000) * 1_000_000n),
                asInt: value,
              },
            ],
          },
        },
      ])
    await take(delta(0, 2))
    await take(delta(10, 3))
    expect(await take(delta(5, 100))).toMatchObject({ accepted: 0, rejected: 1 })
    expect(await samples('jobs_done')).toEqual({ 'jobs_done_total{cluster="lab"}': 5 })
  })

  it('hold histograms, summaries and exponential histograms', async () => {
    const at = { timeUnixNano: NS }
    await take(
      metrics([
        {
          name: 'latency',
          unit: 's',
          histogram: {
            aggregationTemporality: 2,
            dataPoints: [
              { ...at, count: 6, sum: 2.5, bucketCounts: [1, 2, 3], explicitBounds: [0.1, 1] },
            ],
          },
        },
        {
          name: 'gc',
          summary: {
            dataPoints: [
              { ...at, count: 4, sum: 8, quantileValues: [{ quantile: 0.5, value: 2 }] },
            ],
          },
        },
        {
          name: 'size',
          exponentialHistogram: {
            aggregationTemporality: 2,
            dataPoints: [
              {
                ...at,
                count: 7,
                sum: 20,
                scale: 9,
                zeroCount: 1,
                positive: { offset: -3, bucketCounts: [1, 2, 3] },
              },
            ],
          },
        },
      ]),
    )
    expect(await samples('^(latency|gc)')).toEqual({
      'latency_seconds_bucket{cluster="lab",le="0.1"}': 1,
      'latency_seconds_bucket{cluster="lab",le="1"}': 3,
      'latency_seconds_bucket{cluster="lab",le="+Inf"}': 6,
      'latency_seconds_count{cluster="lab"}': 6,
      'latency_seconds_sum{cluster="lab"}': 2.5,
      'gc{cluster="lab",quantile="0.5"}': 2,
      'gc_sum{cluster="lab"}': 8,
      'gc_count{cluster="lab"}': 4,
    })
    const [stored] = await rows<{ value: string }>('SELECT value FROM unloop.histograms')
    // Scale 9 is finer than 8: buckets -3, -2, -1 become -2 and -1.
    expect(JSON.parse(stored!.value)).toMatchObject({
      schema: 8,
      count: 7,
      zeroCount: 1,
      positiveSpans: [[-1, 2]],
      positiveCounts: [1, 5],
    })
  })
})

it('OTLP spans are rows, and one without ids is left out', async () => {
  const id = (text: string): string => Buffer.from(text, 'hex').toString('base64')
  const span = {
    traceId: id('0af7651916cd43dd8448eb211c80319c'),
    spanId: id('b7ad6b7169203331'),
    name: 'GET /a',
    kind: 3,
    startTimeUnixNano: NS,
    endTimeUnixNano: String(BigInt(NS) + 1_500_000n),
    status: { code: 2, message: 'refused' },
    events: [
      { timeUnixNano: NS, name: 'exception', attributes: [attribute('exception.type', 'E')] },
    ],
  }
  const fields = {
    resourceSpans: [
      {
        resource: { attributes: POD },
        scopeSpans: [{ spans: [span, { name: 'no ids', startTimeUnixNano: NS }] }],
      },
    ],
  }
  const intake = await ingest.otlp('traces', encode('TracesRequest', fields), 'protobuf')
  expect(intake).toMatchObject({ accepted: 1, rejected: 1, reason: 'a span without a trace id' })
  expect(
    await rows(
      'SELECT name, duration, status, status_message, service, pod, trace_id, events FROM unloop.spans',
    ),
  ).toEqual([
    {
      name: 'GET /a',
      duration: '1500000',
      status: 2,
      status_message: 'refused',
      service: 'web',
      pod: 'web-1',
      trace_id: '0af7651916cd43dd8448eb211c80319c',
      events: JSON.stringify([
        { time: NS, name: 'exception', attributes: { 'exception.type': 'E' } },
      ]),
    },
  ])
})

describe('remote write', () => {
  const STALE = Buffer.from('0200000000f0ff7f', 'hex').readDoubleLE(0)

  it.each([1, 2] as const)('%d.0 is samples, histograms and metadata', async (version) => {
    const name = `up_v${version}`
    const sample = { value: 1.25, timestamp: NOW }
    const histogram = {
      countInt: 3,
      sum: 4,
      schema: 0,
      positiveSpans: [{ offset: 1, length: 2 }],
      positiveDeltas: [1, 1],
      timestamp: NOW,
    }
    const body =
      version === 1
        ? encode('WriteRequest', {
            timeseries: [
              {
                labels: [
                  { name: '__name__', value: name },
                  { name: 'pod', value: 'web-1' },
                ],
                samples: [sample, { value: 2, timestamp: NOW - 864_000_000 }],
                histograms: [histogram],
              },
            ],
            metadata: [{ type: 1, metricFamilyName: name, help: 'Whether it is up.' }],
          })
        : encode('Request2', {
            symbols: ['', '__name__', name, 'pod', 'web-1', 'Whether it is up.'],
            timeseries: [
              {
                labelsRefs: [1, 2, 3, 4],
                samples: [sample, { value: 2, timestamp: NOW - 864_000_000 }],
                histograms: [histogram],
                metadata: { type: 1, helpRef: 5 },
              },
            ],
          })
    for (let turn = 0; turn < 2; turn++) {
      const intake = await ingest.remoteWrite(version, body)
      expect(intake).toMatchObject({ samples: 1, histograms: 1, rejected: 1 })
    }
    expect(await samples(name)).toEqual({ [`${name}{pod="web-1"}`]: 1.25 })
    expect(await rows(`SELECT count() AS n FROM unloop.series WHERE name = '${name}'`)).toEqual([
      { n: '1' },
    ])
    expect(
      await rows(`SELECT type, help FROM unloop.metadata FINAL WHERE name = '${name}'`),
    ).toEqual([{ type: 'counter', help: 'Whether it is up.' }])
    const [stored] = await rows<{ value: string }>(
      `SELECT value FROM unloop.histograms WHERE id IN (SELECT id FROM unloop.series WHERE name = '${name}')`,
    )
    expect(JSON.parse(stored!.value)).toMatchObject({
      count: 3,
      positiveSpans: [[1, 2]],
      positiveCounts: [1, 2],
    })
  })

  it('keeps the bits of a stale marker', async () => {
    const body = encode('WriteRequest', {
      timeseries: [
        { labels: [{ name: '__name__', value: 'gone' }], samples: [{ value: 1, timestamp: NOW }] },
      ],
    })
    // The encoder's own NaN would be another one.
    const marker = Buffer.from('020000000000f07f', 'hex')
    body.set(marker, body.indexOf(Buffer.from('000000000000f03f', 'hex')))
    await ingest.remoteWrite(1, body)
    expect(
      await rows(
        "SELECT hex(reinterpretAsUInt64(value)) AS bits FROM unloop.samples WHERE id IN (SELECT id FROM unloop.series WHERE name = 'gone')",
      ),
    ).toEqual([{ bits: '7FF0000000000002' }])
    expect(STALE).toBeNaN()
  })
})

describe('what other shippers speak', () => {
  it.each(['protobuf', 'json'] as const)('Loki push, %s', async (encoding) => {
    const text = `loki ${encoding}`
    const body =
      encoding === 'json'
        ? Buffer.from(
            JSON.stringify({
              streams: [
                {
                  stream: { namespace: 'shop', pod: 'web-2', level: 'error' },
                  values: [[NS, text, { trace_id: 'abc' }]],
                },
              ],
            }),
          )
        : encode('PushRequest', {
            streams: [
              {
                labels: '{namespace="shop", pod="web-2",level="error"}',
                entries: [
                  {
                    timestamp: { seconds: Math.floor(NOW / 1000), nanos: 5 },
                    line: text,
                    structuredMetadata: [{ name: 'trace_id', value: 'abc' }],
                  },
                ],
              },
            ],
          })
    expect(await ingest.loki(body, encoding)).toMatchObject({ accepted: 1 })
    expect(
      await rows(
        `SELECT namespace, pod, severity, trace_id FROM unloop.logs WHERE body = '${text}'`,
      ),
    ).toEqual([{ namespace: 'shop', pod: 'web-2', severity: 17, trace_id: 'abc' }])
  })

  it('Elasticsearch bulk: each document is a line, a broken one is told apart', async () => {
    const document = {
      '@timestamp': new Date(NOW).toISOString(),
      log: 'es line',
      level: 'warn',
      kubernetes: { pod_name: 'web-3', namespace_name: 'shop', labels: { app: 'web' } },
    }
    const body = [
      '{"create":{"_index":"x"}}',
      JSON.stringify(document),
      '{"index":{}}',
      'no json',
      '',
    ].join('\n')
    const intake = await ingest.bulk(Buffer.from(body))
    expect(intake.items.map(({ status }) => status)).toEqual([201, 400])
    expect(
      await rows(
        "SELECT namespace, pod, severity, attributes['kubernetes.labels.app'] AS app FROM unloop.logs WHERE body = 'es line'",
      ),
    ).toEqual([{ namespace: 'shop', pod: 'web-3', severity: 13, app: 'web' }])
  })
})

/** A plain value as an `AnyValue`. */
function any(value: unknown): object {
  if (typeof value === 'string') return { stringValue: value }
  if (typeof value === 'number') return { intValue: value }
  const values = Object.entries(value as object).map(([key, inner]) => ({ key, value: any(inner) }))
  return { kvlistValue: { values } }
}
