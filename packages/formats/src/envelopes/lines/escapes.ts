const MEANT: Readonly<Record<string, string>> = { n: '\n', r: '', t: '\t' }

/** A text whose line breaks, tabs and quotes are written with a backslash, as JSON, Python and Go print strings. */
export function unescaped(text: string): string {
  return text.replaceAll(/\\(["'\\/nrt])/g, (_, sign: string) => MEANT[sign] ?? sign)
}

/**
 * A log that was printed as one string: `b'first\nsecond\n'` of the Kubernetes client for Python, or a value copied out of
 * JSON. Null for a text of several lines, and for a line of JSON, whose fields have their own reader.
 */
export function linesInOneString(text: string): readonly string[] | null {
  const found = /^\s*b?(?<quote>["'])(?<inner>[^]*)\k<quote>[,;]?\s*$/.exec(text)?.groups?.['inner']
  const inner = found ?? text.trim()
  if (/^[{[<]/.test(inner) || (inner.match(/\\n/g)?.length ?? 0) < 2) return null
  return unescaped(inner.replace(/\\n$/, '')).split('\n')
}
