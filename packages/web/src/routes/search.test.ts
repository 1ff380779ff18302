import { describe, expect, it } from 'vitest'
import {
  decodeRange,
  encodeRange,
  exploreSearch,
  incidentSearch,
  incidentsSearch,
  parseSearch,
  stringifySearch,
  tableSearch,
} from './search.ts'

const HOSTILE = [
  '',
  '"',
  '<script>',
  '%00',
  '\u0000',
  '9'.repeat(5_000),
  '-1',
  'constructor',
  '[]',
  '{}',
]

describe('the address', () => {
  it.each([
    [incidentsSearch, { q: 'deploy/web & "x"', state: 'new', branch: 'probes', sort: 'newest' }],
    [
      incidentSearch,
      {
        range: '1796000000000-1796000060000',
        line: '1796000000000.3.1',
        q: 'a=b',
        level: 'warn',
        run: 'web-1/api/3',
      },
    ],
    [tableSearch, { q: '#?&', sort: '-restarts' }],
    [exploreSearch, { tab: 'metrics', q: 'sum(rate(x[5m]))', ns: 'a', pod: 'b', last: '6h' }],
  ] as const)('gives back what was put in: %o', (codec, value) => {
    expect(codec(parseSearch(stringifySearch(value)))).toEqual(value)
  })

  it('leaves out what is usual, so that it stays short', () => {
    expect(incidentsSearch({ state: 'open', sort: 'urgency', q: '' })).toEqual({})
  })

  it.each(HOSTILE)('gives a sound value for %j in any place', (value) => {
    for (const codec of [incidentsSearch, incidentSearch, tableSearch, exploreSearch]) {
      const raw = Object.fromEntries(
        ['q', 'state', 'range', 'line', 'level', 'sort', 'tab', 'last'].map((key) => [key, value]),
      )
      const once = codec(raw)
      expect(codec(parseSearch(stringifySearch({ ...once })))).toEqual(once)
    }
  })

  it('takes no range that ends before it begins', () => {
    expect(decodeRange('1796000060000-1796000000000')).toBeNull()
    const range = { fromMs: 1_796_000_000_000, toMs: 1_796_000_000_500 }
    expect(decodeRange(encodeRange(range))).toEqual(range)
  })
})
