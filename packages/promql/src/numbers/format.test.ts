import { expect, test } from 'vitest'
import {
  formatOpenMetrics,
  formatPlain,
  formatSample,
  formatShort,
  formatTwoDigits,
} from './format.ts'
import { quote } from './quote.ts'

test('numbers as Go writes them', () => {
  expect([1e21, 1e-7, -0, 123456.5, Infinity].map(formatPlain)).toEqual([
    '1000000000000000000000',
    '0.0000001',
    '-0',
    '123456.5',
    '+Inf',
  ])
  expect([999999, 1e6, 0.0001, 0.00001, NaN].map(formatShort)).toEqual([
    '999999',
    '1e+06',
    '0.0001',
    '1e-05',
    'NaN',
  ])
  expect([1e20, 1e21, 1e-6, 1e-7, 0.1].map(formatSample)).toEqual([
    '100000000000000000000',
    '1e+21',
    '0.000001',
    '1e-07',
    '0.1',
  ])
  expect([0.999, 12.34, 123, 0.00001234].map(formatTwoDigits)).toEqual([
    '1',
    '12',
    '1.2e+02',
    '1.2e-05',
  ])
  expect([1, 0.5, 1e7].map(formatOpenMetrics)).toEqual(['1.0', '0.5', '1e+07'])
})

test('texts as Go quotes them', () => {
  expect(['a"b\\', '\n\u0001', 'é😀', '\u200b', '\udcff'].map(quote)).toEqual([
    '"a\\"b\\\\"',
    '"\\n\\x01"',
    '"é😀"',
    '"\\u200b"',
    '"\\xff"',
  ])
})
