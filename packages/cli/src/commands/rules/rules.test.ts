import { readdirSync } from 'node:fs'
import { relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { run } from '../../run.ts'
import { recordedIo } from '../../testing/recorded-io.ts'

const FIXTURES = new URL('../../../../alerting/fixtures/promtool/', import.meta.url)
const pathOf = (name: string) => relative('', fileURLToPath(new URL(name, FIXTURES)))
const folder = pathOf('.')

async function rules(...args: string[]) {
  const { io, out, err } = recordedIo()
  const status = await run(['rules', ...args], io)
  return { status, out: out(), err: err().replaceAll(`${folder}/`, '') }
}

describe('unloop rules test', () => {
  it.each([
    'unittest',
    'at-modifier-test',
    'negative-offset-test',
    'long-period',
    'no-test-group-interval',
    'start-time-test',
  ])(
    '%s.yml succeeds',
    async (name) => {
      expect(await rules('test', pathOf(`${name}.yml`))).toEqual({
        status: 0,
        out: '  SUCCESS\n\n',
        err: '',
      })
    },
    120_000,
  )

  it('failing.yml fails as promtool lets it', async () => {
    const { status, err } = await rules('test', pathOf('failing.yml'))
    expect(status).toBe(1)
    expect(err).toBe(`  FAILED:
    name: Failing test,
    alertname: Test, time: 0s, 
        exp:[
            0:
              Labels:{alertname="Test"}
              Annotations:{}
            ], 
        got:[]
    expr: "test", time: 0s,
        exp: {__name__="test"} 1E+00
        got: {__name__="test"} 0E+00
    name: Failing alert test,
    alertname: InstanceDown, time: 5m, 
        exp:[], 
        got:[
            0:
              Labels:{alertname="InstanceDown", job="test", severity="page"}
              Annotations:{description=" of job test has been down for more than 5 minutes.", summary="Instance  down"}
            ]
    name: Failing alert test,
    alertname: AlwaysFiring, time: 5m, 
        exp:[], 
        got:[
            0:
              Labels:{alertname="AlwaysFiring"}
              Annotations:{}
            ]
`)
  })

  const CLASH =
    'found duplicate series for the match group {a="1"} on the right hand-side of the operation: [{__name__="join_2", a="1", b="3"}, {__name__="join_2", a="1", b="4"}];many-to-many matching not allowed: matching labels must be unique on one side'
  it.each([
    ['bad-promql', `    expr: "join_1 + on(a) join_2", time: 0s, err: ${CLASH}`],
    ['bad-rules-error-test', `    rule: joined, time: 0s, err: ${CLASH}`],
    [
      'bad-rules-syntax-test',
      'bad-rules-syntax.yml: 7:15: group "bad-syntax", rule 1, "x": could not parse expression: 1:7: parse error: unexpected end of input',
    ],
    ['bad-input-series', 'error in line 2: '],
    ['rules_run', 'exp: {__name__="test"} 1E+00\n        got: {__name__="test"} 0E+00'],
    ['rules_run_no_fuzzy', 'got: {__name__="test_low"} 2.9999999999999996E+00'],
    ['rules_run_extrafields', '  line 7: field namespace not found in type rulefmt.RuleGroup'],
  ])('%s.yml fails and says why', async (name, words) => {
    const { status, err } = await rules('test', pathOf(`${name}.yml`))
    expect(status).toBe(1)
    expect(err).toContain(words)
  })

  it('takes numbers next to each other as equal where the file says so', async () => {
    const { err } = await rules('test', pathOf('rules_run_fuzzy.yml'))
    expect(err.match(/expr: "(?:test_low|test_high)"/g)?.length).toBe(2)
    expect(err).toContain('got: {__name__="test_low"} 2.9999999999999987E+00')
  })

  it('passes over unknown fields, and runs chosen groups only', async () => {
    const file = pathOf('rules_run_extrafields.yml')
    expect(await rules('test', '--ignore-unknown-fields', file)).toMatchObject({ status: 0 })
    const chosen = ['--run', 'correct.*', pathOf('rules_run.yml')]
    expect(await rules('test', ...chosen)).toMatchObject({ status: 0 })
    expect(await rules('test', '--run', '(', file)).toMatchObject({ status: 2 })
  })
})

describe('unloop rules check', () => {
  it('takes the rules of guides, and upstream’s', async () => {
    const bad = /bad|test|fail|run|lint|extra|invalid|features|unit|long|SOURCE/
    const good = readdirSync(FIXTURES).filter((name) => !bad.test(name))
    expect(good.length).toBeGreaterThan(15)
    const { status, err } = await rules('check', ...good.map(pathOf))
    expect({ status, err }).toEqual({ status: 0, err: expect.stringContaining('lint error 1 dup') })
  })

  it('counts rules, also those of a PrometheusRule', async () => {
    const { out } = await rules('check', pathOf('crashloopbackoff.prometheusrule.yaml'))
    expect(out).toContain('  SUCCESS: 5 rules found\n\n')
  })

  it.each([
    ['invalid_rules.yaml', 'line 6: field unexpected_field not found in type rulefmt.Rule'],
    [
      'rules-bad.yml',
      'rules-bad.yml: group "alerts", rule 1, "InstanceDown": annotation "summary": ',
    ],
    [
      'features.yml',
      'features.yml: 6:15: group "features", rule 1, "promql-experimental-functions"',
    ],
    ['none.yml', 'none.yml: open none.yml: no such file or directory'],
  ])('refuses %s', async (name, words) => {
    const { status, err } = await rules('check', pathOf(name))
    expect(status).toBe(1)
    expect(err).toContain(words)
  })

  it('names duplicate rules, and ends with 3 for them if asked to', async () => {
    const file = pathOf('prometheus-rules.lint.yml')
    const { status, err } = await rules('check', file)
    expect(status).toBe(0)
    expect(err).toBe(
      '  FAILED:\nlint error 1 duplicate rule(s) found.\nMetric: HighRequestLatency\nLabel(s):\n\tseverity: page\nMight cause inconsistency while recording expressions\n',
    )
    expect(await rules('check', '--lint-fatal', file)).toMatchObject({ status: 3 })
  })
})

describe('unloop rules convert and export', () => {
  it('print rules that a check takes', async () => {
    const converted = await rules('convert', pathOf('crashloopbackoff.prometheusrule.yaml'))
    expect(converted.status).toBe(0)
    expect(converted.out).toContain('- name: crashloopbackoff.core\n    interval: 30s')
    const { out } = await rules('export')
    const { io, out: checked } = recordedIo({ stdin: out })
    expect(await run(['rules', 'check', '-'], io)).toBe(0)
    expect(checked()).toContain('SUCCESS: 9 rules found')
  })

  it('say where there is nothing to convert, and what they do not know', async () => {
    expect(await rules('convert', pathOf('rules.yml'))).toMatchObject({ status: 1, out: '' })
    expect(await rules('convert', pathOf('none.yml'))).toMatchObject({ status: 3 })
    expect(await rules('convert')).toMatchObject({ status: 2 })
    expect(await rules('mend', 'x')).toMatchObject({ status: 2 })
  })
})
