/** What a plain scalar of YAML 1.1 stands for, as yaml.v2 resolves it. */
export type Resolved =
  | { readonly tag: '!!null'; readonly value: null }
  | { readonly tag: '!!bool'; readonly value: boolean }
  | { readonly tag: '!!int'; readonly value: bigint }
  | { readonly tag: '!!float'; readonly value: number }
  | { readonly tag: '!!timestamp'; readonly value: string }
  | { readonly tag: '!!str'; readonly value: string }

const WORDS: ReadonlyMap<string, Resolved> = new Map<string, Resolved>([
  ...words(['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'], true),
  ...words(['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF'], false),
  ...['', '~', 'null', 'Null', 'NULL'].map(
    (word) => [word, { tag: '!!null', value: null }] as const,
  ),
  ...['.nan', '.NaN', '.NAN'].map((word) => [word, { tag: '!!float', value: NaN }] as const),
  ...['.inf', '.Inf', '.INF', '+.inf', '+.Inf', '+.INF'].map(
    (word) => [word, { tag: '!!float', value: Infinity }] as const,
  ),
  ...['-.inf', '-.Inf', '-.INF'].map(
    (word) => [word, { tag: '!!float', value: -Infinity }] as const,
  ),
])

function words(list: readonly string[], value: boolean): readonly (readonly [string, Resolved])[] {
  return list.map((word) => [word, { tag: '!!bool', value }])
}

const TIMESTAMP =
  /^\d{4}-\d{1,2}-\d{1,2}(?:(?:[Tt]|\s+)\d{1,2}:\d{1,2}:\d{1,2}(?:\.\d+)?(?:\s*(?:Z|[+-]\d{1,2}(?::?\d\d)?))?)?$/
const FLOAT = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/
const MIN = -(2n ** 63n)
const MAX = 2n ** 64n - 1n

/** Resolves a scalar that stands without quotes and without a tag. */
export function resolvePlain(text: string): Resolved {
  const word = WORDS.get(text)
  if (word !== undefined) return word
  if (text.startsWith('.')) {
    return FLOAT.test(text)
      ? { tag: '!!float', value: Number(text) }
      : { tag: '!!str', value: text }
  }
  if (!/^[-+0-9]/.test(text)) return { tag: '!!str', value: text }
  if (TIMESTAMP.test(text)) return { tag: '!!timestamp', value: text }
  return resolveNumber(text.replaceAll('_', '')) ?? { tag: '!!str', value: text }
}

function resolveNumber(text: string): Resolved | undefined {
  const match = /^([-+]?)(0[xX][0-9a-fA-F]+|0[bB][01]+|0[oO]?[0-7]+|0|[1-9][0-9]*)$/.exec(text)
  if (match !== null) {
    const digits = match[2] ?? ''
    const size = BigInt(/^0[0-7]+$/.test(digits) ? `0o${digits.slice(1)}` : digits)
    const value = match[1] === '-' ? -size : size
    if (value >= MIN && value <= MAX) return { tag: '!!int', value }
  }
  return FLOAT.test(text) ? { tag: '!!float', value: Number(text) } : undefined
}
