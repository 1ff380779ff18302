/** A text as Go's encoder writes it: characters that matter in HTML are escaped, too. */
export function jsonString(text: string): string {
  return JSON.stringify(text.toWellFormed()).replace(
    /[<>&\u2028\u2029]/g,
    (char) => `\\u${(char.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`,
  )
}

/** A value as Go's encoder writes a map: keys in order. */
export function jsonValue(value: unknown): string {
  if (typeof value === 'string') return jsonString(value)
  if (Array.isArray(value)) return `[${value.map(jsonValue).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  const entries = Object.entries(value).filter(([, field]) => field !== undefined)
  entries.sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${entries.map(([key, field]) => `${jsonString(key)}:${jsonValue(field)}`).join(',')}}`
}

/** A list of texts. */
export function jsonStrings(texts: readonly string[]): string {
  return `[${texts.map(jsonString).join(',')}]`
}
