import { compileRe2 } from '@unloop/promql'
import { describe, expect, it } from 'vitest'
import { relabel, type RelabelRule } from './relabel.ts'

type Given = Partial<Omit<RelabelRule, 'regex'>> & { readonly regex?: string }

const rule = ({ regex = '(.*)', ...rest }: Given): RelabelRule => ({
  sourceLabels: [],
  separator: ';',
  regex: compileRe2(regex),
  modulus: 0,
  targetLabel: '',
  replacement: '$1',
  action: 'replace',
  ...rest,
})

const after = (labels: Record<string, string>, ...rules: Given[]) => {
  const map = new Map(Object.entries(labels))
  return relabel(map, rules.map(rule)) ? Object.fromEntries(map) : null
}

// Expectations are those of prometheus/model/relabel (TestRelabel).
describe('relabelling', () => {
  it('replaces where the whole value matches', () => {
    const labels = { a: 'foo', b: 'bar' }
    const to = (regex: string, replacement: string) =>
      after(labels, { sourceLabels: ['a'], regex, targetLabel: 'd', replacement })
    expect(to('f(.*)', 'ch${1}-ch${1}')).toEqual({ ...labels, d: 'choo-choo' })
    expect(to('o', 'x')).toEqual(labels)
    expect(
      after(labels, {
        sourceLabels: ['a', 'b'],
        regex: 'foo;(.*)',
        targetLabel: '$1',
        replacement: 'x',
      }),
    ).toEqual({ ...labels, bar: 'x' })
    // A value that comes out empty takes the label away, and what is no name of a label changes nothing.
    expect(after(labels, { sourceLabels: ['x'], targetLabel: 'a' })).toEqual({ b: 'bar' })
    expect(after(labels, { sourceLabels: ['a'], targetLabel: '-$1', replacement: 'x' })).toEqual(
      labels,
    )
  })

  it('keeps and drops', () => {
    expect(after({ a: 'foo' }, { sourceLabels: ['a'], regex: '.*o', action: 'drop' })).toBeNull()
    expect(after({ a: 'foo' }, { sourceLabels: ['a'], regex: 'fo', action: 'drop' })).not.toBeNull()
    expect(after({ a: 'foo' }, { sourceLabels: ['a'], regex: 'no', action: 'keep' })).toBeNull()
    const equal = { sourceLabels: ['__port_name'], targetLabel: 'port' }
    const labels = { __port_name: '443', port: '443' }
    expect(after(labels, { ...equal, action: 'keepequal' })).not.toBeNull()
    expect(after(labels, { ...equal, action: 'dropequal' })).toBeNull()
  })

  it('goes by names', () => {
    const labels = { a: 'foo', b1: 'bar', b2: 'baz' }
    expect(after(labels, { regex: '(b.*)', replacement: 'bar_${1}', action: 'labelmap' })).toEqual({
      ...labels,
      bar_b1: 'bar',
      bar_b2: 'baz',
    })
    expect(after(labels, { regex: '(b.*)', action: 'labeldrop' })).toEqual({ a: 'foo' })
    expect(after(labels, { regex: '(b.*)', action: 'labelkeep' })).toEqual({ b1: 'bar', b2: 'baz' })
  })

  it('hashes and changes letters', () => {
    const hash: Given = { sourceLabels: ['c'], targetLabel: 'd', action: 'hashmod', modulus: 1000 }
    expect(after({ c: 'baz' }, hash)).toEqual({ c: 'baz', d: '976' })
    expect(
      after({ c: 'bAr' }, { sourceLabels: ['c'], targetLabel: 'd', action: 'uppercase' }),
    ).toEqual({ c: 'bAr', d: 'BAR' })
  })
})
