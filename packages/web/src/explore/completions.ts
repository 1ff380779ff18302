/** Functions and aggregations of PromQL that are asked for most. */
const WORDS = [
  'sum',
  'rate',
  'increase',
  'avg',
  'max',
  'min',
  'count',
  'topk',
  'bottomk',
  'irate',
  'delta',
  'changes',
  'resets',
  'absent',
  'histogram_quantile',
  'avg_over_time',
  'max_over_time',
  'min_over_time',
  'sum_over_time',
  'count_over_time',
  'last_over_time',
  'label_replace',
  'clamp_max',
  'sort_desc',
  'time',
  'vector',
  'by',
  'without',
  'offset',
] as const

// More than a list that drops down can show at once.
const MOST = 30

/** Names that the store knows; functions and keywords are the language's own. */
export interface Known {
  /** Of all series. */
  readonly metrics: readonly string[]
  readonly labels: readonly string[]
}

/** The query with its last word completed, each way that it may be: labels between braces, else metrics and functions. */
export function completions(query: string, { metrics, labels }: Known): string[] {
  const [word = ''] = /[a-zA-Z_:][\w:]*$/.exec(query) ?? []
  if (word === '' || isInQuotes(query)) return []
  const before = query.slice(0, -word.length)
  const names = isInBraces(query) ? labels : [...metrics, ...WORDS]
  const lower = word.toLowerCase()
  return [...new Set(names)]
    .filter((name) => name !== word && name.toLowerCase().includes(lower))
    .toSorted((a, b) => rank(a, lower) - rank(b, lower) || (a < b ? -1 : 1))
    .slice(0, MOST)
    .map((name) => before + name)
}

/** What begins as the word does stands before what holds it. */
const rank = (name: string, lower: string): number => (name.toLowerCase().startsWith(lower) ? 0 : 1)

/** Whether the end of the query stands between braces. */
const isInBraces = (query: string): boolean => query.lastIndexOf('{') > query.lastIndexOf('}')

/** Whether the end of the query stands in a string. */
const isInQuotes = (query: string): boolean =>
  (query.replace(/\\./g, '').match(/"/g)?.length ?? 0) % 2 === 1
