import { Engine } from '@unloop/promql'
import { describe, expect, it } from 'vitest'
import type { ActiveAlert } from './active-alert.ts'
import { expressionProblem } from './expression-problem.ts'
import { loadRuleFile } from './rule-file.ts'
import { RuleGroup } from './rule-group.ts'
import { ruleStorage } from './rule-storage.ts'
import { TestSeries } from '../unit-tests/test-series.ts'

const MINUTE = 60_000

/** A group over series in memory, evaluated once a minute. */
function groupOver(
  yaml: string,
  input: readonly { series: string; values: string }[],
  series = new TestSeries(input, { start: 0, interval: MINUTE }),
) {
  const { groups, problems } = loadRuleFile(yaml, { expressionProblem })
  expect(problems).toEqual([])
  const group = new RuleGroup({
    file: 'f.yml',
    config: groups[0]!,
    defaultIntervalMs: MINUTE,
    externalLabels: {},
    externalUrl: 'http://unloop',
  })
  const storage = ruleStorage({
    engine: new Engine(),
    querier: series,
    append: (samples) => Promise.resolve(series.append(samples)),
  })
  const told: ActiveAlert[][] = []
  const environment = {
    storage,
    now: () => 0,
    resendDelayMs: MINUTE,
    notify: (alerts: readonly ActiveAlert[]) => void told.push([...alerts]),
  }
  for (const rule of group.alertingRules) rule.isRestored = true
  return {
    group,
    series,
    storage,
    told,
    at: async (minute: number) => {
      series.advance(minute * MINUTE)
      await group.evaluate(minute * MINUTE, environment)
      return group.alertingRules.map(({ state }) => state).join()
    },
    query: async (expression: string, minute: number) =>
      (await storage.query(expression, minute * MINUTE)).map(
        ({ labels, value }) => `${labels.toString()} ${value}`,
      ),
  }
}

const alertRule = (more: string): string =>
  `groups: [{name: g, rules: [{alert: Down, expr: 'up == 0', ${more}}]}]`
const up = (values: string) => [{ series: 'up{job="a"}', values }]

describe('alerting rules', () => {
  it('wait for what `for` says, fire, and are told of as resolved', async () => {
    const { at, told, query } = groupOver(alertRule('for: 2m'), up('0 0 0 0 1 1'))
    expect([await at(0), await at(1), await at(2), await at(3)].join(' ')).toBe(
      'pending pending firing firing',
    )
    expect(await query('ALERTS', 3)).toEqual([
      '{__name__="ALERTS", alertname="Down", alertstate="firing", job="a"} 1',
    ])
    expect(await query('ALERTS_FOR_STATE', 3)).toEqual([
      '{__name__="ALERTS_FOR_STATE", alertname="Down", job="a"} 0',
    ])
    expect(await at(4)).toBe('inactive')
    expect(await query('ALERTS', 4)).toEqual([])
    expect(
      told.flat().map(({ state, firedAt, resolvedAt }) => [state, firedAt, resolvedAt]),
    ).toEqual([
      ['firing', 2 * MINUTE, undefined],
      ['inactive', 2 * MINUTE, 4 * MINUTE],
    ])
  })

  it('that are pending go at once', async () => {
    const { at, group } = groupOver(alertRule('for: 5m'), up('0 1'))
    await at(0)
    expect(await at(1)).toBe('inactive')
    expect(group.alertingRules[0]?.alerts).toEqual([])
  })

  it('fire on for `keep_firing_for`', async () => {
    const { at } = groupOver(alertRule('keep_firing_for: 2m'), up('0 1 1 1 1'))
    const states = [await at(0), await at(1), await at(2), await at(3), await at(4)]
    expect(states.join(' ')).toBe('firing firing firing inactive inactive')
  })

  it('look at the past with query_offset, and write there', async () => {
    const yaml = `groups: [{name: g, query_offset: 2m, rules: [{record: r, expr: up}]}]`
    const { at, query } = groupOver(yaml, up('0 1 2 3 4'))
    for (const minute of [2, 3, 4]) await at(minute)
    expect(await query('timestamp(r)', 4)).toEqual(['{job="a"} 120'])
    expect(await query('r', 4)).toEqual(['{__name__="r", job="a"} 2'])
  })

  it('that exceed the limit give nothing and say so', async () => {
    const yaml = `groups: [{name: g, limit: 1, rules: [{alert: Down, expr: 'up == 0'}, {record: r, expr: up}]}]`
    const { at, group } = groupOver(yaml, [...up('0'), { series: 'up{job="b"}', values: '0' }])
    await at(0)
    expect(group.rules.map((rule) => group.healthOf(rule).lastError)).toEqual([
      'exceeded limit of 1 with 2 alerts',
      'exceeded limit of 1 with 2 series',
    ])
  })

  it('refuse alerts that are one and the same', async () => {
    const { at, group } = groupOver(alertRule('labels: {job: x}'), [
      ...up('0'),
      { series: 'up{job="b"}', values: '0' },
    ])
    await at(0)
    expect(group.healthOf(group.rules[0]!).lastError).toBe(
      'vector contains metrics with the same labelset after applying alert labels',
    )
  })

  it('expand templates, with queries; an empty label takes one away', async () => {
    const { at, group } = groupOver(
      alertRule(
        `labels: {job: '', n: '{{ len (query "up") }}'}, annotations: {s: '{{ with query "up" }}{{ . | first | label "job" }}{{ end }} {{ $value }}', e: '{{ query "up +" }}'}`,
      ),
      up('0'),
    )
    await at(0)
    const [alert] = group.alertingRules[0]?.activeAlerts ?? []
    expect(alert?.labels.toRecord()).toEqual({ alertname: 'Down', n: '1' })
    expect(alert?.annotations).toMatchObject({
      s: 'a 0',
      e: expect.stringContaining('error calling query: 1:5: parse error: unexpected end of input'),
    })
  })
})

