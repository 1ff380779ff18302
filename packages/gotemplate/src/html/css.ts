import { quote } from '../text/quote.ts'
import { fromRune } from '../text/utf8.ts'
import { type Context, failed } from './context.ts'
import { indexOfAny } from './scan.ts'
import { url } from './url-part.ts'

// Characters that can be part of a CSS name (`isCSSNmchar`); after one of them `url` is the end of another word.
const NAME_CHARACTER = /[a-zA-Z0-9_\-\u0080-\ud7ff\ue000-\ufffd]|[\u{10000}-\u{10ffff}]/u

/** CSS outside of strings. */
export function css(c: Context, s: string): readonly [Context, number] {
  for (let at = indexOfAny(s, `("'/`); at >= 0; at = indexOfAny(s, `("'/`, at + 1)) {
    if (s[at] === '"') return [{ ...c, state: 'stateCSSDqStr' }, at + 1]
    if (s[at] === "'") return [{ ...c, state: 'stateCSSSqStr' }, at + 1]
    if (s[at] === '/') {
      if (s[at + 1] === '/') return [{ ...c, state: 'stateCSSLineCmt' }, at + 2]
      if (s[at + 1] === '*') return [{ ...c, state: 'stateCSSBlockCmt' }, at + 2]
      // A parenthesis begins a URL only behind the word `url`.
    } else if (endsWithUrl(s.slice(0, at).replace(/[\t\n\f\r ]+$/, ''))) {
      return urlStart(c, s, at + 1)
    }
  }
  return [c, s.length]
}

/** Whether a URL is quoted, which decides what ends it. */
function urlStart(c: Context, s: string, from: number): readonly [Context, number] {
  const at = from + (/^[\t\n\f\r ]*/.exec(s.slice(from))?.[0].length ?? 0)
  if (s[at] === '"') return [{ ...c, state: 'stateCSSDqURL' }, at + 1]
  if (s[at] === "'") return [{ ...c, state: 'stateCSSSqURL' }, at + 1]
  return [{ ...c, state: 'stateCSSURL' }, at]
}

/** Whether a text ends with the word `url`, in any case. */
function endsWithUrl(s: string): boolean {
  if (!s.toLowerCase().endsWith('url')) return false
  const before = Array.from(s.slice(0, -3)).at(-1)
  return before === undefined || !NAME_CHARACTER.test(before)
}

// What ends each state, and the backslash, which escapes its end.
const ENDS: Readonly<Partial<Record<Context['state'], string>>> = {
  stateCSSDqStr: '\\"',
  stateCSSDqURL: '\\"',
  stateCSSSqStr: "\\'",
  stateCSSSqURL: "\\'",
  stateCSSURL: '\\\t\n\f\r )',
}

/** Strings and URLs of CSS. */
export function cssString(start: Context, s: string): readonly [Context, number] {
  let c = start
  let from = 0
  const ends = ENDS[c.state] ?? ''
  for (;;) {
    let at = indexOfAny(s, ends, from)
    if (at < 0) return [url(c, decodeCss(s.slice(from)))[0], s.length]
    if (s[at] !== '\\') return [{ ...c, state: 'stateCSS' }, at + 1]
    // Escapes are resolved before the URL is followed, since `\3f` is a question mark to a browser.
    at++
    if (at === s.length)
      return [failed(`unfinished escape sequence in CSS string: ${quote(s)}`), s.length]
    c = url(c, decodeCss(s.slice(0, at + 1)))[0]
    from = at + 1
  }
}

/** CSS escapes resolved. */
export function decodeCss(s: string): string {
  return s.replace(
    /\\(?:([0-9a-fA-F]{1,6})(?:\r\n|[\t\n\f\r ])?|([\s\S]))|\\$/gu,
    (_, hex: string | undefined, char: string | undefined) => {
      if (hex === undefined) return char ?? ''
      const code = Number.parseInt(hex, 16)
      // Six digits beyond Unicode are read as five digits and a character, as upstream does.
      return code > 0x10ffff ? fromRune(Math.floor(code / 16)) + hex.slice(-1) : fromRune(code)
    },
  )
}

// Hexadecimal, so that no character with a meaning in CSS or HTML stays (`cssReplacementTable`).
const ESCAPED: Readonly<Record<string, string>> = {
  '\0': '\\0',
  '\t': '\\9',
  '\n': '\\a',
  '\f': '\\c',
  '\r': '\\d',
  '"': '\\22',
  '&': '\\26',
  "'": '\\27',
  '(': '\\28',
  ')': '\\29',
  '+': '\\2b',
  '/': '\\2f',
  ':': '\\3a',
  ';': '\\3b',
  '<': '\\3c',
  '>': '\\3e',
  '\\': '\\\\',
  '{': '\\7b',
  '}': '\\7d',
}

/** Text for within a CSS string. */
export function escapeCss(s: string): string {
  return s.replace(/[\0\t\n\f\r"&'()+/:;<>\\{}]/g, (char, at: number) => {
    const next = s[at + 1]
    // A space ends an escape; without it a following hexadecimal digit would belong to it.
    const needsSpace = char !== '\\' && (next === undefined || /[0-9a-fA-F\t\n\f\r ]/.test(next))
    return `${ESCAPED[char]}${needsSpace ? ' ' : ''}`
  })
}

/** A value of CSS if it is harmless, else the mark that shows that it was not. */
export function filterCssValue(s: string, failsafe: string): string {
  const decoded = decodeCss(s)
  // Signs that could end the value or begin a comment or a function (`cssValueFilter`).
  if (/[\0"'()/;@[\\\]`{}<>]|--/.test(decoded)) return failsafe
  // Names by which old browsers ran scripts from CSS: `expression(…)` and `-moz-binding`.
  const id = decoded.replace(/[^a-zA-Z0-9_-]/g, '').toLowerCase()
  return /expression|mozbinding/.test(id) ? failsafe : decoded
}
