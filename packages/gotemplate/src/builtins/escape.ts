import { sprint } from '../format/print.ts'
import { printable } from '../format/value.ts'
import { isPrintable } from '../text/printable.ts'
import { toBytes } from '../text/utf8.ts'
import type { Value } from '../values/value.ts'

// Numeric references as in `htmlReplacer` of funcs.go: shorter than `&quot;`, and `&apos;` is missing in HTML 4.
const HTML: Readonly<Record<string, string>> = {
  '"': '&#34;',
  "'": '&#39;',
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '\0': '\ufffd',
}

/** `html`. */
export function escapeHtml(text: string): string {
  return text.replace(/["'&<>\0]/g, (char) => HTML[char] ?? char)
}

// `=` is escaped for unquoted attributes, in which a script may stand (`jsReplacer`).
const JS: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  "'": "\\'",
  '"': '\\"',
  '<': '\\u003C',
  '>': '\\u003E',
  '&': '\\u0026',
  '=': '\\u003D',
}

/** `js`. */
export function escapeJs(text: string): string {
  return text.replace(/[\\'"<>&=\u0000-\u001f]|[^\u0000-\u007f]/gu, (char) => {
    const code = char.codePointAt(0) ?? 0
    const hex = code.toString(16).toUpperCase()
    // Letters beyond ASCII stay as they are where Go calls them printable; a surrogate pair is one character here.
    return JS[char] ?? (code >= 0x80 && isPrintable(code) ? char : `\\u${hex.padStart(4, '0')}`)
  })
}

/** `urlquery`: Go's `url.QueryEscape`. */
export function escapeQuery(text: string): string {
  let out = ''
  for (const byte of toBytes(text)) {
    const char = String.fromCharCode(byte)
    // What RFC 3986 calls unreserved; a space becomes `+`, as in the body of a form.
    if (/[A-Za-z0-9_.~-]/.test(char)) out += char
    else out += byte === 0x20 ? '+' : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`
  }
  return out
}

/** The text of a builtin's arguments: a lone string as it is, all else printed. */
export function argumentText(args: readonly (Value | undefined)[]): string {
  const [first] = args
  if (args.length === 1 && first?.kind === 'string' && first.type.name === 'string')
    return first.data
  return sprint(
    args.map((arg) => (arg?.kind === 'interface' ? printable(undefined) : printable(arg))),
  )
}
