const ESCAPES: Readonly<Record<string, string>> = {
  '\u0007': '\\a',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\v': '\\v',
  '\\': '\\\\',
}

// What Go's strconv.IsPrint refuses: controls, formats, surrogates, private and unassigned characters, and spaces but U+0020.
const UNPRINTABLE = /[\p{C}\p{Z}]/u

/** A text as Go's strconv.Quote writes it. */
export function quote(text: string): string {
  return `"${escape(text, '"')}"`
}

/** A character as Go's %q writes a rune. */
export function quoteRune(char: string): string {
  return `'${escape(char, "'")}'`
}

function escape(text: string, delimiter: string): string {
  let out = ''
  for (const char of text) out += escapeChar(char, delimiter)
  return out
}

function escapeChar(char: string, delimiter: string): string {
  if (char === delimiter) return `\\${char}`
  const escaped = ESCAPES[char]
  if (escaped !== undefined) return escaped
  if (char === ' ' || !UNPRINTABLE.test(char)) return char
  const code = char.codePointAt(0) ?? 0
  // A byte that is not part of any character: see parser/unquote.ts.
  if (code >= 0xdc00 && code < 0xdd00) return `\\x${(code - 0xdc00).toString(16)}`
  if (code < 0x80) return `\\x${code.toString(16).padStart(2, '0')}`
  if (code < 0x10000) return `\\u${code.toString(16).padStart(4, '0')}`
  return `\\U${code.toString(16).padStart(8, '0')}`
}

/** The code point as Go's %#U writes it: `U+0071 'q'`. */
export function describeRune(char: string): string {
  const code = (char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')
  return UNPRINTABLE.test(char) && char !== ' ' ? `U+${code}` : `U+${code} '${char}'`
}
