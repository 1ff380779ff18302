import { expect, test } from 'vitest'
import { lazyLog, RecentTexts } from './lazy-log.ts'

const head = {
  namespace: 'shop',
  pod: 'web-1',
  container: 'web',
  run: 'current',
  origin: { source: 'web.log', line: 1 },
} as const

const counted = (text: string) => {
  const calls = { count: 0 }
  return { calls, read: () => (calls.count++, text) }
}

test('a text is read when it is asked for, and once while it is kept', () => {
  const { calls, read } = counted('x'.repeat(60))
  const log = lazyLog(head, { text: read }, new RecentTexts(100))
  expect(calls.count).toBe(0)
  expect([log.text.length, log.text.length, calls.count]).toEqual([60, 60, 1])
  expect(log.end).toBeUndefined()
})

test('the oldest text is let go where all together are too long, and read again', () => {
  const texts = new RecentTexts(100)
  const [a, b] = [counted('a'.repeat(60)), counted('b'.repeat(160))]
  const first = lazyLog(head, { text: a.read }, texts)
  const second = lazyLog(head, { text: b.read, end: () => 'end' }, texts)
  expect([first.text.length, second.text.length, second.text.length]).toEqual([60, 160, 160])
  expect([a.calls.count, b.calls.count]).toEqual([1, 1])
  expect(first.text.length).toBe(60)
  expect(a.calls.count).toBe(2)
  expect(second.end).toBe('end')
})
