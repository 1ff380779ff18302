import { describe, expect, it } from 'vitest'
import { readExposition, seriesLabels } from './exposition.ts'

const classic = { isOpenMetrics: false }

describe('an exposition', () => {
  it('has samples with their own times, and what its families are', () => {
    const text = [
      '# HELP http_requests_total Requests \\\\ by\\ncode.',
      '# TYPE http_requests_total counter',
      'http_requests_total{code="200",path="a } \\" b"} 1027 1395066363000',
      '',
      '# a comment',
      'up{ } 1',
      'temperature -Inf',
      'free\t+Inf',
      'x{a="1",} 0x10',
      '# TYPE y untyped',
      'y NaN',
    ].join('\r\n')
    expect(readExposition(text, classic)).toEqual({
      samples: [
        {
          series: 'http_requests_total{code="200",path="a } \\" b"}',
          value: 1027,
          ms: 1395066363000,
        },
        { series: 'up{ }', value: 1, ms: null },
        { series: 'temperature', value: -Infinity, ms: null },
        { series: 'free', value: Infinity, ms: null },
        { series: 'x{a="1",}', value: 16, ms: null },
        { series: 'y', value: NaN, ms: null },
      ],
      families: [
        { name: 'http_requests_total', type: 'counter', help: 'Requests \\ by\ncode.', unit: '' },
        { name: 'y', type: 'unknown', help: '', unit: '' },
      ],
    })
  })

  it('of OpenMetrics has times in seconds, exemplars and an end', () => {
    const text =
      '# TYPE a counter\n# UNIT a seconds\na_total{b="c"} 17.0 1520879607.789 # {trace_id="x"} 0.67\n# EOF\nleft out'
    expect(readExposition(text, { isOpenMetrics: true })).toEqual({
      samples: [{ series: 'a_total{b="c"}', value: 17, ms: 1520879607789 }],
      families: [{ name: 'a', type: 'counter', help: '', unit: 'seconds' }],
    })
  })

  it.each([
    ['up 1\n<html>\n', 'line 2'],
    ['up{a="b" 1', 'line 1: a name or a closing brace is missing'],
    ['up one', '"one" is no value'],
    ['up 1 soon', '"soon" is no time'],
    ['up 1 2 3', 'line 1'],
    ['up', 'line 1'],
    [`up{a="${'x'.repeat(70_000)}"} 1`, 'longer than 64 KiB'],
  ])('is refused as a whole where a line is wrong', (text, message) => {
    expect(() => readExposition(text, classic)).toThrow(message)
  })
})

describe('a series', () => {
  it.each([
    ['up', [['__name__', 'up']]],
    ['up{}', [['__name__', 'up']]],
    [
      'up {a="x\\\\\\n\\"" , b="",}',
      [
        ['__name__', 'up'],
        ['a', 'x\\\n"'],
        ['b', ''],
      ],
    ],
    [
      '{"my.metric", "a b"="c"}',
      [
        ['__name__', 'my.metric'],
        ['a b', 'c'],
      ],
    ],
  ])('%s has labels', (series, labels) => {
    expect(seriesLabels(series)).toEqual(labels)
  })

  it.each(['', '{}', 'up{a}', 'up{a="b"c="d"}', 'up{=“x”}', 'up{a="b'])('%s is none', (series) => {
    expect(seriesLabels(series)).toBeNull()
  })
})
