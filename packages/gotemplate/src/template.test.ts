import { describe, expect, it } from 'vitest'
import { TemplateError } from './errors.ts'
import { ruleFunctions } from './functions/prometheus.ts'
import { Templates } from './template.ts'
import { float, stringMap, struct } from './values/make.ts'
import { FLOAT64, type GoType, STRING_MAP } from './values/type.ts'

const DATA: GoType = {
  kind: 'struct',
  name: 'data',
  named: true,
  fields: [
    { name: 'Labels', type: STRING_MAP },
    { name: 'Value', type: FLOAT64 },
  ],
}
const PREFIX = '{{$labels := .Labels}}{{$value := .Value}}'

function expand(text: string): string {
  const functions = ruleFunctions({
    query: () => [
      { labels: { instance: 'b' }, value: 2 },
      { labels: { instance: 'a' }, value: 1e21 },
    ],
    nowSeconds: 1000.5,
    externalUrl: 'http://host:9090/prom',
  })
  const data = struct(DATA, {
    Labels: stringMap([['instance', 'web.example.com:80']]),
    Value: float(1234567),
  })
  return new Templates({ functions, missingKey: 'zero' })
    .parse('x', PREFIX + text)
    .execute('x', data)
}

describe('rule templates', () => {
  it.each([
    ['{{ $labels.instance }} {{ $labels.none }}|{{ $value }}', 'web.example.com:80 |1.234567e+06'],
    [
      '{{ $value | humanize }} {{ humanize1024 $value }} {{ humanizePercentage 0.1234 }}',
      '1.235M 1.177Mi 12.34%',
    ],
    ['{{ with query "up" }}{{ . | first | value }}{{ end }}', '2'],
    [
      '{{ range query "up" | sortByLabel "instance" }}{{ .Labels.instance }}={{ .Value }};{{ end }}',
      'a=1e+21;b=2;',
    ],
    ['{{ query "up" | first | label "instance" }} {{ query "up" | first | strvalue }}', 'b 2'],
    [
      '{{ stripPort $labels.instance }} {{ stripDomain $labels.instance }} {{ stripDomain "10.0.0.1:1" }}',
      'web.example.com web:80 10.0.0.1:1',
    ],
    [
      '{{ graphLink "a b" }} {{ tableLink "a" }}',
      '/graph?g0.expr=a+b&g0.tab=0 /graph?g0.expr=a&g0.tab=1',
    ],
    [
      '{{ parseDuration "-1h30m" }} {{ now }} {{ pathPrefix }} {{ externalURL }}',
      '-5400 1000.5 /prom http://host:9090/prom',
    ],
    [
      '{{ humanizeTimestamp 1435065584.128 }} {{ (toTime 0).Year }}',
      '2015-06-23 13:19:44.128 +0000 UTC 1970',
    ],
    ['{{ define "y" }}{{ .arg0 }}-{{ .arg1 }}{{ end }}{{ template "y" (args 1 "b") }}', '1-b'],
    ['{{ title "aa bB" }} {{ humanizeDuration 0.001 }}', 'Aa BB 1ms'],
  ])('%s', (text, expected) => {
    expect(expand(text)).toBe(expected)
  })
})

describe('limits', () => {
  const run = (text: string, limits: object): string =>
    new Templates({ limits }).parse('t', text).execute('t', undefined)

  it('stops a template that calls itself', () => {
    const text = '{{define "r"}}{{template "r"}}{{end}}{{template "r"}}'
    expect(() => run(text, {})).toThrow('exceeded maximum template depth (400)')
  })

  it('stops what writes or loops too much', () => {
    expect(() => run('{{range 1000}}{{range 1000}}x{{end}}{{end}}', { maxSteps: 5000 })).toThrow(
      'exceeded maximum steps',
    )
    expect(() => run('{{range 1000}}xxxxxxxxxx{{end}}', { maxOutput: 100 })).toThrow(
      'exceeded maximum output',
    )
    expect(() => run('{{range 100000000000}}{{end}}', {})).toThrow('exceeded maximum steps')
  })

  it('refuses nesting that would overflow the stack', () => {
    expect(() => run('('.repeat(3000).replace(/^/, '{{'), {})).toThrow(TemplateError)
    expect(() => run('{{if 1}}'.repeat(3000), {})).toThrow('max expression depth exceeded')
    expect(() => run('{{if 1}}a{{else if 2}}'.repeat(3000), {})).toThrow(TemplateError)
  })
})
