// `+` is escaped against UTF-7, which begins its runs with it (`htmlReplacementTable`).
const QUOTED: Readonly<Record<string, string>> = {
  '\0': '\ufffd',
  '"': '&#34;',
  '&': '&amp;',
  "'": '&#39;',
  '+': '&#43;',
  '<': '&lt;',
  '>': '&gt;',
}

// Without quotes, white space, `=` and backquotes could end the value or begin another.
const UNQUOTED: Readonly<Record<string, string>> = {
  ...QUOTED,
  '\0': '&#xfffd;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\v': '&#11;',
  '\f': '&#12;',
  '\r': '&#13;',
  ' ': '&#32;',
  '=': '&#61;',
  '`': '&#96;',
}

/** Text for HTML and for quoted attributes. */
export function normalise(text: string): string {
  return text.replace(/[\0"&'+<>]/g, (char) => QUOTED[char] ?? char)
}

/** HTML for a quoted attribute: its references stay. */
export function normaliseQuoted(text: string): string {
  return text.replace(/[\0"'+<>]/g, (char) => QUOTED[char] ?? char)
}

/** Code points that Internet Explorer does not take in attributes without quotes, as references (`htmlReplacer` in html.go). */
function nonCharacters(text: string): string {
  return text.replace(
    /[\ufdd0-\ufdef\ufff0-\uffff]/g,
    (char) => `&#x${char.charCodeAt(0).toString(16)};`,
  )
}

/** Text for an attribute without quotes. */
export function unquotedAttribute(text: string): string {
  return nonCharacters(text.replace(/[\0\t\n\v\f\r "&'+<=>`]/g, (char) => UNQUOTED[char] ?? char))
}

/** HTML for an attribute without quotes: its references stay. */
export function normaliseUnquoted(text: string): string {
  return nonCharacters(text.replace(/[\0\t\n\v\f\r "'+<=>`]/g, (char) => UNQUOTED[char] ?? char))
}
