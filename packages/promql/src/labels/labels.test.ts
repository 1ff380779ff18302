import { expect, test } from 'vitest'
import { compareStrings } from './compare.ts'
import { hashLabels } from './hash.ts'
import { Labels, compareLabels } from './labels.ts'

test('equal sets have equal keys, whatever order they were made in', () => {
  const a = Labels.of({ b: '2', a: '1', empty: '' })
  const b = Labels.of({ a: '1', b: '2' })
  expect(a.key).toBe(b.key)
  expect(Labels.of({ ab: 'c' }).key).not.toBe(Labels.of({ a: 'bc' }).key)
})

test('sets are sorted by bytes, not by UTF-16 units', () => {
  expect(compareStrings('\u{1f600}', '\uffff')).toBeGreaterThan(0)
  expect(compareLabels(Labels.of({ a: '1' }), Labels.of({ a: '1', b: '1' }))).toBeLessThan(0)
})

test('the hash is Prometheus’s', () => {
  // xxhash.Sum64 of nothing, and of "\x01a\x011".
  expect(hashLabels(Labels.empty)).toBe(0xef46db3751d8e999n)
})

test('a set in a message', () => {
  expect(Labels.of({ 'a b': 'x"y', c: '1' }).toString()).toBe('{"a b"="x\\"y", c="1"}')
})
