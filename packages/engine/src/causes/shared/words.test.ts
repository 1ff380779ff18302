import { expect, test } from 'vitest'
import { wordRuleFor } from './words.ts'

test('a word inside another says nothing', () => {
  for (const [text, not] of [
    ['ModuleNotFoundException: payments', 'dns'],
    ["FileNotFoundError: [Errno 2] No such file or directory: 'x'", 'dns'],
    ['requests.adapters: gave 3', 'cloud'],
    ['internal error: entered unreachable code: state', 'refused'],
  ] as const)
    expect(wordRuleFor(text)?.rule.what).not.toBe(not)
})

test('the same words on their own', () => {
  for (const [text, what] of [
    ['getaddrinfo ENOTFOUND db.shop', 'dns'],
    ['POST https://sts.amazonaws.com/: 403', 'cloud'],
    ['host 10.0.0.3 is unreachable', 'refused'],
    ['EACCES: mkdir /data', 'denied'],
  ] as const)
    expect(wordRuleFor(text)?.rule.what).toBe(what)
})
