import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { request } from 'node:http'
import { startServer, type RunningServer } from './testing/running-server.ts'

// Real processes start and end: on a machine that is busy they take their time.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 180_000 })

const NOW = Date.now()
const API = '/api/unloop/v1'
let running: RunningServer

beforeAll(async () => {
  running = await startServer()
}, 180_000)

afterAll(() => running.close())

interface Page {
  readonly records: { body: string; ts: string; pod: string; run: number }[]
  readonly total: number
  readonly next: string | null
}

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(running.url + path, { headers })

async function logs(query: string): Promise<Page> {
  const answer = await get(`${API}/logs?${query}`)
  expect(answer.status).toBe(200)
  return (await answer.json()) as Page
}

function sendLines(
  bodies: readonly string[],
  pod = 'web-1',
  at = (index: number) => NOW - 60_000 + index,
) {
  const attributes = [
    { key: 'k8s.namespace.name', value: { stringValue: 'shop' } },
    { key: 'k8s.pod.name', value: { stringValue: pod } },
    { key: 'k8s.container.name', value: { stringValue: 'app' } },
    { key: 'k8s.container.restart_count', value: { stringValue: '3' } },
  ]
  const logRecords = bodies.map((body, index) => ({
    timeUnixNano: String(BigInt(at(index)) * 1_000_000n),
    body: { stringValue: body },
  }))
  return fetch(`${running.url}/v1/logs`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      resourceLogs: [{ resource: { attributes }, scopeLogs: [{ logRecords }] }],
    }),
  })
}

async function until<Result>(
  ask: () => Promise<Result>,
  holds: (result: Result) => boolean,
): Promise<Result> {
  const end = Date.now() + 60_000
  for (;;) {
    const result = await ask()
    if (holds(result) || Date.now() > end) return result
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

/** A request with headers that `fetch` does not let a program set. */
function raw(path: string, headers: Record<string, string>, method = 'GET'): Promise<number> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(running.url)
    request({ hostname, port, path, method, headers }, (answer) => {
      answer.resume()
      resolve(answer.statusCode!)
    })
      .on('error', reject)
      .end()
  })
}

