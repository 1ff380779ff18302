import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { run } from '../../run.ts'
import { recordedIo } from '../../testing/recorded-io.ts'

// On a machine that is busy the first run takes its time.
vi.setConfig({ testTimeout: 120_000 })

const MIB = 2 ** 20
const web = {
  cluster: 'lab',
  namespace: 'shop',
  workload_kind: 'Deployment',
  workload: 'web',
  container: 'app',
  memory: { peak: 180 * MIB, p95: 150 * MIB, samples: 500 },
  oom_kills: 0,
  startup_failures: 6,
}
const RECORDS: readonly unknown[] = [
  web,
  { ...web, cluster: 'other', memory: { ...web.memory, peak: 100 * MIB } },
  { ...web, workload: 'killed', oom_kills: 3, memory: { ...web.memory, peak: 120 * MIB } },
  { ...web, workload: 'twice' },
  { ...web, workload: 'twice', namespace: 'stage' },
  { ...web, workload: 'new', memory: { ...web.memory, samples: 5 }, startup_failures: null },
  { ...web, workload: 'broken', memory: 'much' },
  null,
]

const manifest = (name: string, limit: string, more = '') => `apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}${more}}
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers:
      - name: app
        image: shop/web:1
        resources: {limits: {memory: ${limit}}, requests: {memory: 100Mi}}
        startupProbe: {httpGet: {path: /up, port: 8080}, failureThreshold: 5}
`

let url = ''
const asked: { readonly path: string; readonly token: string | undefined }[] = []
const server = createServer((request, response) => {
  asked.push({ path: request.url ?? '', token: request.headers.authorization })
  response.end(JSON.stringify({ records: RECORDS }))
})
beforeAll(async () => {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => server.close())

async function lint(text: string, args: readonly string[] = ['--server', url]) {
  const { io, out, err } = recordedIo({ stdin: text, env: { UNLOOP_TOKEN: 'reading' } })
  const status = await run(['lint', '-', '-o', 'json', ...args], io)
  const { findings = [] } = out() === '' ? {} : JSON.parse(out())
  return {
    status,
    err: err(),
    messages: (findings as { code: string; message: string }[]).map(
      ({ code, message }) => `${code}: ${message}`,
    ),
  }
}

describe('--server', () => {
  it('holds limits against the peak of the last week, and the startup probe against its starts', async () => {
    const { status, messages } = await lint(manifest('web', '160Mi'))
    expect(messages).toEqual([
      'memory-limit-under-peak: The limit is 160Mi; the container has used 180Mi in the last seven days.',
      'startup-budget-under-usage: The container is killed after 5 failures; in the last seven days a start that went well took 6.',
    ])
    expect(status).toBe(1)
    expect(asked.at(-1)).toEqual({
      path: '/api/unloop/v1/usage?limit=5000',
      token: 'Bearer reading',
    })
    expect((await lint(manifest('web', '160Mi'), [])).messages).toEqual([])
  })

  it('knows a limit at which it was killed', async () => {
    const { messages } = await lint(manifest('killed', '128Mi'))
    expect(messages[0]).toContain('has used 120Mi in the last seven days, and was killed 3 times')
    expect((await lint(manifest('killed', '256Mi'))).messages).toHaveLength(1)
  })

  it('says nothing of what is enough, of what is new, and of what may be another', async () => {
    const memory = async (text: string) =>
      (await lint(text)).messages.filter((each) => each.startsWith('memory'))
    expect(await memory(manifest('web', '256Mi'))).toEqual([])
    expect(await memory(manifest('new', '16Mi'))).toEqual([])
    expect(await memory(manifest('broken', '16Mi'))).toEqual([])
    expect(await memory(manifest('twice', '160Mi'))).toEqual([])
    expect(await memory(manifest('twice', '160Mi', ', namespace: stage'))).toHaveLength(1)
  })

  it('with --practice holds requests against what is used nearly always', async () => {
    const { messages } = await lint(manifest('web', '256Mi'), ['--server', url, '--practice'])
    expect(messages).toContain(
      'memory-request-under-usage: The request is 100Mi; in the last seven days one moment in twenty took more than 150Mi.',
    )
  })

  it('says that no server answers, and how it is written', async () => {
    expect((await lint(manifest('web', '1Gi'), ['--server', 'web'])).status).toBe(2)
    const { status, err } = await lint(manifest('web', '1Gi'), ['--server', 'http://127.0.0.1:9'])
    expect(status).toBe(2)
    expect(err).toContain('http://127.0.0.1:9 does not answer')
  })
})
