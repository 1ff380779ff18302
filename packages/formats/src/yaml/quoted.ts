const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  '"': '"',
  '\\': '\\',
  '/': '/',
  ' ': ' ',
  '0': '\0',
  b: '\b',
  e: '\u001b',
  f: '\f',
  v: '\v',
  a: '\u0007',
  _: '\u00a0',
  N: '\u0085',
  L: '\u2028',
  P: '\u2029',
}

/** Index of the quote that ends the text which begins with one; -1 where it goes on over the next line. */
export function closingQuote(text: string, quote: string, from = 1): number {
  if (quote === "'") {
    for (let at = text.indexOf("'", from); at !== -1; at = text.indexOf("'", at + 2))
      if (text.charCodeAt(at + 1) !== 39) return at
    return -1
  }
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === 92) at++
    else if (code === 34) return at
  }
  return -1
}

/** What stands between the quotes, as it is meant; null where an escape is none that YAML knows. */
export function unescaped(inner: string, quote: string): string | null {
  if (quote === "'") return inner.includes("''") ? inner.replaceAll("''", "'") : inner
  if (!inner.includes('\\')) return inner
  let isKnown = true
  const value = inner.replace(
    /\\(?:(x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8})|([^]))/g,
    (whole: string, coded?: string, one?: string) => {
      const code = coded === undefined ? -1 : Number.parseInt(coded.slice(1), 16)
      if (code >= 0 && code <= 0x10ffff) return String.fromCodePoint(code)
      const plain = ESCAPES[one ?? '']
      if (plain === undefined) isKnown = false
      return plain ?? whole
    },
  )
  return isKnown ? value : null
}
