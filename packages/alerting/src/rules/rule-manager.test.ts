import { Engine } from '@unloop/promql'
import { describe, expect, it } from 'vitest'
import type { Alert } from '../alerts/alert.ts'
import { ManualClock } from '../testing/manual-clock.ts'
import { expressionProblem } from './expression-problem.ts'
import { loadRuleFile } from './rule-file.ts'
import { RuleManager } from './rule-manager.ts'
import { alertsAnswer, rulesAnswer } from './rules-answer.ts'
import { ruleStorage } from './rule-storage.ts'
import { TestSeries } from '../unit-tests/test-series.ts'

const START = 1_000_000_000_000
const MINUTE = 60_000

const filesOf = (yaml: string) => [
  { file: 'f.yml', groups: loadRuleFile(yaml, { expressionProblem }).groups },
]

function managerOver(values: string) {
  const clock = new ManualClock(START, 40)
  const series = new TestSeries([{ series: 'up', values }], { start: START, interval: MINUTE })
  series.advance(Infinity)
  const told: Alert[] = []
  const manager = new RuleManager({
    clock,
    storage: ruleStorage({
      engine: new Engine(),
      querier: series,
      append: (samples) => Promise.resolve(series.append(samples)),
    }),
    externalLabels: { cluster: 'c1' },
    externalUrl: 'http://unloop',
    intervalMs: MINUTE,
    notify: (alerts) => void told.push(...alerts),
  })
  return { manager, clock, told }
}

const RULES = `groups: [{name: g, rules: [{alert: Down, expr: 'up == 0', annotations: {s: x}}]}]`

describe('the manager of rules', () => {
  it('evaluates each group at its times and tells of alerts', async () => {
    const { manager, clock, told } = managerOver('0x60')
    await manager.load(filesOf(RULES))
    await clock.advance(MINUTE)
    const [first] = told
    expect(first).toMatchObject({
      labels: { alertname: 'Down', cluster: 'c1' },
      annotations: { s: 'x' },
      generatorURL: 'http://unloop/graph?g0.expr=up+%3D%3D+0&g0.tab=1',
    })
    const at = Number((first?.startsAt.nanos ?? 0n) / 1_000_000n)
    expect(at).toBeGreaterThan(START)
    expect(at).toBeLessThanOrEqual(START + MINUTE)
    expect(first?.endsAt.nanos).toBe((first?.startsAt.nanos ?? 0n) + 240_000_000_000n)
    await clock.advance(10 * MINUTE)
    // It is told of again at every second evaluation: a minute must have passed.
    expect(told.length).toBe(6)
    await manager.stop()
    await clock.advance(10 * MINUTE)
    expect(told.length).toBe(6)
  })

  it('leaves groups alone that stay as they are, and keeps the alerts of others', async () => {
    const { manager, clock } = managerOver('0x60')
    await manager.load(filesOf(RULES))
    await clock.advance(3 * MINUTE)
    const [before] = manager.groups
    await manager.load(filesOf(RULES))
    expect(manager.groups[0]).toBe(before)
    await manager.load(filesOf(RULES.replace('s: x', 's: y')))
    const [after] = manager.groups
    expect(after).not.toBe(before)
    const active = after?.alertingRules[0]?.activeAlerts[0]?.activeAt
    expect(active).toBe(before?.alertingRules[0]?.activeAlerts[0]?.activeAt)
    await manager.load([])
    expect(manager.groups).toEqual([])
    await manager.stop()
  })

  it('goes on after the clock was set back', async () => {
    const { manager, clock } = managerOver('0x600')
    await manager.load(filesOf(RULES))
    await clock.advance(2 * MINUTE)
    const before = manager.groups[0]?.evaluatedAt ?? 0
    clock.set(START - 60 * MINUTE)
    await clock.advance(3 * MINUTE)
    expect(manager.groups[0]?.evaluatedAt).toBeLessThan(before)
    await manager.stop()
  })
})

describe('answers about rules', () => {
  it('are Prometheus’', async () => {
    const { manager, clock } = managerOver('0x60')
    const yaml = `groups: [{name: g, rules: [{alert: Down, expr: 'up == 0', for: 1m, labels: {team: a}}, {record: r, expr: up}]}]`
    await manager.load(filesOf(yaml))
    await clock.advance(5 * MINUTE)
    const ask = (query: string) => rulesAnswer(manager.groups, new URLSearchParams(query))
    expect(ask('')).toMatchObject({
      groups: [
        {
          name: 'g',
          file: 'f.yml',
          interval: 60,
          rules: [
            {
              type: 'alerting',
              state: 'firing',
              name: 'Down',
              query: 'up == 0',
              duration: 60,
              health: 'ok',
              alerts: [{ state: 'firing', value: '0e+00', labels: { team: 'a' } }],
            },
            { type: 'recording', name: 'r', health: 'ok' },
          ],
        },
      ],
    })
    const names = (answer: object) =>
      (answer as { groups: { rules: { name: string }[] }[] }).groups.flatMap(({ rules }) =>
        rules.map(({ name }) => name),
      )
    expect(names(ask('type=record'))).toEqual(['r'])
    expect(names(ask('rule_name[]=Down'))).toEqual(['Down'])
    expect(names(ask('match[]={team="a"}'))).toEqual(['Down'])
    expect(names(ask('file[]=other'))).toEqual([])
    expect(() => ask('type=x')).toThrow('not supported value "x"')
    expect(alertsAnswer(manager.groups)).toMatchObject({ alerts: [{ state: 'firing' }] })
    await manager.stop()
  })
})
