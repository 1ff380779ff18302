import { describe, expect, it } from 'vitest'
import { clean, cleanText, oneLine } from './clean.ts'
import { html } from './markup.ts'
import { coloured, plain, wantsColor } from './paint.ts'
import { columns, ellipsis, wrap, wrapQuote } from './wrap.ts'

describe('cleanText', () => {
  it('takes escape sequences out whole', () => {
    expect(cleanText('\u001b[31mred\u001b[0m')).toBe('red')
    expect(cleanText('\u001b]0;title\u0007text')).toBe('text')
    expect(cleanText('\u001b]8;;https://x\u001b\\link\u001b]8;;\u001b\\')).toBe('link')
    expect(cleanText('\u009b2Jgone')).toBe('gone')
    expect(cleanText('\u001b(Bplain\u001b7')).toBe('plain')
  })

  it('takes control characters and directional overrides out, and keeps line ends and tabs', () => {
    expect(cleanText('a\u0000b\u0008c\r\nd\te\u202ef\u2066g\u007f')).toBe('abc\nd\tefg')
  })

  it('shows letters that nobody sees as escapes', () => {
    expect(cleanText('a\u200bb\u2028c\u{e0041}d\u00ade')).toBe(
      String.raw`a\u200bb\u2028c\u{e0041}d\u00ade`,
    )
    expect(cleanText('naïve 日本 😀')).toBe('naïve 日本 😀')
  })

  it('masks secrets in every string of a value', () => {
    expect(clean({ a: 'postgres://app:Hunter2Hunter2@db/x' })).toEqual({
      a: 'postgres://app:***@db/x',
    })
  })

  it('swallows no text behind a sequence that is not closed', () => {
    expect(cleanText(`\u001b]0;never closed\nnext line`)).toContain('next line')
    expect(cleanText(`\u001b[${'1;'.repeat(500)}mx`)).toContain('x')
  })

  it('is quick on a megabyte of escapes', () => {
    const started = performance.now()
    cleanText('\u001b]'.repeat(500_000))
    cleanText('\u001b['.repeat(500_000))
    expect(performance.now() - started).toBeLessThan(2000)
  })

  it('reaches every string of a value, keys included', () => {
    expect(clean({ 'a\u0007': ['\u001b[1mx', { y: 1, z: null }] })).toEqual({
      a: ['x', { y: 1, z: null }],
    })
  })

  it('makes one line of several', () => {
    expect(oneLine(' a\n\tb ')).toBe('a b')
  })
})

describe('wantsColor', () => {
  const ask = (
    env: Record<string, string>,
    isTerminal = false,
    choice?: 'auto' | 'always' | 'never',
  ): boolean => wantsColor({ env, isTerminal, choice })

  it('goes by the option, NO_COLOR, FORCE_COLOR, and the terminal, in this order', () => {
    expect(ask({}, true)).toBe(true)
    expect(ask({})).toBe(false)
    expect(ask({ NO_COLOR: '1', FORCE_COLOR: '1' }, true)).toBe(false)
    expect(ask({ NO_COLOR: '' }, true)).toBe(true)
    expect(ask({ FORCE_COLOR: '1' })).toBe(true)
    expect(ask({ FORCE_COLOR: '0' }, true)).toBe(false)
    expect(ask({ TERM: 'dumb' }, true)).toBe(false)
    expect(ask({ NO_COLOR: '1' }, false, 'always')).toBe(true)
    expect(ask({}, true, 'never')).toBe(false)
  })

  it('colours without asking the stream again', () => {
    expect(coloured('bad', 'x')).toContain('\u001b[')
    expect(plain('bad', 'x')).toBe('x')
  })
})

describe('wrap', () => {
  it('counts columns and not letters', () => {
    expect(columns('abc')).toBe(3)
    expect(columns('日本')).toBe(4)
    expect(columns('e\u0301')).toBe(1)
  })

  it('never makes a line longer than the width', () => {
    const text = `${'word '.repeat(40)}${'x'.repeat(200)} ${'日本'.repeat(60)}`
    for (const line of wrap(text, { width: 80, first: '- ', next: '  ' }))
      expect(columns(line)).toBeLessThanOrEqual(80)
  })

  it('loses no letter', () => {
    const text = `a ${'b'.repeat(90)} c`
    expect(wrap(text, { width: 30 }).join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''))
  })

  it('begins a long word where there is room', () => {
    expect(wrap(`at ${'x'.repeat(12)} end`, { width: 10 })).toEqual(['at xxxxxxx', 'xxxxx end'])
  })

  it('keeps the spaces of a quote', () => {
    expect(wrapQuote('    at  run (x.js:1)', { width: 80, first: '| ' })).toEqual([
      '|     at  run (x.js:1)',
    ])
    const lines = wrapQuote(`${'word '.repeat(30)}${'日'.repeat(60)}`, { width: 40, first: '| ' })
    for (const line of lines) expect(columns(line)).toBeLessThanOrEqual(40)
    expect(
      lines
        .map((line) => line.slice(2))
        .join('')
        .replaceAll(' ', ''),
    ).toBe('word'.repeat(30) + '日'.repeat(60))
    expect(wrapQuote('', { width: 10, first: '| ' })).toEqual(['| '])
  })

  it('keeps paragraphs apart and cuts with an ellipsis', () => {
    expect(wrap('a\nb', { width: 80, first: '> ' })).toEqual(['> a', '> b'])
    expect(ellipsis('abcdef', 4)).toBe('abc…')
    expect(ellipsis('abcd', 4)).toBe('abcd')
  })
})

describe('html', () => {
  it('escapes all but its own markup', () => {
    expect(
      html`<p title="${'"'}">${'<script>'}${[html`<b>${"it's & more"}</b>`, null, 3]}</p>`.text,
    ).toBe('<p title="&quot;">&lt;script&gt;<b>it&#39;s &amp; more</b>3</p>')
  })
})
