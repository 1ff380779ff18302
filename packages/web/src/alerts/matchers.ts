/** A matcher as Alertmanager's API has it. */
export interface Matcher {
  readonly name: string
  readonly value: string
  readonly isRegex: boolean
  /** False for `!=` and `!~`. */
  readonly isEqual: boolean
}

// One matcher: quotes are needed where a value holds spaces or commas.
const ONE = /\s*([A-Za-z_][\w.]*)\s*(=~|!~|!=|=)\s*("(?:[^"\\]|\\.)*"|[^\s,"]+)\s*(?:,|$)/y

/** `namespace="shop", pod=~"web-.*"`, with braces around it or not; null where it is something else, or empty. */
export function parseMatchers(text: string): Matcher[] | null {
  const inner = text.trim().replace(/^\{(.*)\}$/s, '$1')
  const found: Matcher[] = []
  ONE.lastIndex = 0
  while (ONE.lastIndex < inner.trimEnd().length) {
    const one = ONE.exec(inner)
    if (one === null) return null
    const [, name = '', operator = '', raw = ''] = one
    const value = raw.startsWith('"') ? unquoted(raw) : raw
    if (value === null) return null
    found.push({
      name,
      value,
      isRegex: operator.endsWith('~'),
      isEqual: operator.startsWith('='),
    })
  }
  return found.length === 0 ? null : found
}

/** `a="b", c=~"d"`, as Alertmanager's own page writes them. */
export function matchersText(
  matchers: readonly Omit<Matcher, 'isEqual'>[] | readonly Matcher[],
): string {
  return matchers
    .map((one) => `${one.name}${operatorOf(one)}${JSON.stringify(one.value)}`)
    .join(', ')
}

/** What silences this one alert and no other of another name or place. */
export function matchersOfLabels(labels: Readonly<Record<string, string>>): string {
  return matchersText(
    Object.entries(labels).map(([name, value]) => ({ name, value, isRegex: false, isEqual: true })),
  )
}

/** Older servers leave `isEqual` out: then it is. */
function operatorOf({ isRegex, ...rest }: Omit<Matcher, 'isEqual'>): string {
  const isEqual = !('isEqual' in rest) || rest.isEqual !== false
  if (isRegex) return isEqual ? '=~' : '!~'
  return isEqual ? '=' : '!='
}

/** The text of a JSON string, which is how Alertmanager quotes; null where it is none. */
function unquoted(text: string): string | null {
  try {
    return JSON.parse(text) as string
  } catch {
    return null
  }
}
