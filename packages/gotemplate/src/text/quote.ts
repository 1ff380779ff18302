import { isPrintable } from './printable.ts'
import { fromBytes, fromRune } from './utf8.ts'

const ESCAPES: ReadonlyMap<number, string> = new Map([
  [7, '\\a'],
  [8, '\\b'],
  [12, '\\f'],
  [10, '\\n'],
  [13, '\\r'],
  [9, '\\t'],
  [11, '\\v'],
])
const NAMED: Readonly<Record<string, number>> = { a: 7, b: 8, f: 12, n: 10, r: 13, t: 9, v: 11 }

function hex(code: number, digits: number): string {
  return code.toString(16).padStart(digits, '0')
}

function quotedRune(char: string, quote: string, asciiOnly: boolean): string {
  const code = char.codePointAt(0) ?? 0
  if (char === quote || char === '\\') return `\\${char}`
  if (code >= 0xdc80 && code <= 0xdcff) return `\\x${hex(code - 0xdc00, 2)}`
  if (asciiOnly ? code < 0x7f && isPrintable(code) : isPrintable(code)) return char
  const short = ESCAPES.get(code)
  if (short !== undefined) return short
  if (code < 0x20 || code === 0x7f) return `\\x${hex(code, 2)}`
  return code < 0x10000 ? `\\u${hex(code, 4)}` : `\\U${hex(code, 8)}`
}

/** A string as Go's `strconv.Quote` writes it; with `asciiOnly` as `QuoteToASCII` does. */
export function quote(text: string, asciiOnly = false): string {
  let out = '"'
  for (const char of text) out += quotedRune(char, '"', asciiOnly)
  return `${out}"`
}

/** A code point in single quotes, as Go's `strconv.QuoteRune` writes it. */
export function quoteRune(code: number, asciiOnly = false): string {
  return `'${quotedRune(fromRune(code), "'", asciiOnly)}'`
}

/** Whether a string can stand between back quotes unchanged (`strconv.CanBackquote`). */
export function canBackquote(text: string): boolean {
  return !/[`\u0000-\u0008\u000a-\u001f\u007f\ufeff\udc80-\udcff]/.test(text)
}

/** A code point as `%#U` writes it: `U+0040 '@'`. */
export function unicodeName(code: number): string {
  const name = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`
  return isPrintable(code) ? `${name} '${fromRune(code)}'` : name
}

interface Unquoted {
  readonly text: string
  readonly next: number
}

/** What a Go string or character constant stands for; undefined if it is none (`strconv.Unquote`). */
export function unquote(source: string): string | undefined {
  const mark = source[0]
  if (source.length < 2 || mark !== source.at(-1)) return undefined
  const inner = source.slice(1, -1)
  if (mark === '`') return inner.includes('`') ? undefined : inner.replaceAll('\r', '')
  if ((mark !== '"' && mark !== "'") || inner.includes('\n')) return undefined
  const parts: string[] = []
  for (let at = 0; at < inner.length;) {
    const part = unquoteNext(inner, at, mark)
    if (part === undefined) return undefined
    parts.push(part.text)
    at = part.next
  }
  if (mark === "'" && parts.length !== 1) return undefined
  return joinBytes(parts.join(''))
}

/** `\xc3\xa9` are two bytes of one character. */
function joinBytes(text: string): string {
  if (!/[\udc80-\udcff]/.test(text)) return text
  return text.replace(/[\udc80-\udcff]+/g, (strays) =>
    fromBytes(Uint8Array.from(strays, (char) => char.charCodeAt(0) - 0xdc00)),
  )
}

/** The next character of a quoted text, with its escape resolved. */
export function unquoteNext(source: string, at: number, mark: string): Unquoted | undefined {
  const char = source[at]
  if (char === undefined || char === mark) return undefined
  if (char !== '\\') {
    const whole = String.fromCodePoint(source.codePointAt(at) ?? 0)
    return { text: whole, next: at + whole.length }
  }
  const kind = source[at + 1]
  if (kind === undefined) return undefined
  const named = NAMED[kind]
  if (named !== undefined) return { text: String.fromCharCode(named), next: at + 2 }
  if (kind === '\\' || kind === mark) return { text: kind, next: at + 2 }
  return unquoteNumber(source, at, kind)
}

function unquoteNumber(source: string, at: number, kind: string): Unquoted | undefined {
  const width = { x: 2, u: 4, U: 8 }[kind]
  if (width === undefined) return unquoteOctal(source, at)
  const digits = source.slice(at + 2, at + 2 + width)
  if (digits.length !== width || !/^[0-9a-f]+$/i.test(digits)) return undefined
  const code = Number.parseInt(digits, 16)
  const next = at + 2 + width
  if (kind === 'x') return { text: oneByte(code), next }
  if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return undefined
  return { text: String.fromCodePoint(code), next }
}

function unquoteOctal(source: string, at: number): Unquoted | undefined {
  const digits = source.slice(at + 1, at + 4)
  if (!/^[0-7]{3}$/.test(digits)) return undefined
  const code = Number.parseInt(digits, 8)
  return code > 255 ? undefined : { text: oneByte(code), next: at + 4 }
}

function oneByte(code: number): string {
  return String.fromCharCode(code < 0x80 ? code : 0xdc00 + code)
}
