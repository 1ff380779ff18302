import { describe, expect, it } from 'vitest'
import { matchersOfLabels, matchersText, parseMatchers } from './matchers.ts'

describe('matchers', () => {
  it.each([
    ['namespace="shop"', 'namespace="shop"'],
    ['{namespace="shop",pod=~"web-.*"}', 'namespace="shop", pod=~"web-.*"'],
    [' alertname != a , severity !~ "x|y" ', 'alertname!="a", severity!~"x|y"'],
    [String.raw`a="say \"hi\", you"`, String.raw`a="say \"hi\", you"`],
  ])('%s', (text, again) => {
    expect(matchersText(parseMatchers(text) ?? [])).toBe(again)
  })

  it.each(['', '  ', 'shop', 'namespace=', 'namespace="shop', 'a="1" b="2"', '="x"', '{}'])(
    'are not %j',
    (text) => {
      expect(parseMatchers(text)).toBeNull()
    },
  )

  it('of an alert are read again as they were', () => {
    const labels = { alertname: 'CrashLoop', namespace: 'shop', pod: 'a"b,c' }
    const again = parseMatchers(matchersOfLabels(labels)) ?? []
    expect(Object.fromEntries(again.map(({ name, value }) => [name, value]))).toEqual(labels)
  })
})
