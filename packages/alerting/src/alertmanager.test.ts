import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fromMilliseconds, ZERO_MOMENT } from '@unloop/gotemplate'
import { describe, expect, it } from 'vitest'
import { Alertmanager } from './alertmanager.ts'
import { alert } from './alerts/alert.ts'
import { loadConfig } from './config/config.ts'
import { matcher } from './matchers/matcher.ts'
import type { HttpRequest } from './integration/http-client.ts'
import { NotifyError } from './integration/notify-error.ts'
import { fileState } from './state/file-state.ts'
import { memoryState, type StateStore } from './state/state.ts'
import { ManualClock } from './testing/manual-clock.ts'

const START = Date.UTC(2024, 4, 1, 10, 0, 0)
const MINUTE = 60_000

const CONFIG = `
route:
  receiver: hook
  group_by: [alertname]
  group_wait: 30s
  group_interval: 5m
  repeat_interval: 4h
  routes:
    - {receiver: silent, matchers: [team="none"]}
    - {receiver: hook, matchers: [team="night"], mute_time_intervals: [ten]}
inhibit_rules:
  - {source_matchers: [severity="critical"], target_matchers: [severity="warning"], equal: [node]}
time_intervals:
  - {name: ten, time_intervals: [{times: [{start_time: "10:00", end_time: "11:00"}]}]}
receivers:
  - name: hook
    webhook_configs: [{url: "http://hook/"}]
  - name: silent
    slack_configs: [{api_url: "http://slack/"}]
`

interface Sent {
  readonly at: number
  readonly url: string
  readonly status: string
  readonly firing: number
  readonly resolved: number
  readonly reason: string
}

async function setUp(
  options: { state?: StateStore; clock?: ManualClock; isDown?: () => boolean } = {},
) {
  const clock = options.clock ?? new ManualClock(START)
  const sent: Sent[] = []
  const errors: string[] = []
  let ids = 0
  const manager = new Alertmanager({
    config: loadConfig(CONFIG),
    templates: [],
    clock,
    state: options.state ?? memoryState(),
    externalURL: 'http://am',
    newId: () => `id-${++ids}`,
    onError: (message) => errors.push(message),
    kit: {
      mail: () => Promise.resolve(),
      hostname: 'host',
      random: () => 0.5,
      readFile: () => Promise.resolve(''),
      http: () => ({
        send: (request: HttpRequest) => {
          if (options.isDown?.() === true)
            return Promise.reject(new NotifyError('ECONNREFUSED', true))
          sent.push(noted(request, clock.now()))
          return Promise.resolve({ status: 200, headers: {}, body: 'ok' })
        },
      }),
    },
  })
  await manager.start()
  return { manager, clock, sent, errors, put: putter(manager, clock) }
}

function noted(request: HttpRequest, now: number): Sent {
  const body = JSON.parse(request.body ?? '{}') as {
    status?: string
    notification_reason?: string
    alerts?: { status: string }[]
  }
  const count = (status: string): number =>
    (body.alerts ?? []).filter((one) => one.status === status).length
  return {
    at: (now - START) / 1000,
    url: request.url,
    status: body.status ?? '',
    firing: count('firing'),
    resolved: count('resolved'),
    reason: body.notification_reason ?? '',
  }
}

function putter(manager: Alertmanager, clock: ManualClock) {
  return (
    labels: Record<string, string>,
    times: { endsAt?: number; startsAt?: number } = {},
  ): void =>
    manager.store.put(
      alert({
        labels: { alertname: 'A', ...labels },
        annotations: {},
        startsAt: fromMilliseconds(times.startsAt ?? clock.now()),
        endsAt: times.endsAt === undefined ? ZERO_MOMENT : fromMilliseconds(times.endsAt),
        generatorURL: '',
        updatedAt: clock.now(),
        isTimeout: false,
      }),
    )
}

describe('grouping and repeating', () => {
  it('waits group_wait, then tells at ticks of group_interval what is new', async () => {
    const { clock, sent, put } = await setUp()
    put({ pod: 'a' })
    await clock.advance(29_000)
    expect(sent).toEqual([])
    put({ pod: 'b' })
    await clock.advance(1000)
    expect(sent).toMatchObject([{ at: 30, firing: 2, reason: 'first notification' }])
    put({ pod: 'c' })
    await clock.advance(4 * MINUTE)
    expect(sent).toHaveLength(1)
    await clock.advance(MINUTE)
    expect(sent[1]).toMatchObject({ at: 330, firing: 3, reason: 'new alerts added' })
  })

  it('repeats at the first tick after repeat_interval', async () => {
    const { clock, sent, put } = await setUp()
    put({ pod: 'a' })
    await clock.advance(4 * 60 * MINUTE + 10 * MINUTE)
    expect(sent.map(({ at, reason }) => [at, reason])).toEqual([
      [30, 'first notification'],
      [30 + 245 * 60, 'repeat interval elapsed'],
    ])
  })

  it('does not wait for an alert that is older than group_wait', async () => {
    const { clock, sent, put } = await setUp()
    put({ pod: 'a' }, { startsAt: START - MINUTE })
    await clock.advance(0)
    expect(sent).toHaveLength(1)
  })

  it('tells of resolution once, and forgets the alert', async () => {
    const { manager, clock, sent, put } = await setUp()
    put({ pod: 'a' })
    await clock.advance(MINUTE)
    put({ pod: 'a' }, { startsAt: START, endsAt: clock.now() })
    await clock.advance(30 * MINUTE)
    expect(sent.map(({ status, reason }) => [status, reason])).toEqual([
      ['firing', 'first notification'],
      ['resolved', 'all alerts resolved'],
    ])
    expect(manager.groups).toEqual([])
  })

  it('does not tell of resolution where send_resolved is off', async () => {
    const { clock, sent, put } = await setUp()
    put({ pod: 'a', team: 'none' })
    await clock.advance(MINUTE)
    put({ pod: 'a', team: 'none' }, { startsAt: START, endsAt: clock.now() })
    await clock.advance(30 * MINUTE)
    expect(sent.map(({ url }) => url)).toEqual(['http://slack/'])
  })
})

