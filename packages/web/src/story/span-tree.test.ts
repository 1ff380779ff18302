import { expect, it } from 'vitest'
import type { SpanRow } from '../api/answers.ts'
import { spanTree } from './span-tree.ts'

const span = (id: string, parent: string, beginsMs: number, tookMs: number): SpanRow => ({
  ts: new Date(1_800_000_000_000 + beginsMs).toISOString(),
  duration_ns: tookMs * 1e6,
  trace_id: 't',
  span_id: id,
  parent_id: parent,
  name: id,
  service: 's',
  status: 0,
  status_message: '',
})

const shown = (spans: readonly SpanRow[]) =>
  spanTree(spans).map(({ span: { name }, depth }) => `${'-'.repeat(depth)}${name}`)

it('puts spans below what they are part of', () => {
  const spans = [span('root', '', 0, 100), span('a', 'root', 10, 20), span('b', 'a', 12, 5)]
  expect(shown(spans)).toEqual(['root', '-a', '--b'])
  const [, a] = spanTree(spans)
  expect([a!.from, a!.share, a!.tookMs]).toEqual([0.1, 0.2, 20])
})

it('loses none that is part of itself, of another that is part of it, or of one that is not here', () => {
  const spans = [
    span('x', 'x', 0, 1),
    span('y', 'z', 1, 1),
    span('z', 'y', 2, 1),
    span('w', 'gone', 3, 1),
  ]
  expect(shown(spans).toSorted()).toEqual(['-z', 'w', 'x', 'y'])
  expect(shown([])).toEqual([])
})
