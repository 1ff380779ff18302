import { describe, expect, test } from 'vitest'
import { SECRET_SHAPES } from '../testing/secret-shapes.ts'
import { maskValue } from './mask-value.ts'
import { maskText } from './mask-text.ts'
import { mask } from './mask.ts'

const AROUND: readonly (readonly [string, string])[] = [
  ['', ''],
  ['panic: dial ', ': refused'],
  ['2026-11-30T09:00:00Z ERROR [main] ', ' (attempt 3)'],
  ['{"level":"error","msg":"', '"}'],
  ['level=error msg="', '" code=7'],
  ['[', ']'],
]

describe('every shape of secret', () => {
  test.each(SECRET_SHAPES)('$name', ({ text, secrets, keeps }) => {
    for (const [before, after] of AROUND) {
      const masked = mask(`${before}${text}${after}`)
      for (const secret of secrets) expect(masked).not.toContain(secret)
      for (const kept of keeps) expect(masked).toContain(kept)
      expect(mask(masked)).toBe(masked)
      const json = JSON.stringify({ excerpt: masked, next: 'x' }, null, 1)
      expect(maskText(json)).toBe(json)
      expect(
        JSON.parse(maskText(JSON.stringify({ excerpt: `${before}${text}${after}` }))),
      ).toBeDefined()
    }
  })
})

test('values are masked by the names that they stand under, and the same value is given back where nothing is', () => {
  expect(maskValue({ env: [{ name: 'DB_PASSWORD', value: 'x9y' }], PASSWORD: 'a b' })).toEqual({
    env: [{ name: 'DB_PASSWORD', value: '***' }],
    PASSWORD: '***',
  })
  expect(maskValue(['--password', 'hunter', '--port', '80'])).toEqual([
    '--password',
    '***',
    '--port',
    '80',
  ])
  const plain = { a: [1, 'b', { c: null }], secretName: 'web-secrets', port: 5 }
  expect(maskValue(plain)).toBe(plain)
})
