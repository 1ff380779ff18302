import { quote } from '../numbers/quote.ts'

/** What a token is. Punctuation, operators and keywords are their own text, in lower case. */
export type TokenType = string

export interface Token {
  readonly type: TokenType
  readonly text: string
  readonly start: number
  readonly end: number
}

export const AGGREGATORS: ReadonlySet<string> = new Set([
  ...['sum', 'avg', 'count', 'min', 'max', 'group', 'stddev', 'stdvar', 'topk', 'bottomk'],
  ...['count_values', 'quantile', 'limitk', 'limit_ratio'],
])

const WORD_OPERATORS: ReadonlySet<string> = new Set(['and', 'or', 'unless', 'atan2'])

const KEYWORDS: ReadonlySet<string> = new Set([
  ...['offset', 'smoothed', 'anchored', 'by', 'without', 'on', 'ignoring', 'group_left'],
  ...['group_right', 'fill', 'fill_left', 'fill_right', 'bool'],
])

/** Names of functions that the lexer knows, since durations are made with them too. */
export const CONTEXT_WORDS: ReadonlySet<string> = new Set([
  ...['start', 'end', 'step', 'range', 'max_of', 'min_of'],
])

/** Keywords that only are such before a parenthesis. */
export const FILL_WORDS: ReadonlySet<string> = new Set(['fill', 'fill_left', 'fill_right'])

const OPERATORS: ReadonlySet<string> = new Set([
  ...['+', '-', '*', '/', '%', '^', '==', '!=', '<', '<=', '>', '>=', '</', '>/', '=~', '!~', '@'],
  ...WORD_OPERATORS,
])

/** The type of a word outside of braces. */
export function wordType(word: string): TokenType {
  const lower = word.toLowerCase()
  if (lower === 'inf' || lower === 'nan') return 'number'
  if (isReserved(lower)) return lower
  return word.includes(':') ? 'metric_identifier' : 'identifier'
}

/** Words that are tokens of their own. */
export function isReserved(type: TokenType): boolean {
  return (
    AGGREGATORS.has(type) ||
    WORD_OPERATORS.has(type) ||
    KEYWORDS.has(type) ||
    CONTEXT_WORDS.has(type)
  )
}

const NO_METRIC = new Set(['bool', 'on', 'ignoring', 'group_left', 'group_right', 'atan2'])

/** Whether a token may stand for the name of a metric. */
export function isMetricName({ type }: Token): boolean {
  if (type === 'identifier' || type === 'metric_identifier') return true
  return isReserved(type) && !NO_METRIC.has(type)
}

/** Whether a token may stand for a label in a list of labels. */
export function isLabelToken({ type }: Token): boolean {
  return type === 'identifier' || type === 'metric_identifier' || isReserved(type)
}

const DESCRIPTIONS: Readonly<Record<string, string>> = {
  identifier: 'identifier',
  metric_identifier: 'metric identifier',
  string: 'string',
  number: 'number',
  duration: 'duration',
}

/** A token as messages name it: `identifier "foo"`, `<op:+>`, `end of input`. */
export function describeToken(token: Token): string {
  if (token.type === 'eof') return 'end of input'
  const kind = DESCRIPTIONS[token.type]
  return kind === undefined ? textOf(token) : `${kind} ${textOf(token)}`
}

function textOf({ type, text }: Token): string {
  if (type === 'identifier' || type === 'metric_identifier') return quote(text)
  if (KEYWORDS.has(type)) return `<${text}>`
  if (OPERATORS.has(type)) return `<op:${text}>`
  if (AGGREGATORS.has(type)) return `<aggr:${text}>`
  return new TextEncoder().encode(text).length > 10
    ? `${quote(Array.from(text).slice(0, 10).join(''))}...`
    : quote(text)
}
