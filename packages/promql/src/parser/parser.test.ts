import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parser as lezer } from '@prometheus-io/lezer-promql'
import { describe, expect, test } from 'vitest'
import { parseExpr, parseMetricSelector } from './parser.ts'
import { prettify } from './prettify.ts'
import { printExpr } from './print.ts'

const ALL = { experimentalFunctions: true, extendedRangeSelectors: true, fillModifiers: true }

/** Messages that Prometheus 3.15 gives for these queries. */
test.each([
  ['', 'unknown position: parse error: no expression found in input'],
  ['  ', '1:1: parse error: no expression found in input'],
  ['1+', '1:3: parse error: unexpected end of input'],
  ['foo bar', '1:5: parse error: unexpected identifier "bar"'],
  ['sum(foo bar)', '1:9: parse error: unexpected identifier "bar" in aggregation'],
  ['sum by (1) (x)', '1:9: parse error: unexpected number "1" in grouping opts, expected label'],
  ['foo{a=1}', "1:7: parse error: unexpected character inside braces: '1'"],
  ['foo{a="1"', '1:10: parse error: unexpected end of input inside braces'],
  [
    'foo{a "1"}',
    '1:7: parse error: unexpected string "\\"1\\"" in label matching, expected label matching operator',
  ],
  ['foo{a=~"("}', '1:5: parse error: error parsing regexp: missing closing ): `(`'],
  ['foo[5m', '1:7: parse error: unclosed left bracket'],
  ['foo[', '1:5: parse error: unexpected end of input in duration expression'],
  ['foo[0]', '1:5: parse error: duration must be greater than 0'],
  [
    'foo offset',
    '1:11: parse error: unexpected end of input in offset, expected number, duration, step(), or range()',
  ],
  ['(1)[5m]', '1:4: parse error: ranges only allowed for vector selectors'],
  ['foo offset 1m[5m]', '1:14: parse error: no offset modifiers allowed before range'],
  ['foo)', "1:5: parse error: unexpected right parenthesis ')'"],
  ['(foo', '1:5: parse error: unclosed left parenthesis'],
  ['unknown(1)', '1:1: parse error: unknown function with name "unknown"'],
  [
    'rate(foo)',
    '1:6: parse error: expected type range vector in call to function "rate", got instant vector',
  ],
  ['rate(foo[1m], 2)', '1:1: parse error: expected 1 argument(s) in call to "rate", got 2'],
  ['1 == 2', '1:3: parse error: comparisons between scalars must use BOOL modifier'],
  ['a + bool b', '1:3: parse error: bool modifier can only be used on comparison operators'],
  ['a and 1', '1:1: parse error: set operator "and" not allowed in binary scalar expression'],
  ['a and on(x) group_left b', '1:1: parse error: no grouping allowed for "and" operation'],
  [
    'a * on(x) group_left(x) b',
    '1:3: parse error: label "x" must not occur in ON and GROUP clause at once',
  ],
  ['{}', '1:1: parse error: vector selector must contain at least one non-empty matcher'],
  ['foo{__name__="bar"}', '1:1: parse error: metric name must not be set twice: "foo" or "bar"'],
  ['foo offset 1m offset 2m', '1:1: parse error: offset may not be set multiple times'],
  [
    'topk(foo)',
    '1:1: parse error: wrong number of arguments for aggregate expression provided, expected 2, got 1',
  ],
  [
    'limitk(1, foo)',
    '1:1: parse error: limitk() is experimental and must be enabled with --enable-feature=promql-experimental-functions',
  ],
  ['info(foo)', '1:1: parse error: function "info" is not enabled'],
  ['foo smoothed', '1:1: parse error: smoothed modifier is experimental and not enabled'],
  ['"\\q"', "1:1: parse error: unknown escape sequence U+0071 'q'"],
  ['1.2.3', '1:1: parse error: bad number or duration syntax: "1.2."'],
  ['é\n + $', "1:1: parse error: unexpected character: 'é'"],
  ['foo\n + $', "2:4: parse error: unexpected character: '$'"],
])('%j is refused as Prometheus refuses it', (query, message) => {
  expect(() => parseExpr(query)).toThrow(expect.objectContaining({ message }))
})

describe('what is written back', () => {
  test.each([
    ['sum(foo) by(a)', 'sum by (a) (foo)'],
    ['-1 ^ 2', '-1 ^ 2'],
    ['foo offset 5m*2', 'foo offset 5m * 2'],
    ['foo[5m*2+step()]', 'foo[5m * 2 + step()]'],
    ['foo[1h:]@start()offset -(5m)', 'foo[1h:] @ start() offset -(5m)'],
    ['{"my metric", "a b"="c"}', '{"a b"="c",__name__="my metric"}'],
    ['a / on(x) group_left() b', 'a / on (x) group_left () b'],
    ['0x1F + 017 + 1_000 + .5', '31 + 15 + 1000 + 0.5'],
    [
      "label_replace(up, 'a', `$1\\`, \"\\u00e9\", '')",
      'label_replace(up, "a", "$1\\\\", "é", "")',
    ],
  ])('%s', (query, printed) => {
    const once = printExpr(parseExpr(query))
    expect(once).toBe(printed)
    expect(printExpr(parseExpr(once))).toBe(once)
  })

  test('over several lines', () => {
    const long = `sum by (job) (rate(http_requests_total{job="${'x'.repeat(60)}"}[5m])) / on(job) foo`
    expect(prettify(parseExpr(long))).toBe(
      [
        '  sum by (job) (',
        `    rate(http_requests_total{job="${'x'.repeat(60)}"}[5m])`,
        '  )',
        '/ on (job)',
        '  foo',
      ].join('\n'),
    )
  })
})

test('a selector by itself', () => {
  expect(parseMetricSelector('up{job!="a"}').matchers.map(String)).toEqual([
    'job!="a"',
    '__name__="up"',
  ])
  expect(() => parseMetricSelector('up + 1')).toThrow('unexpected <op:+>')
})

/** What Prometheus's grammar for editors did not know yet when the scripts were written. */
const NEWER_THAN_LEZER = /\b(?:min_of|max_of|histogram_quantiles|STEP|RANGE)\b|^2\.$/

test('every query of the scripts is one for Prometheus’s Lezer grammar, too, and the other way round', () => {
  const folder = join(import.meta.dirname, '..', '..', '..', '..', 'test', 'promql')
  const texts = readdirSync(folder).filter((name) => name.endsWith('.test'))
  const queries = texts.flatMap((name) =>
    [
      ...readFileSync(join(folder, name), 'utf8').matchAll(/^\s*eval\w* instant at \S+ (.+)$/gm),
    ].map(([, query]) => query ?? ''),
  )
  expect(queries.length).toBeGreaterThan(500)
  const differing = queries.filter(
    (query) => !NEWER_THAN_LEZER.test(query) && isLezerQuery(query) !== isOurQuery(query),
  )
  expect(differing).toEqual([])
})

function isLezerQuery(query: string): boolean {
  let sound = true
  lezer.parse(query).iterate({ enter: (node) => void (sound &&= !node.type.isError) })
  return sound
}

function isOurQuery(query: string): boolean {
  try {
    parseExpr(query, ALL)
    return true
  } catch {
    return false
  }
}
