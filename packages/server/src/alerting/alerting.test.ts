import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { startServer, type RunningServer } from '../testing/running-server.ts'

// Real processes start and end: on a machine that is busy they take their time.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 240_000 })

const WRITE = 'write-token-write-token'
const folder = mkdtempSync(join(tmpdir(), 'unloop alerting '))
const bodies: { status: string; alerts: { labels: Record<string, string> }[] }[] = []
const catcher = createServer((request, response) => {
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => {
    bodies.push(JSON.parse(Buffer.concat(chunks).toString()) as never)
    response.end('{}')
  })
})
let running: RunningServer

const rules = `groups:
  - name: g
    interval: 1s
    rules:
      - {record: one, expr: vector(1), labels: {from: rule}}
      - {alert: Always, expr: one == 1, labels: {team: a}}
`
const config = (port: number) =>
  `route: {receiver: hook, group_by: [alertname], group_wait: 100ms, group_interval: 1s, repeat_interval: 1h}
receivers:
  - name: hook
    webhook_configs: [{url: "http://127.0.0.1:${port}/"}]
`
const told = (name: string) =>
  bodies.filter(({ alerts }) => alerts.some(({ labels }) => labels['alertname'] === name))

async function ask(path: string, init: RequestInit = {}) {
  const response = await fetch(`${running.url}${path}`, init)
  const text = await response.text()
  return { status: response.status, body: text === '' ? null : (JSON.parse(text) as never) }
}

beforeAll(async () => {
  await new Promise<void>((done) => catcher.listen(0, '127.0.0.1', done))
  const file = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text)
    return join(folder, name)
  }
  running = await startServer({
    tokens: [{ role: 'write', token: WRITE }],
    alerting: {
      files: {
        rules: [file('rules.yml', rules)],
        config: file('am.yml', config((catcher.address() as AddressInfo).port)),
      },
      alertmanagers: [],
      alerta: null,
      enrich: 'annotations',
      externalUrl: null,
    },
  })
})
afterAll(async () => {
  await running.close()
  catcher.close()
  rmSync(folder, { recursive: true, force: true })
})

const authorized = { authorization: `Bearer ${WRITE}`, 'content-type': 'application/json' }

describe('alerting in the server', () => {
  it('evaluates rules over the store, one on the other, and notifies', async () => {
    await vi.waitFor(() => expect(told('Always').length).toBe(1), { timeout: 60_000 })
    expect(told('Always')[0]?.alerts[0]?.labels).toEqual({
      alertname: 'Always',
      team: 'a',
      from: 'rule',
    })
    const { body } = await ask('/api/v1/rules', { headers: authorized })
    expect(body).toMatchObject({
      status: 'success',
      data: { groups: [{ name: 'g', rules: [{ health: 'ok' }, { state: 'firing' }] }] },
    })
    // It is told of before the series is written, as Prometheus does it.
    await vi.waitFor(
      async () => {
        const series = await ask('/api/v1/query?query=ALERTS', { headers: authorized })
        expect(series.body).toMatchObject({
          data: { result: [{ metric: { alertname: 'Always', alertstate: 'firing' } }] },
        })
      },
      { timeout: 60_000 },
    )
  })

  it('speaks Alertmanager’s API, which only a token lets change something', async () => {
    const shown = await ask('/alertmanager/api/v2/alerts', { headers: authorized })
    expect(shown.body).toMatchObject([{ labels: { alertname: 'Always' } }])
    const silence = {
      matchers: [{ name: 'alertname', value: 'Quiet', isRegex: false }],
      startsAt: new Date().toISOString(),
      endsAt: new Date(Date.now() + 3_600_000).toISOString(),
      createdBy: 'me',
      comment: 'c',
    }
    const post = (headers: Record<string, string>) =>
      ask('/alertmanager/api/v2/silences', {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(silence),
      })
    expect((await post({})).status).toBe(401)
    expect((await post(authorized)).status).toBe(200)
  })

  it('tells nothing twice after a restart, and keeps silences', async () => {
    running = await running.restart()
    await vi.waitFor(
      async () =>
        expect(
          (await ask('/alertmanager/api/v2/alerts', { headers: authorized })).body,
        ).toMatchObject([{ labels: { alertname: 'Always' } }]),
      { timeout: 60_000 },
    )
    await new Promise((done) => setTimeout(done, 2_500))
    expect(told('Always').length).toBe(1)
    const { body } = await ask('/alertmanager/api/v2/silences', { headers: authorized })
    expect(body).toMatchObject([{ status: { state: 'active' } }])
  })
})
