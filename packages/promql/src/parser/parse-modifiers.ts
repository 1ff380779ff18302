import { isLabelName } from '../labels/names.ts'
import { formatFixed } from '../numbers/format.ts'
import { quote } from '../numbers/quote.ts'
import {
  rangeOf,
  type DurationOperand,
  type Expr,
  type TimeShift,
  type VectorMatching,
} from './ast.ts'
import { parseNumberLiteral, parseSignedNumber } from './literals.ts'
import { parseOffsetDuration } from './parse-duration-expr.ts'
import type { TokenStream } from './stream.ts'
import { isLabelToken, type Token } from './tokens.ts'
import { unquote } from './unquote.ts'

const GROUPING = 'grouping opts'

/** A list of labels in parentheses, as after `by`. */
export function parseLabelList(tokens: TokenStream): string[] {
  tokens.within(GROUPING, '"("', () => tokens.expect('('))
  const labels: string[] = []
  let close = tokens.takeIf(')')
  while (!close) {
    labels.push(parseLabel(tokens))
    close = tokens.within(GROUPING, '"," or ")"', () => {
      const token = tokens.takeIf(',', ')') ?? tokens.unexpected()
      return token.type === ')' ? token : tokens.takeIf(')')
    })
  }
  return labels
}

function parseLabel(tokens: TokenStream): string {
  return tokens.within(GROUPING, 'label', () => {
    const token = tokens.peek()
    if (token.type !== 'string' && !isLabelToken(token)) tokens.unexpected()
    tokens.take()
    const label = token.type === 'string' ? unquote(token.text) : token.text
    if (!isLabelName(label)) tokens.fail(token, `invalid label name for grouping: ${quote(label)}`)
    return label
  })
}

/** What may stand between a binary operator and its right side. */
export function parseMatching(tokens: TokenStream): {
  returnBool: boolean
  matching: VectorMatching
} {
  const matching: VectorMatching = {
    card: 'one-to-one',
    on: false,
    labels: [],
    include: [],
    fillLeft: undefined,
    fillRight: undefined,
  }
  const returnBool = tokens.takeIf('bool') !== undefined
  const join = tokens.takeIf('on', 'ignoring')
  if (join) {
    matching.on = join.type === 'on'
    matching.labels = parseLabelList(tokens)
    const group = tokens.takeIf('group_left', 'group_right')
    if (group) {
      matching.card = group.type === 'group_left' ? 'many-to-one' : 'one-to-many'
      if (tokens.peek().type === '(') matching.include = parseLabelList(tokens)
    }
  }
  parseFill(tokens, matching)
  return { returnBool, matching }
}

function parseFill(tokens: TokenStream, matching: VectorMatching): void {
  const first = tokens.takeIf('fill', 'fill_left', 'fill_right')
  if (!first) return
  const value = parseFillValue(tokens)
  if (first.type !== 'fill_right') matching.fillLeft = value
  if (first.type !== 'fill_left') matching.fillRight = value
  if (first.type === 'fill') return
  const other = first.type === 'fill_left' ? 'fill_right' : 'fill_left'
  if (!tokens.takeIf(other)) return
  if (other === 'fill_left') matching.fillLeft = parseFillValue(tokens)
  else matching.fillRight = parseFillValue(tokens)
}

function parseFillValue(tokens: TokenStream): number {
  tokens.expect('(')
  const sign = tokens.takeIf('+', '-')
  const { value } = parseNumberLiteral(tokens)
  tokens.expect(')')
  return sign?.type === '-' ? -value : value
}

/** `offset`, `@`, `anchored` or `smoothed` behind an expression. */
export function parseModifier(tokens: TokenStream, expr: Expr, modifier: Token): void {
  switch (modifier.type) {
    case 'offset':
      return setOffset(tokens, expr)
    case '@':
      return setAt(tokens, expr)
    default:
      return setExtension(tokens, expr, modifier.type === 'anchored' ? 'anchored' : 'smoothed')
  }
}

function setOffset(tokens: TokenStream, expr: Expr): void {
  const duration = tokens.within('offset', 'number, duration, step(), or range()', () =>
    parseOffsetDuration(tokens),
  )
  const what =
    'offset modifier must be preceded by an instant vector selector or range vector selector or a subquery'
  const shift = shiftOf(expr) ?? tokens.fail(rangeOf(expr), what)
  if (shift.offset !== 0 || shift.offsetExpr)
    tokens.fail(rangeOf(expr), 'offset may not be set multiple times')
  if (duration.kind === 'number') shift.offset = millisecondsOf(duration)
  else shift.offsetExpr = duration
  extend(expr, rangeOf(duration).end)
}

/** Whole milliseconds of a number of seconds, by way of Go's nanoseconds. */
export function millisecondsOf(duration: DurationOperand): number {
  return duration.kind === 'number' ? Math.trunc(Math.round(duration.value * 1e9) / 1e6) : 0
}

function setAt(tokens: TokenStream, expr: Expr): void {
  const boundary = tokens.within('@', 'timestamp', () => {
    const word = tokens.takeIf('start', 'end')
    if (!word) return undefined
    tokens.expect('(')
    return { type: word.type === 'start' ? 'start' : 'end', end: tokens.expect(')').end } as const
  })
  const at = boundary ? 0 : tokens.within('@', 'timestamp', () => parseSignedNumber(tokens))
  if (!Number.isFinite(at) || Math.abs(at) >= 2 ** 63)
    tokens.fail(rangeOf(expr), `timestamp out of bounds for @ modifier: ${formatFixed(at)}`)
  const what =
    '@ modifier must be preceded by an instant vector selector or range vector selector or a subquery'
  const shift = shiftOf(expr) ?? tokens.fail(rangeOf(expr), what)
  if (shift.at !== undefined || shift.atBoundary)
    tokens.fail(rangeOf(expr), '@ <timestamp> may not be set multiple times')
  if (boundary) shift.atBoundary = boundary.type
  else shift.at = roundAway(at * 1000)
  if (boundary) extend(expr, boundary.end)
}

/** Go's math.Round: halves away from zero. */
function roundAway(value: number): number {
  return Math.sign(value) * Math.round(Math.abs(value))
}

function shiftOf(expr: Expr): TimeShift | undefined {
  if (expr.kind === 'matrix') return expr.selector
  return expr.kind === 'vector' || expr.kind === 'subquery' ? expr : undefined
}

function extend(expr: Expr, end: number): void {
  if (expr.kind === 'vector' || expr.kind === 'matrix' || expr.kind === 'subquery')
    expr.range = { start: expr.range.start, end }
}

function setExtension(tokens: TokenStream, expr: Expr, extension: 'anchored' | 'smoothed'): void {
  const range = rangeOf(expr)
  if (!tokens.options.extendedRangeSelectors)
    tokens.fail(range, `${extension} modifier is experimental and not enabled`)
  if (expr.kind === 'subquery')
    tokens.fail(range, `${extension} modifier is not supported for subqueries`)
  const selector = expr.kind === 'matrix' ? expr.selector : expr
  if (selector.kind !== 'vector') return tokens.fail(range, `${extension} modifier not implemented`)
  selector[extension] = true
  if (selector.anchored && selector.smoothed)
    tokens.fail(range, 'anchored and smoothed modifiers cannot be used together')
}
