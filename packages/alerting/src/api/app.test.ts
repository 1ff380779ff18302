import { describe, expect, it } from 'vitest'
import { Alertmanager } from '../alertmanager.ts'
import { loadConfig } from '../config/config.ts'
import { memoryState } from '../state/state.ts'
import { ManualClock } from '../testing/manual-clock.ts'
import { alertmanagerApi } from './app.ts'

const START = Date.UTC(2024, 4, 1, 10, 0, 0)
const CONFIG = `
global: {slack_api_url: "http://slack/s3cret"}
route: {receiver: a, group_by: [alertname], routes: [{receiver: b, matchers: [team="b"]}]}
receivers:
  - {name: a, webhook_configs: [{url: "http://user:s3cret@h/"}], labels: {tier: "1"}}
  - {name: b, pagerduty_configs: [{routing_key: s3cret}]}
`

async function setUp() {
  const clock = new ManualClock(START)
  let ids = 0
  const manager = new Alertmanager({
    config: loadConfig(CONFIG),
    templates: [],
    clock,
    state: memoryState(),
    externalURL: 'http://am/base',
    newId: () => `id-${++ids}`,
    onError: () => undefined,
    kit: {
      mail: () => Promise.resolve(),
      hostname: 'h',
      random: () => 0,
      readFile: () => Promise.resolve(''),
      http: () => ({ send: () => Promise.resolve({ status: 200, headers: {}, body: '' }) }),
    },
  })
  await manager.start()
  const app = alertmanagerApi({ manager, version: '1' })
  const call = async (method: string, path: string, body?: unknown) => {
    const init = { method, ...(body !== undefined && { body: JSON.stringify(body) }) }
    const response = await app(new Request(`http://am/base${path}`, init))
    const text = await response.text()
    return {
      status: response.status,
      body: text === '' ? undefined : (JSON.parse(text) as unknown),
    }
  }
  return { clock, call }
}

const matcherOf = (value: string): object => ({ name: 'pod', value, isRegex: false, isEqual: true })
const silence = (more: object = {}): object => ({
  matchers: [matcherOf('x')],
  startsAt: new Date(START).toISOString(),
  endsAt: new Date(START + 60_000).toISOString(),
  createdBy: 'me',
  comment: 'c',
  ...more,
})

describe('alerts', () => {
  it('are taken, shown and filtered', async () => {
    const { call } = await setUp()
    const posted = await call('POST', '/api/v2/alerts', [
      {
        labels: { alertname: 'A', pod: 'x', empty: '' },
        annotations: { s: 't' },
        generatorURL: 'http://g/',
      },
      { labels: { alertname: 'A', team: 'b' } },
    ])
    expect(posted.status).toBe(200)
    const all = await call('GET', '/api/v2/alerts?filter=pod%3D%22x%22')
    expect(all.body).toMatchObject([
      {
        labels: { alertname: 'A', pod: 'x' },
        annotations: { s: 't' },
        startsAt: '2024-05-01T10:00:00.000Z',
        endsAt: '2024-05-01T10:05:00.000Z',
        receivers: [{ name: 'a' }],
        status: { state: 'active', silencedBy: [], inhibitedBy: [], mutedBy: [] },
      },
    ])
    expect((await call('GET', '/api/v2/alerts?receiver=b')).body).toHaveLength(1)
    expect((await call('GET', '/api/v2/alerts?active=false')).body).toEqual([])
    expect((await call('GET', '/api/v2/alerts?filter=%7B')).status).toBe(400)
    expect((await call('GET', '/api/v2/alerts/groups')).body).toMatchObject([
      { receiver: { name: 'a' }, labels: { alertname: 'A' }, alerts: [{}] },
      { receiver: { name: 'b' } },
    ])
  })

  it('that are bad are named, and the good ones are taken', async () => {
    const { call } = await setUp()
    const bad = {
      labels: { a: 'b' },
      startsAt: '2024-05-01T10:00:00Z',
      endsAt: '2024-05-01T09:00:00Z',
    }
    const answer = await call('POST', '/api/v2/alerts', [
      bad,
      { labels: {} },
      { labels: { alertname: 'ok' } },
    ])
    expect(answer).toEqual({
      status: 400,
      body: 'start time must be before end time\nat least one label pair required',
    })
    expect((await call('GET', '/api/v2/alerts')).body).toHaveLength(1)
    expect((await call('POST', '/api/v2/alerts', { no: 'list' })).status).toBe(400)
  })
})

describe('silences', () => {
  it('are made, shown, changed and expired', async () => {
    const { call, clock } = await setUp()
    await call('POST', '/api/v2/alerts', [{ labels: { alertname: 'A', pod: 'x' } }])
    expect((await call('POST', '/api/v2/silences', silence())).body).toEqual({ silenceID: 'id-1' })
    expect((await call('GET', '/api/v2/silence/id-1')).body).toMatchObject({
      status: { state: 'active' },
      matchers: [matcherOf('x')],
    })
    expect((await call('GET', '/api/v2/alerts')).body).toMatchObject([
      { status: { state: 'suppressed', silencedBy: ['id-1'] } },
    ])
    const longer = silence({ id: 'id-1', endsAt: new Date(START + 120_000).toISOString() })
    expect((await call('POST', '/api/v2/silences', longer)).body).toEqual({ silenceID: 'id-1' })
    const other = silence({ id: 'id-1', matchers: [matcherOf('y')] })
    expect((await call('POST', '/api/v2/silences', other)).body).toEqual({ silenceID: 'id-2' })
    expect((await call('DELETE', '/api/v2/silence/id-2')).status).toBe(200)
    await clock.advance(1)
    const states = (await call('GET', '/api/v2/silences')).body as { status: { state: string } }[]
    expect(states.map(({ status }) => status.state)).toEqual(['expired', 'expired'])
    expect((await call('DELETE', '/api/v2/silence/none')).status).toBe(404)
  })

  it('that can’t be are refused', async () => {
    const { call } = await setUp()
    const post = (more: object) => call('POST', '/api/v2/silences', silence(more))
    expect(await post({ matchers: [{ name: 'a', value: '' }] })).toEqual({
      status: 400,
      body: 'invalid silence: at least one matcher must not match the empty string',
    })
    expect((await post({ endsAt: new Date(START - 1).toISOString() })).status).toBe(400)
    expect((await post({ id: 'unknown' })).status).toBe(404)
    expect((await post({ comment: undefined })).status).toBe(422)
    expect((await post({ matchers: [{ name: 'a', value: '(', isRegex: true }] })).status).toBe(400)
  })
})

describe('the rest', () => {
  it('shows the configuration without its secrets', async () => {
    const { call } = await setUp()
    const { body } = await call('GET', '/api/v2/status')
    const { original } = (body as { config: { original: string } }).config
    expect(original).not.toContain('s3cret')
    expect(loadConfig(original).receivers).toHaveLength(2)
  })

  it('lists receivers with their labels', async () => {
    const { call } = await setUp()
    expect((await call('GET', '/api/v2/receivers?receiver_matchers=tier%3D%221%22')).body).toEqual([
      { name: 'a', labels: { name: 'a', tier: '1' } },
    ])
  })

  it('refuses what it does not know', async () => {
    const { call } = await setUp()
    expect((await call('GET', '/api/v1/alerts')).status).toBe(410)
    expect((await call('GET', '/nothing')).status).toBe(404)
    expect((await call('PUT', '/api/v2/alerts')).status).toBe(405)
  })
})
