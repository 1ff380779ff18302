import { describe, expect, it } from 'vitest'
import { encodeHeader, parseAddresses, quotedPrintable } from './mime.ts'

describe('headers', () => {
  it('stay as they are in ASCII, and are encoded in words otherwise', () => {
    expect(encodeHeader('plain = text')).toBe('plain = text')
    expect(encodeHeader('ü?_ =')).toBe('=?utf-8?q?=C3=BC=3F=5F_=3D?=')
    for (const word of encodeHeader('ü'.repeat(60)).split(' '))
      expect(word.length).toBeLessThanOrEqual(75)
  })

  it('can’t begin another header', () => {
    expect(encodeHeader('a\r\nBcc: b')).toBe('=?utf-8?q?a=0D=0ABcc:_b?=')
  })
})

describe('quoted-printable', () => {
  it('breaks lines, and keeps spaces before their ends', () => {
    expect(quotedPrintable('a=b \nc')).toBe('a=3Db=20\r\nc')
    const long = quotedPrintable('x'.repeat(200))
    expect(long.split('\r\n').every((line) => line.length <= 76)).toBe(true)
    expect(long.replaceAll('=\r\n', '')).toBe('x'.repeat(200))
  })
})

describe('addresses', () => {
  it.each([
    ['a@x.y', ['a@x.y']],
    ['"Team, On call" <a@x>, b@y', ['a@x', 'b@y']],
    ['', undefined],
    ['nobody', undefined],
    ['a@b <c', undefined],
  ])('%s', (list, expected) => {
    expect(parseAddresses(list)?.map(({ address }) => address)).toEqual(expected)
  })
})