describe('recording rules', () => {
  it('end series that they no longer give', async () => {
    const yaml = `groups: [{name: g, rules: [{record: r, expr: 'up > 0', labels: {x: y}}]}]`
    const { at, query } = groupOver(yaml, up('1 1 0'))
    await at(0)
    await at(1)
    expect(await query('r', 1)).toEqual(['{__name__="r", job="a", x="y"} 1'])
    await at(2)
    expect(await query('r', 2)).toEqual([])
  })
})

describe('a restart', () => {
  const restore = { outageToleranceMs: 60 * MINUTE, forGraceMs: 10 * MINUTE }

  /** A rule pending since minute 0 until `down`, then restarted and evaluated twice from `back` on. */
  async function restarted(hold: string, { down, back }: { down: number; back: number }) {
    const before = groupOver(alertRule(`for: ${hold}`), up('0x300'))
    for (let minute = 0; minute <= down; minute++) await before.at(minute)
    const after = groupOver(alertRule(`for: ${hold}`), [], before.series)
    for (const rule of after.group.alertingRules) rule.isRestored = false
    await after.at(back)
    await after.at(back + 1)
    await after.group.restore({ ...restore, storage: after.storage, time: (back + 1) * MINUTE })
    return (after.group.alertingRules[0]?.alerts[0]?.activeAt ?? NaN) / MINUTE
  }

  it('does not count the time that it took', async () => {
    expect(await restarted('60m', { down: 20, back: 29 })).toBe(10)
  })
  it('keeps what fired', async () => {
    expect(await restarted('15m', { down: 20, back: 29 })).toBe(0)
  })
  it('leaves a grace of ten minutes before an alert fires', async () => {
    expect(await restarted('25m', { down: 20, back: 29 })).toBe(30 + 10 - 25)
  })
  it('forgets what is longer ago than an hour', async () => {
    expect(await restarted('30m', { down: 20, back: 90 })).toBe(90)
  })
})

describe('another configuration', () => {
  it('takes over alerts of rules that stay, and ends the series of those that go', async () => {
    const yaml = `groups: [{name: g, rules: [{alert: Down, expr: 'up == 0', for: 5m}, {record: r, expr: up}]}]`
    const old = groupOver(yaml, up('0x20'))
    await old.at(0)
    await old.at(1)
    const fresh = groupOver(alertRule('for: 5m'), [], old.series)
    fresh.group.copyState(old.group)
    await fresh.at(2)
    expect(fresh.group.alertingRules[0]?.alerts[0]?.activeAt).toBe(0)
    expect(await fresh.query('r', 2)).toEqual([])
  })
})
