import { expect, test } from 'vitest'
import { bothEnds } from './both-ends.ts'

test('a text of very many lines is read from both ends, and says so', () => {
  const whole = Array.from({ length: 400_000 }, (_, index) => `${index}\n`).join('')
  const { text, gaps } = bothEnds(whole)
  const lines = text.split('\n')
  expect([lines[0], lines[19_999], lines[20_000], lines.at(-2)]).toEqual([
    '0',
    '19999',
    '120000',
    '399999',
  ])
  expect(gaps).toEqual(['Only the first 20000 and the last 280000 of 400000 lines were read.'])
})

test('any other is read whole', () => {
  expect(bothEnds('a\nb')).toEqual({ text: 'a\nb', gaps: [] })
})
