// Escapes that are shorter than their code.
const NAMED: Readonly<Record<string, string>> = {
  '\t': '\\t',
  '\n': '\\n',
  '\f': '\\f',
  '\r': '\\r',
}

/** `\uXXXX`, which HTML's own parser does not read. */
function unicode(char: string): string {
  return `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`
}

/** A control character's escape. */
function low(char: string): string {
  return NAMED[char] ?? unicode(char)
}

/** Text for within a JavaScript string; with `isEscaped` its backslashes stay. */
export function escapeJsString(text: string, isEscaped: boolean): string {
  // U+2028 and U+2029 end a line in JavaScript, though not in JSON.
  return text.replace(/[\u0000-\u001f"`&'+/<>\\\u2028\u2029]/g, (char) => {
    if (char === '\\') return isEscaped ? char : '\\\\'
    if (char === '/') return '\\/'
    return char < ' ' ? low(char) : unicode(char)
  })
}

/** Text for within a template literal. */
export function escapeJsTemplate(text: string): string {
  return text.replace(/[\u0000-\u001f"`&'+/<>\\${}\u2028\u2029]/g, (char) => {
    if (char === '\\') return '\\\\'
    if (char === '/') return '\\/'
    return char < ' ' ? low(char) : unicode(char)
  })
}

/** Text for within a regular expression. */
export function escapeJsRegexp(text: string): string {
  if (text === '') return '(?:)'
  return text.replace(/[\u0000-\u001f"$&'()*+\-./<>?[\\\]^{|}\u2028\u2029]/g, (char) => {
    if (char < ' ') return low(char)
    return `"&'+<>\u2028\u2029`.includes(char) ? unicode(char) : `\\${char}`
  })
}

/** JSON as a value in a script; spaces keep it apart from words beside it. */
export function jsValue(json: string): string {
  const text = json.replace(/[\u2028\u2029]/g, unicode)
  const isWord = /^[$0-9A-Z_a-z]|[$0-9A-Z_a-z]$/.test(text)
  return isWord ? ` ${text} ` : text
}
