import { expect, test } from 'vitest'
import { compileRegex } from './regex.ts'
import { translateRegex } from './translate-regex.ts'

test.each([
  ['a|b', 'a', true],
  ['a|b', 'ab', false],
  ['.*', 'line\nbreak', true],
  ['.+', '', false],
  ['4..', '404', true],
  ['(api|web)-[0-9]+', 'web-12', true],
  ['(?i)API', 'api', true],
  [String.raw`\pL+`, 'été', true],
  [String.raw`\d+`, '١', false],
  ['.', '😀', true],
  ['a{2,3}', 'aaa', true],
  ['^a$', 'a', true],
])('%s on %j', (pattern, text, matches) => {
  expect(compileRegex(pattern).test(text)).toBe(matches)
})

test('what backtracks without end does not run on JavaScript’s engine', () => {
  expect(translateRegex('(a+)+b')).toBeUndefined()
  expect(translateRegex('.*.*.*x')).toBeUndefined()
  const began = performance.now()
  expect(compileRegex('(a+)+b').test('a'.repeat(2000))).toBe(false)
  expect(performance.now() - began).toBeLessThan(2000)
})

test.each(['(', 'a**', '(?=a)', String.raw`\1`, '[z-a]'])('%s is no pattern for Go', (pattern) => {
  expect(() => compileRegex(pattern)).toThrow('error parsing regexp')
})