describe('holding back', () => {
  it('inhibits targets while a source with equal labels fires', async () => {
    const { clock, sent, put } = await setUp()
    put({ severity: 'critical', node: '1', alertname: 'Down' })
    put({ severity: 'warning', node: '1' })
    put({ severity: 'warning', node: '2' })
    await clock.advance(MINUTE)
    expect(sent.map(({ firing }) => firing)).toEqual([1, 1])
  })

  it('holds back what is silenced, and tells when the silence ends', async () => {
    const { manager, clock, sent, put } = await setUp()
    await manager.silences.set({
      id: '',
      matchers: [matcher('pod', '=~', 'a|b')],
      startsAt: START,
      endsAt: START + 10 * MINUTE,
      createdBy: 'me',
      comment: '',
    })
    put({ pod: 'a' })
    await clock.advance(9 * MINUTE)
    expect(sent).toEqual([])
    await clock.advance(10 * MINUTE)
    expect(sent).toMatchObject([{ firing: 1, at: 630 }])
  })

  it('is quiet within mute intervals', async () => {
    const { clock, sent, put } = await setUp()
    put({ pod: 'a', team: 'night' })
    await clock.advance(59 * MINUTE)
    expect(sent).toEqual([])
    await clock.advance(6 * MINUTE)
    expect(sent).toHaveLength(1)
  })
})

describe('faults', () => {
  it('delivers once when a receiver is back after an hour', async () => {
    let isDown = true
    const { clock, sent, errors, put } = await setUp({ isDown: () => isDown })
    put({ pod: 'a' })
    await clock.advance(60 * MINUTE)
    expect(sent).toEqual([])
    expect(errors[0]).toContain('hook/webhook[0]: notify retry canceled after')
    isDown = false
    await clock.advance(60 * MINUTE)
    expect(sent).toHaveLength(1)
  })

  it('sends nothing twice after a restart, and what is new', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'unloop alerting '))
    try {
      const clock = new ManualClock(START)
      const first = await setUp({ state: fileState(folder), clock })
      first.put({ pod: 'a' })
      await clock.advance(MINUTE)
      await until(() => first.sent.length === 1)
      await first.manager.stop()
      const second = await setUp({ state: fileState(folder), clock })
      second.put({ pod: 'a' })
      await clock.advance(2 * MINUTE)
      expect(second.sent).toEqual([])
      second.put({ pod: 'b' })
      await clock.advance(5 * MINUTE)
      await until(() => second.sent.length === 1)
      expect(second.sent).toMatchObject([{ firing: 2, reason: 'new alerts added' }])
      await second.manager.stop()
    } finally {
      rmSync(folder, { recursive: true })
    }
  })

  it('tells of an end that came while it was down, and of none that did not', async () => {
    const state = memoryState()
    const clock = new ManualClock(START)
    const first = await setUp({ state, clock })
    first.put({ pod: 'a' })
    first.put({ alertname: 'B', pod: 'b' })
    await clock.advance(MINUTE)
    expect(first.sent).toHaveLength(2)
    await first.manager.stop()
    clock.set(START + 30 * MINUTE)
    const second = await setUp({ state, clock })
    await clock.advance(2 * MINUTE)
    second.put({ pod: 'a' }, { startsAt: START })
    await clock.advance(60 * MINUTE)
    expect(second.sent).toMatchObject([{ status: 'resolved', firing: 0, resolved: 1 }])
    expect(second.manager.store.list().map(({ labels }) => labels['pod'])).toEqual(['a'])
    await second.manager.stop()
  })

  it.each([60, -60])('tells nothing again as the clock is set by %i minutes', async (minutes) => {
    const { manager, clock, sent, put } = await setUp()
    const report = (): void =>
      put({ pod: 'a' }, { startsAt: START, endsAt: clock.now() + 4 * MINUTE })
    const pass = async (rounds: number): Promise<void> => {
      for (let round = 0; round < rounds; round++) {
        report()
        await clock.advance(MINUTE)
      }
    }
    await pass(10)
    clock.set(clock.now() + minutes * MINUTE)
    await clock.advance(MINUTE)
    await pass(30)
    expect(sent).toMatchObject([{ status: 'firing' }])
    await clock.advance(90 * MINUTE)
    expect(sent.map(({ status }) => status)).toEqual(['firing', 'resolved'])
    await manager.stop()
  })
})

/** Real files take real time. */
async function until(test: () => boolean): Promise<void> {
  for (let tries = 0; tries < 200 && !test(); tries++)
    await new Promise((done) => setTimeout(done, 10))
}
