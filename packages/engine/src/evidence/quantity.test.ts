import { expect, test } from 'vitest'
import { memoryLimitFor, memoryText, quantity } from './quantity.ts'

test('quantities with decimal and binary suffixes', () => {
  expect(quantity('512Mi')).toBe(536870912)
  expect(quantity('250m')).toBe(0.25)
  expect(quantity('1e3')).toBe(1000)
  expect(quantity('2G')).toBe(2e9)
  expect(quantity('.5Gi')).toBe(2 ** 29)
  expect(quantity('1.')).toBe(1)
  expect(quantity('12E')).toBe(12e18)
  expect(quantity('1e3Mi')).toBeNull()
  expect(quantity('much')).toBeNull()
  expect(quantity(undefined)).toBeNull()
})

test('limits as people write them', () => {
  expect(memoryLimitFor(200 * 2 ** 20)).toBe('224Mi')
  expect(memoryLimitFor(2 ** 30)).toBe('1Gi')
  expect(memoryText(1.5 * 2 ** 30)).toBe('1.5Gi')
})
