import { describe, expect, it } from 'vitest'
import { type LabelSet, matcherText, matchesAll } from './matcher.ts'
import { type MatcherMode, parseMatcher, parseMatchers } from './parse.ts'

const texts = (input: string, mode?: MatcherMode): readonly string[] =>
  parseMatchers(input, mode).map(matcherText)

describe('both syntaxes', () => {
  it.each([
    ['{}', []],
    ['', []],
    ['foo=bar', ['foo="bar"']],
    ['{foo="bar",baz!~"q.*"}', ['foo="bar"', 'baz!~"q.*"']],
    ['{foo = bar, baz=~ "x" ,}', ['foo="bar"', 'baz=~"x"']],
    ['foo="a\\"b\\nc"', ['foo="a\\"b\\nc"']],
    ['{foo=""}', ['foo=""']],
  ])('%s', (input, expected) => {
    expect(texts(input)).toEqual(expected)
  })
})

describe('where they differ', () => {
  it('UTF-8 names are read by the new syntax alone', () => {
    expect(texts('{"a.b c"="d"}')).toEqual(['"a.b c"="d"'])
    expect(texts('foo🙂=bar')).toEqual(['foo🙂="bar"'])
    expect(() => texts('{"a.b c"="d"}', 'classic')).toThrow('bad matcher format')
  })

  it('values that only the first syntax takes are read by it', () => {
    expect(texts('foo=~a|b{2}c')).toEqual(['foo=~"a|b{2}c"'])
    expect(texts('foo={bar}')).toEqual(['foo="{bar"'])
    expect(() => texts('foo=~a|b{2}c', 'utf8')).toThrow()
  })
})

describe('what is refused', () => {
  it.each([
    ['foo', 'bad matcher format: foo'],
    ['foo="bar', 'matcher value contains unescaped double quote'],
    ['foo=~"("', 'missing closing )'],
    ['{foo=bar', ''],
  ])('%s', (input, message) => {
    if (message === '') expect(texts(input)).toEqual(['foo="bar"'])
    else expect(() => texts(input)).toThrow(message)
  })

  it('more or fewer than one where one is wanted', () => {
    expect(() => parseMatcher('{a=b}')).toThrow('unexpected open or close brace: {a=b}')
    expect(() => parseMatcher('a=b,c=d', 'utf8')).toThrow('expected 1 matcher, found 2')
  })
})

describe('matching', () => {
  const matches = (input: string, labels: LabelSet): boolean =>
    matchesAll(parseMatchers(input), labels)

  it('anchors regular expressions and takes missing labels for empty', () => {
    expect(matches('a=~"b"', { a: 'xbx' })).toBe(false)
    expect(matches('a=~"b.*|"', {})).toBe(true)
    expect(matches('a!=""', {})).toBe(false)
    expect(matches('a!~"b"', {})).toBe(true)
    expect(matches('a=~".*"', { a: 'x\ny' })).toBe(false)
  })
})
