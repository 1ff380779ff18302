import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { startServer, type RunningServer } from '../testing/running-server.ts'

// Real processes start and end: on a machine that is busy they take their time.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 180_000 })

const NOW = Math.floor(Date.now() / 1_000)
let running: RunningServer

interface Answer {
  readonly status: string
  readonly data: { readonly result: readonly Record<string, unknown>[] }
  readonly errorType: string
  readonly error: string
}

const attributes = (pairs: Record<string, string>) =>
  Object.entries(pairs).map(([key, stringValue]) => ({ key, value: { stringValue } }))

const nano = (secondsAgo: number) => String(BigInt(NOW - secondsAgo) * 1_000_000_000n)

const gauge = (name: string, pod: string, values: readonly number[]) => ({
  resource: {
    attributes: attributes({ 'k8s.namespace.name': 'shop', 'k8s.pod.name': pod }),
  },
  scopeMetrics: [
    {
      metrics: [
        {
          name,
          description: 'Restarts.',
          gauge: {
            dataPoints: values.map((asDouble, at) => ({
              asDouble,
              timeUnixNano: nano((values.length - 1 - at) * 60),
            })),
          },
        },
      ],
    },
  ],
})

const exponential = {
  resource: { attributes: [] },
  scopeMetrics: [
    {
      metrics: [
        {
          name: 'latency',
          exponentialHistogram: {
            aggregationTemporality: 2,
            dataPoints: [
              {
                timeUnixNano: nano(0),
                count: '4',
                sum: 7,
                scale: 0,
                zeroCount: '1',
                positive: { offset: 0, bucketCounts: ['1', '2'] },
              },
            ],
          },
        },
      ],
    },
  ],
}

async function ask(path: string, params: Record<string, string>, method = 'GET') {
  const query = new URLSearchParams(params)
  const answer = await (method === 'GET'
    ? fetch(`${running.url}/api/v1/${path}?${query}`)
    : fetch(`${running.url}/api/v1/${path}`, { method: 'POST', body: query }))
  return { status: answer.status, body: (await answer.json()) as Answer & { data: unknown } }
}

const value = async (query: string) =>
  (await ask('query', { query, time: String(NOW) })).body.data.result.map(({ value: pair }) =>
    Number((pair as [number, string])[1]),
  )

beforeAll(async () => {
  running = await startServer()
  const sent = await fetch(`${running.url}/v1/metrics`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      resourceMetrics: [
        gauge('restarts', 'web-1', [1, 2, 3, 4, 5]),
        gauge('restarts', 'web-2', [0, 0, 0, 0, 2]),
        gauge('up_to_here', 'web-3', [1]),
        gauge('up_to_here', 'web-4', [1]),
        exponential,
      ],
    }),
  })
  expect(sent.status).toBe(200)
  await vi.waitFor(
    async () => expect(await value('count(latency) + count(up_to_here)')).toEqual([3]),
    {
      timeout: 30_000,
      interval: 200,
    },
  )
})

afterAll(() => running.close())

describe('queries over stored samples', () => {
  it.each([
    ['restarts{pod="web-1"}', [5]],
    ['sum(restarts)', [7]],
    ['sum(restarts{pod=~"web-[2-9]"})', [2]],
    ['sum(restarts{pod=~"web-1|web-9"})', [5]],
    ['sum(restarts{pod!="web-1"})', [2]],
    ['sum(restarts{nothing=""})', [7]],
    ['sum({__name__=~"rest.*", namespace="shop"})', [7]],
    ['max_over_time(restarts{pod="web-1"}[2m] offset 2m)', [3]],
    ['restarts{pod="web-1\' OR 1=1 --"}', []],
    ['histogram_count(latency)', [4]],
    ['histogram_quantile(1, latency)', [4]],
  ])('%s', async (query, expected) => {
    expect(await value(query)).toEqual(expected)
  })

  it('over a range, by a form as Grafana sends it', async () => {
    const params = {
      query: 'restarts{pod="web-1"}',
      start: String(NOW - 240),
      end: String(NOW),
      step: '60',
    }
    const { status, body } = await ask('query_range', params, 'POST')
    expect(status).toBe(200)
    expect(body.data.result).toMatchObject([
      { values: [1, 2, 3, 4, 5].map((n, at) => [NOW - 240 + at * 60, String(n)]) },
    ])
  })
})

describe('names', () => {
  it('of labels, their values and series', async () => {
    expect((await ask('labels', { 'match[]': 'restarts' })).body.data).toEqual([
      '__name__',
      'cluster',
      'namespace',
      'pod',
    ])
    expect((await ask('label/pod/values', {})).body.data).toEqual([
      'web-1',
      'web-2',
      'web-3',
      'web-4',
    ])
    expect((await ask('series', { 'match[]': 'restarts{pod="web-2"}' })).body.data).toEqual([
      { __name__: 'restarts', cluster: 'lab', namespace: 'shop', pod: 'web-2' },
    ])
    const old = { start: '2020-01-01T00:00:00Z', end: '2020-01-02T00:00:00Z' }
    expect((await ask('label/pod/values', old)).body.data).toEqual([])
  })

  it('of metrics and of the server', async () => {
    expect((await ask('metadata', { metric: 'restarts' })).body.data).toMatchObject({
      restarts: [{ type: 'gauge', help: 'Restarts.' }],
    })
    expect((await ask('status/buildinfo', {})).body.data).toMatchObject({ version: '3.15.0' })
  })
})

it('refuses in the words and with the statuses of Prometheus', async () => {
  const wrong = await ask('query', { query: 'sum(' })
  expect(wrong).toMatchObject({ status: 400, body: { status: 'error', errorType: 'bad_data' } })
  expect((await ask('query_range', { query: 'up', start: '2', end: '1', step: '1' })).status).toBe(
    400,
  )
  const invalid = await ask('query', { query: 'restarts + on() group_left() restarts' })
  expect(invalid).toMatchObject({ status: 422, body: { errorType: 'execution' } })
  expect((await fetch(`${running.url}/api/v1/nothing`)).status).toBe(404)
})
