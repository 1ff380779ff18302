import { describe, expect, it } from 'vitest'
import { loadRuleFile } from './rule-file.ts'
import { expandRuleTemplate } from './rule-template.ts'

const load = (text: string) =>
  loadRuleFile(text, {
    expressionProblem: (expression) =>
      expression === 'bad(' ? '1:5: parse error: unclosed left parenthesis' : undefined,
  })

describe('files of rules', () => {
  it('are read', () => {
    const { groups, problems } = load(`
groups:
  - name: g
    interval: 30s
    rules:
      - {record: a:b, expr: up}
      - {alert: Down, expr: up == 0, for: 5m, labels: {severity: page}, annotations: {s: "{{ $labels.job }} {{ $value }}"}}
`)
    expect(problems).toEqual([])
    expect(groups).toMatchObject([
      { name: 'g', interval: 30_000, rules: [{ record: 'a:b' }, { for: 300_000 }] },
    ])
  })

  it.each([
    [
      'groups: [{name: g, rules: [{record: a, alert: b, expr: x}]}]',
      `only one of 'record' and 'alert' must be set`,
    ],
    ['groups: [{name: g, rules: [{expr: x}]}]', `one of 'record' or 'alert' must be set`],
    [
      'groups: [{name: g, rules: [{record: a}]}]',
      `1:28: group "g", rule 1, "a": field 'expr' must be set in rule`.slice(6),
    ],
    [
      'groups: [{name: g, rules: [{record: a, expr: bad(}]}]',
      'could not parse expression: 1:5: parse error: unclosed left parenthesis',
    ],
    [
      'groups: [{name: g, rules: [{record: a, expr: x, for: 1m}]}]',
      `invalid field 'for' in recording rule`,
    ],
    [
      'groups: [{name: g, rules: [{record: "a{b}", expr: x}]}]',
      'braces present in the recording rule name',
    ],
    [
      'groups: [{name: g, rules: [{alert: a, expr: x, labels: {__name__: y}}]}]',
      'invalid label name: __name__',
    ],
    [
      'groups: [{name: g, rules: [{alert: a, expr: x, annotations: {s: "{{ $label }}"}}]}]',
      'annotation "s": template: __alert_a:1: undefined variable "$label"',
    ],
    [
      'groups: [{name: g, rules: []}, {name: g, rules: []}]',
      '1:32: groupname: "g" is repeated in the same file',
    ],
    ['groups: [{name: "", rules: []}]', 'Groupname must not be empty'],
    ['groups: [{name: g, foo: 1}]', 'line 1: field foo not found in type rulefmt.RuleGroup'],
  ])('%s', (text, problem) => {
    expect(load(text).problems.join('\n')).toContain(problem)
  })
})

describe('templates of rules', () => {
  const data = {
    labels: { x: 'y' },
    externalLabels: {},
    externalUrl: 'http://p',
    value: 1234,
    nowSeconds: 0,
    query: () => Promise.resolve([]),
  }

  it('are expanded', async () => {
    const text = '{{ $labels.x }} {{ $value | humanize }} {{ $externalURL }} {{ $labels.none }}.'
    expect(await expandRuleTemplate('A', text, data)).toBe('y 1.234k http://p .')
  })

  it('that fail say so in their place', async () => {
    expect(await expandRuleTemplate('A', '{{ query "x" | first | value }}', data)).toContain(
      '<error expanding template: error executing template __alert_A: template: __alert_A:1:',
    )
  })
})
