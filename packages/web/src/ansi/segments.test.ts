import { describe, expect, it } from 'vitest'
import { cleanLine, segmentsOf } from './segments.ts'

const ESC = '\u001B'
const shown = (raw: string) =>
  segmentsOf(raw)
    .map(({ text }) => text)
    .join('')

describe('a raw line', () => {
  it('keeps its colours as numbers', () => {
    expect(segmentsOf(`${ESC}[1;31mERROR${ESC}[0m ok ${ESC}[38;5;200mx`)).toEqual([
      { text: 'ERROR', color: 1, bold: true },
      { text: ' ok ', color: null, bold: false },
      { text: 'x', color: null, bold: false },
    ])
  })

  it.each([
    ['a title', `a${ESC}]0;owned\u0007b`, 'ab'],
    [
      'a link, of which the text stays',
      `a${ESC}]8;;http://x${ESC}\\here${ESC}]8;;${ESC}\\`,
      'ahere',
    ],
    ['a cursor move', `a${ESC}[2J${ESC}[Hb`, 'ab'],
    ['a device string', `a${ESC}Pq#0${ESC}\\b`, 'ab'],
    ['control bytes', 'a\u0000\u0007\u0008b\u009B2Jc', 'abc'],
    ['a progress bar', '10 %\r50 %\r100 %\r', '100 %'],
    ['an override of direction', 'a\u202Eb', 'ab'],
    ['an escape that never ends', `a${ESC}]0;x`, 'a'],
    ['a lone escape', `a${ESC}`, 'a'],
  ])('loses %s', (_what, raw, text) => {
    expect(shown(raw)).toBe(text)
    expect(cleanLine(raw)).toBe(text)
  })

  it('keeps markup as the text that it is', () => {
    expect(shown('<img src=x onerror=alert(1)>&amp;')).toBe('<img src=x onerror=alert(1)>&amp;')
  })

  it('of random bytes never shows one that a terminal would obey', () => {
    let seed = 7
    const next = () => (seed = (seed * 48_271) % 2_147_483_647)
    for (let round = 0; round < 3_000; round++) {
      const raw = Array.from({ length: 30 }, () =>
        String.fromCharCode(
          [27, 91, 93, 7, 13, 155, 59, 109, 48 + (next() % 10), next() % 256][next() % 10]!,
        ),
      ).join('')
      // oxlint-disable-next-line no-control-regex
      expect(shown(raw)).not.toMatch(/[\u0000-\u0008\u000B-\u001F\u007F-\u009F]/)
      expect(cleanLine(raw)).toBe(shown(raw))
    }
  })
})