describe('what is sent can be asked for', () => {
  it('log lines, in pages that leave nothing out and give nothing twice, also of one moment', async () => {
    // Seven lines a millisecond, some of them equal.
    const bodies = Array.from(
      { length: 70 },
      (_each, index) => `line ${index % 7 === 3 ? 'same' : index}`,
    )
    expect(
      (await sendLines(bodies, 'pages', (index) => NOW - 30_000 + Math.floor(index / 7))).status,
    ).toBe(200)
    await until(
      () => logs('pod=pages'),
      ({ total }) => total === 70,
    )
    for (const order of ['newest', 'oldest']) {
      const seen: string[] = []
      let cursor = ''
      for (let page = 0; page < 20; page++) {
        const answer = await logs(`namespace=shop&pod=pages&order=${order}&limit=9${cursor}`)
        expect(answer.total).toBe(70)
        seen.push(...answer.records.map(({ body }) => body))
        if (answer.next === null) break
        cursor = `&cursor=${answer.next}`
      }
      expect(seen.toSorted()).toEqual(bodies.toSorted())
    }
  })

  it('by text, run and time, with secrets masked', async () => {
    await sendLines(
      ['user logged in', 'connecting to postgres://app:hunter2secret@db:5432/shop', 'bye'],
      'masked',
    )
    const page = await until(
      () => logs('pod=masked&search=POSTGRES'),
      ({ total }) => total === 1,
    )
    expect(page.records[0]!.body).toContain('postgres://')
    expect(page.records[0]!.body).not.toContain('hunter2secret')
    expect((await logs('pod=masked&run=3')).total).toBe(3)
    expect((await logs('pod=masked&run=2')).total).toBe(0)
    expect((await logs(`pod=masked&to=${new Date(NOW - 3_600_000).toISOString()}`)).total).toBe(0)
  })

  it('as they come, going on where a lost connection was', async () => {
    const read = async (headers: Record<string, string>, count: number) => {
      const stop = new AbortController()
      const answer = await fetch(`${running.url}${API}/logs/tail?pod=tailed`, {
        headers,
        signal: stop.signal,
      })
      const found: { id: string; body: string }[] = []
      let text = ''
      for await (const chunk of answer.body!) {
        text += Buffer.from(chunk).toString()
        for (const [all, data, id] of text.matchAll(/event: log\ndata: (.*)\nid: (.*)\n\n/g)) {
          found.push({ id: id!, body: (JSON.parse(data!) as { body: string }).body })
          text = text.replace(all, '')
        }
        if (found.length >= count) break
      }
      stop.abort()
      return found
    }
    const first = read({}, 2)
    await new Promise((resolve) => setTimeout(resolve, 200))
    await sendLines(['one', 'two', 'three'], 'tailed', (index) => Date.now() + 2_000 + index)
    const seen = await first
    expect(seen.map(({ body }) => body).slice(0, 2)).toEqual(['one', 'two'])
    const rest = await read({ 'last-event-id': seen[1]!.id }, 1)
    expect(rest[0]!.body).toBe('three')
  })

  it('a diagnosis of pasted text', async () => {
    const text =
      'NAME    READY   STATUS             RESTARTS   AGE\nweb-1   0/1     CrashLoopBackOff   5          4m\n'
    const answer = await fetch(`${running.url}${API}/diagnose`, {
      method: 'POST',
      body: text,
      headers: { 'content-type': 'text/plain' },
    })
    expect(answer.status).toBe(200)
    const report = (await answer.json()) as { schema: string; incidents: { pods: string[] }[] }
    expect(report.schema).toBe('unloop/report@1')
    expect(report.incidents[0]!.pods).toEqual(['web-1'])
  })
})

describe('how the server is', () => {
  it('tells machines that it lives, is ready, and how much it holds', async () => {
    expect(await (await get('/healthz')).text()).toBe('ok\n')
    expect((await get('/readyz')).status).toBe(200)
    const metrics = await (await get('/metrics')).text()
    expect(metrics).toMatch(/unloop_ingest_records_total\{protocol="otlp_logs"\} \d+/)
    expect(metrics).toMatch(/unloop_resident_memory_bytes\{process="engine"\} \d{8,}/)
    const status = (await (await get(`${API}/status`)).json()) as { store: { driver: string } }
    expect(status.store.driver).toBe('embedded')
  })

  it('answers what it does not have or understand in words', async () => {
    expect(await (await get('/nothing')).json()).toEqual({ error: 'There is no /nothing here.' })
    for (const query of [
      'limit=0',
      'limit=x',
      'from=yesterday',
      'order=up',
      'cursor=bm9uZQ',
      'run=1.5',
    ])
      expect((await get(`${API}/logs?${query}`)).status, query).toBe(400)
    expect((await get(`${API}/incidents/none`)).status).toBe(404)
  })

  it('keeps pages of other sites out, for telemetry too', async () => {
    const { host } = new URL(running.url)
    for (const path of [`${API}/logs`, '/metrics', '/api/openapi.json', '/v1/logs']) {
      const method = path === '/v1/logs' ? 'POST' : 'GET'
      expect(await raw(path, { host: 'evil.example' }, method), path).toBe(403)
      expect(await raw(path, { host, origin: 'https://evil.example' }, method), path).toBe(403)
    }
    const headers = (await get(`${API}/status`)).headers
    expect(headers.get('access-control-allow-origin')).toBeNull()
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('content-security-policy')).toContain("default-src 'none'")
  })
})

interface Operation {
  readonly parameters?: Parameter[]
  readonly requestBody?: { readonly content: Readonly<Record<string, unknown>> }
  readonly responses: Record<string, unknown>
}

