import { afterAll, beforeAll, expect, test } from 'vitest'
import { SECRET_SHAPES } from '../packages/engine/src/testing/secret-shapes.ts'
import { startServer, type RunningServer } from '../packages/server/src/testing/running-server.ts'
import { leaks } from './secrets/leaks.ts'

let running: RunningServer
beforeAll(async () => {
  running = await startServer()
}, 180_000)
afterAll(() => running.close())

const attribute = (key: string, stringValue: string) => ({ key, value: { stringValue } })

/** One line for each shape, which also stands in an attribute and in the name of the container. */
const records = SECRET_SHAPES.map(({ text }, index) => ({
  timeUnixNano: String(BigInt(Date.now() - 60_000 + index) * 1_000_000n),
  body: { stringValue: `panic: dial ${text}` },
  attributes: [attribute('note', text)],
}))

const spans = SECRET_SHAPES.map(({ text }, index) => ({
  traceId: String(index + 1).padStart(32, '0'),
  spanId: String(index + 1).padStart(16, '0'),
  name: text,
  startTimeUnixNano: String(BigInt(Date.now() - 60_000) * 1_000_000n),
  endTimeUnixNano: String(BigInt(Date.now() - 50_000) * 1_000_000n),
  attributes: [attribute('note', text)],
  status: { code: 2, message: text },
}))

const gauges = SECRET_SHAPES.map(({ text }) => ({
  attributes: [attribute('note', text)],
  asDouble: 1,
  timeUnixNano: String(BigInt(Date.now() - 1000) * 1_000_000n),
}))

const RESOURCE = {
  attributes: [
    attribute('k8s.namespace.name', 'shop'),
    attribute('k8s.pod.name', 'web-0'),
    attribute('k8s.container.name', 'app'),
  ],
}

const BODIES: Readonly<Record<string, object>> = {
  '/v1/logs': {
    resourceLogs: [{ resource: RESOURCE, scopeLogs: [{ logRecords: records }] }],
  },
  '/v1/traces': { resourceSpans: [{ resource: RESOURCE, scopeSpans: [{ spans }] }] },
  '/v1/metrics': {
    resourceMetrics: [
      {
        resource: RESOURCE,
        scopeMetrics: [{ metrics: [{ name: 'held', gauge: { dataPoints: gauges } }] }],
      },
    ],
  },
}

const answerOf = async (path: string): Promise<string> =>
  (await fetch(running.url + path)).text().catch(String)

/** The first lines of a stream that does not end. */
async function firstOf(path: string): Promise<string> {
  const stop = AbortSignal.timeout(4000)
  let said = ''
  try {
    const answer = await fetch(running.url + path, { signal: stop })
    for await (const chunk of answer.body ?? [])
      said += new TextDecoder().decode(chunk as Uint8Array)
  } catch {
    // It was ended by us.
  }
  return said
}

test('no secret is in any answer of the server', { timeout: 300_000 }, async () => {
  for (const [path, body] of Object.entries(BODIES)) {
    const answer = await fetch(running.url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    expect(answer.status, path).toBe(200)
  }
  const described = JSON.parse(await answerOf('/api/openapi.json')) as {
    paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  }
  const api = '/api/unloop/v1'
  const isHeld = async (): Promise<boolean> =>
    (JSON.parse(await answerOf(`${api}/logs?pod=web-0`)) as { total: number }).total > 0
  for (let tries = 0; tries < 300 && !(await isHeld()); tries++)
    await new Promise((done) => setTimeout(done, 200))
  expect(await isHeld()).toBe(true)
  const gets = Object.entries(described.paths)
    .filter(([, methods]) => 'get' in methods)
    .map(([path]) => path.replace(/\{[^}]+\}/g, '00000000000000000000000000000001'))
  expect(gets.length).toBeGreaterThan(8)
  const questions = [
    ...gets,
    ...[0, 100].map((limit) => `${api}/logs?pod=web-0&limit=${limit + 100}`),
    `${api}/logs?pod=web-0&limit=1000&order=oldest`,
    ...['query?query=held', 'series?match[]=held', 'labels', 'label/note/values', 'rules', 'alerts']
      .concat('status/buildinfo', 'targets', 'metadata', 'query_range?query=held')
      .map((path) => `/api/v1/${path}`),
    '/metrics',
  ]
  for (const path of questions) expect(leaks(await answerOf(path)), path).toEqual([])
  const tailed = firstOf(`${api}/logs/tail?pod=web-0`)
  await new Promise((done) => setTimeout(done, 500))
  await fetch(`${running.url}/v1/logs`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(BODIES['/v1/logs']),
  })
  expect(leaks(await tailed)).toEqual([])
  for (const shape of SECRET_SHAPES.slice(0, 60)) {
    const text = encodeURIComponent(shape.text)
    for (const path of [
      `/api/${text}`,
      `${api}/logs?search=${text}&cursor=${text}`,
      `${api}/incidents/${text}`,
      `/api/v1/query?query=${text}`,
      `${api}/logs/tail?nothing=${text}&search=`,
    ])
      if (!path.includes('tail')) expect(leaks(await answerOf(path), [shape]), path).toEqual([])
  }
})