/** What the document says of the body, and each other time something else. */
const typeOf = ({ requestBody }: Operation, turn: number): string =>
  turn % 2 === 0 ? 'text/plain' : (Object.keys(requestBody?.content ?? {})[0] ?? 'text/plain')

interface Parameter {
  readonly name: string
  readonly in: 'query' | 'path'
  readonly schema: { readonly type?: string; readonly enum?: readonly string[] }
}

it('answers whatever its OpenAPI document lets one ask, and hostile values, with a status that it names', async () => {
  const document = (await (await get('/api/openapi.json')).json()) as {
    openapi: string
    paths: Record<string, Record<string, Operation>>
  }
  expect(document.openapi).toBe('3.1.0')
  const values = [
    "'; DROP TABLE unloop.logs; --",
    '\\',
    '%00',
    '-1',
    '1e999',
    '𝕏'.repeat(50),
    '',
    '2026-11-30T00:00:00Z',
    '0af7651916cd43dd8448eb211c80319c',
    '1',
  ]
  let asked = 0
  for (const [path, methods] of Object.entries(document.paths))
    for (const [method, operation] of Object.entries(methods))
      for (const value of values) {
        const parameters = operation.parameters ?? []
        const where = path.replace(/\{\w+\}/g, encodeURIComponent(value) || 'x')
        const query = new URLSearchParams(
          parameters
            .filter((one) => one.in === 'query')
            .map(({ name, schema }) => [name, schema.enum?.[0] ?? value]),
        )
        const body =
          method === 'post'
            ? { method: 'POST', body: value, headers: { 'content-type': typeOf(operation, asked) } }
            : {}
        const answer = await fetch(`${running.url}${where}?${query}`, body)
        expect(
          Object.keys(operation.responses),
          `${method} ${where}?${query}: ${await answer.text()}`,
        ).toContain(String(answer.status))
        asked++
      }
  expect(asked).toBeGreaterThan(80)
})

describe('tokens', () => {
  it('are asked for where there are some, each for its own', async () => {
    const tokens = [
      { role: 'read' as const, token: 'reading-reading-reading' },
      { role: 'ingest' as const, token: 'sending-sending-sending' },
    ]
    const guarded = await startServer({ tokens })
    const status = async (path: string, token: string, method = 'GET') =>
      (
        await fetch(guarded.url + path, {
          method,
          headers: token === '' ? {} : { authorization: `Bearer ${token}` },
        })
      ).status
    try {
      expect(await status(`${API}/logs`, '')).toBe(401)
      expect(await status(`${API}/logs`, 'sending-sending-sending')).toBe(401)
      expect(await status(`${API}/logs`, 'reading-reading-reading')).toBe(200)
      expect(await status('/healthz', '')).toBe(200)
      expect(await status('/v1/logs', '', 'POST')).toBe(401)
      expect(await status('/v1/logs', 'reading-reading-reading', 'POST')).toBe(401)
      expect(await status('/v1/logs', 'sending-sending-sending', 'POST')).toBe(200)
    } finally {
      await guarded.close()
    }
  })
})

it('what was acknowledged is there after a stop, which does not take long', async () => {
  const first = await startServer()
  await fetch(`${first.url}/_bulk`, {
    method: 'POST',
    body: '{"index":{}}\n{"log":"kept over a stop","kubernetes":{"pod_name":"stays"}}\n',
  })
  const began = Date.now()
  await first.server.stop()
  // Each part of a stop has its limit: a second for requests, three for the store.
  expect(Date.now() - began).toBeLessThan(8_000)
  const second = await first.restart()
  try {
    const answer = (await (await fetch(`${second.url}${API}/logs?pod=stays`)).json()) as Page
    expect(answer.records.map(({ body }) => body)).toEqual(['kept over a stop'])
  } finally {
    await second.close()
  }
})
