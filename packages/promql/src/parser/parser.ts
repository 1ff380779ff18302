import { quote } from '../numbers/quote.ts'
import {
  rangeOf,
  type AggregateExpr,
  type AggregationOperator,
  type BinaryExpr,
  type BinaryOperator,
  type Call,
  type DurationOperand,
  type Expr,
  type MatrixSelector,
  type SubqueryExpr,
  type VectorSelector,
} from './ast.ts'
import { checkTypes } from './check-types.ts'
import { FUNCTIONS } from './functions.data.ts'
import { parseNumberLiteral } from './literals.ts'
import { parsePositiveDuration } from './parse-duration-expr.ts'
import { millisecondsOf, parseLabelList, parseMatching, parseModifier } from './parse-modifiers.ts'
import { parseSelector } from './parse-selector.ts'
import { TokenStream, type ParserOptions } from './stream.ts'
import { AGGREGATORS, CONTEXT_WORDS, isMetricName, type Token } from './tokens.ts'
import { unquote } from './unquote.ts'

const PRECEDENCE: Readonly<Record<string, number>> = {
  ...{ or: 1, and: 2, unless: 2 },
  ...{ '==': 3, '!=': 3, '<': 3, '<=': 3, '>': 3, '>=': 3, '</': 3, '>/': 3 },
  ...{ '+': 4, '-': 4, '*': 5, '/': 5, '%': 5, atan2: 5, '^': 6 },
}
const UNARY_PRECEDENCE = 5
const MAX_DEPTH = 1000

/** Parses a query and checks its types. Throws {@link ParseError} with Prometheus's message and place. */
export function parseExpr(query: string, options: ParserOptions = {}): Expr {
  const tokens = new TokenStream(query, options)
  if (tokens.peek().type === 'eof')
    tokens.fail({ start: 0, end: 0 }, 'no expression found in input')
  const expr = new Parser(tokens).parse(0)
  if (tokens.peek().type !== 'eof') tokens.unexpected()
  checkTypes(expr, query)
  return expr
}

/** Parses a selector such as `up{job="a"}`, as the series endpoints of the HTTP API take it. */
export function parseMetricSelector(text: string): VectorSelector {
  const tokens = new TokenStream(text, {})
  const token = tokens.peek()
  const name = isMetricName(token) ? tokens.take() : undefined
  if (!name && token.type !== '{') tokens.unexpected()
  const selector = parseSelector(tokens, name)
  if (tokens.peek().type !== 'eof') tokens.unexpected()
  return selector
}

class Parser {
  readonly #tokens: TokenStream
  #depth = 0

  constructor(tokens: TokenStream) {
    this.#tokens = tokens
  }

  /** An expression whose operators bind at least as closely as `minimum`. */
  parse(minimum: number): Expr {
    if (++this.#depth > MAX_DEPTH)
      this.#tokens.fail(this.#tokens.peek(), 'expression is nested too deeply')
    let left = this.#unary()
    for (;;) {
      const { type } = this.#tokens.peek()
      const precedence = PRECEDENCE[type]
      if (precedence === undefined || precedence < minimum) break
      this.#tokens.take()
      left = this.#binary(left, type as BinaryOperator, type === '^' ? precedence : precedence + 1)
    }
    this.#depth--
    return left
  }

  #binary(left: Expr, op: BinaryOperator, minimum: number): BinaryExpr {
    const { returnBool, matching } = parseMatching(this.#tokens)
    const right = this.parse(minimum)
    const expr: BinaryExpr = { kind: 'binary', op, left, right, returnBool, matching }
    const fills = matching.fillLeft !== undefined || matching.fillRight !== undefined
    if (fills && !this.#tokens.options.fillModifiers)
      this.#tokens.fail(rangeOf(expr), 'binop fill modifiers are experimental and not enabled')
    return expr
  }

  #unary(): Expr {
    const sign = this.#tokens.takeIf('+', '-')
    if (!sign) return this.#postfix(this.#primary())
    const expr = this.parse(UNARY_PRECEDENCE + 1)
    const op = sign.type === '-' ? '-' : '+'
    if (expr.kind !== 'number') return { kind: 'unary', op, expr, start: sign.start }
    if (op === '-') expr.value *= -1
    expr.range = { start: sign.start, end: expr.range.end }
    return expr
  }

  #postfix(primary: Expr): Expr {
    let expr = primary
    for (;;) {
      const token = this.#tokens.takeIf('[', 'offset', '@', 'anchored', 'smoothed')
      if (!token) return expr
      if (token.type === '[') expr = this.#brackets(expr, token)
      else parseModifier(this.#tokens, expr, token)
    }
  }

  #primary(): Expr {
    const tokens = this.#tokens
    const token = tokens.peek()
    switch (token.type) {
      case 'number':
      case 'duration':
        return parseNumberLiteral(tokens)
      case 'string':
        tokens.take()
        return { kind: 'string', value: unquote(token.text), range: token }
      case '(':
        return this.#paren()
      case '{':
        return parseSelector(tokens, undefined)
      default:
        return isMetricName(token) ? this.#named(tokens.take()) : tokens.unexpected()
    }
  }

  #paren(): Expr {
    const { start } = this.#tokens.expect('(')
    const expr = this.parse(0)
    const { end } = this.#tokens.expect(')')
    return { kind: 'paren', expr, range: { start, end } }
  }

  /** A name: of an aggregation, a function, or a metric. */
  #named(name: Token): Expr {
    const { type } = this.#tokens.peek()
    if (AGGREGATORS.has(name.type) && (type === '(' || type === 'by' || type === 'without'))
      return this.#tokens.within('aggregation', '', () => this.#aggregate(name))
    const callable = name.type === 'identifier' || CONTEXT_WORDS.has(name.type)
    return type === '(' && callable ? this.#call(name) : parseSelector(this.#tokens, name)
  }

  #call(name: Token): Call {
    const { args, end } = this.#arguments()
    const func = FUNCTIONS.get(name.text)
    if (!func) return this.#tokens.fail(name, `unknown function with name ${quote(name.text)}`)
    if (func.experimental && !this.#tokens.options.experimentalFunctions)
      this.#tokens.fail(name, `function ${quote(name.text)} is not enabled`)
    return { kind: 'call', func, args, range: { start: name.start, end } }
  }

  #arguments(): { args: Expr[]; end: number } {
    this.#tokens.expect('(')
    const args: Expr[] = []
    let close = this.#tokens.takeIf(')')
    while (!close) {
      args.push(this.parse(0))
      const comma = this.#tokens.takeIf(',')
      close = comma ? undefined : this.#tokens.expect(')')
      if (comma && !beginsExpr(this.#tokens.peek()))
        this.#tokens.fail(comma, 'trailing commas not allowed in function call args')
    }
    return { args, end: close.end }
  }

  #aggregate(name: Token): AggregateExpr {
    const before = this.#grouping()
    const { args, end } = this.#arguments()
    const after = before ? undefined : this.#grouping()
    const grouping = before ?? after
    const range = { start: name.start, end: after?.end ?? end }
    const { param, expr } = this.#aggregateArguments(name, args, range)
    return {
      kind: 'aggregate',
      op: name.type as AggregationOperator,
      expr,
      param,
      grouping: grouping?.labels ?? [],
      without: grouping?.without ?? false,
      range,
    }
  }

  #grouping(): { labels: string[]; without: boolean; end: number } | undefined {
    const word = this.#tokens.takeIf('by', 'without')
    if (!word) return undefined
    const labels = parseLabelList(this.#tokens)
    return { labels, without: word.type === 'without', end: word.end }
  }

  #aggregateArguments(
    name: Token,
    args: readonly Expr[],
    range: { start: number; end: number },
  ): { param: Expr | undefined; expr: Expr } {
    const tokens = this.#tokens
    if (args.length === 0) tokens.fail(range, 'no arguments for aggregate expression provided')
    const experimental = name.type === 'limitk' || name.type === 'limit_ratio'
    if (experimental && !tokens.options.experimentalFunctions)
      tokens.fail(
        range,
        `${name.type}() is experimental and must be enabled with --enable-feature=promql-experimental-functions`,
      )
    const desired = takesParameter(name.type) ? 2 : 1
    const expr = args[desired - 1]
    if (args.length !== desired || !expr)
      return tokens.fail(
        range,
        `wrong number of arguments for aggregate expression provided, expected ${desired}, got ${args.length}`,
      )
    return { param: desired === 2 ? args[0] : undefined, expr }
  }

  /** A range or a subquery behind an expression. */
  #brackets(expr: Expr, open: Token): MatrixSelector | SubqueryExpr {
    const tokens = this.#tokens
    const durations = 'number, duration, step(), or range()'
    const width = tokens.within('subquery or range selector', durations, () =>
      parsePositiveDuration(tokens),
    )
    const next = tokens.within(
      'subquery or range',
      '":" or "]"',
      () => tokens.takeIf(':', ']') ?? tokens.unexpected(),
    )
    return next.type === ']'
      ? this.#range(expr, width, { start: open.start, end: next.end })
      : this.#subquery(expr, width)
  }

  #range(
    expr: Expr,
    width: DurationOperand,
    brackets: { start: number; end: number },
  ): MatrixSelector {
    if (expr.kind !== 'vector')
      return this.#tokens.fail(brackets, 'ranges only allowed for vector selectors')
    if (expr.offset !== 0 || expr.offsetExpr)
      this.#tokens.fail(brackets, 'no offset modifiers allowed before range')
    if (expr.at !== undefined || expr.atBoundary)
      this.#tokens.fail(brackets, 'no @ modifiers allowed before range')
    return {
      kind: 'matrix',
      selector: expr,
      width: millisecondsOf(width),
      widthExpr: width.kind === 'duration' ? width : undefined,
      range: { start: expr.range.start, end: brackets.end },
    }
  }

  #subquery(expr: Expr, width: DurationOperand): SubqueryExpr {
    const tokens = this.#tokens
    const expected = 'number, duration, step(), range(), or "]"'
    const step = tokens.within('subquery selector', expected, () =>
      tokens.peek().type === ']' ? undefined : parsePositiveDuration(tokens),
    )
    const { end } = tokens.within('subquery selector', '"]"', () => tokens.expect(']'))
    return {
      kind: 'subquery',
      expr,
      width: millisecondsOf(width),
      widthExpr: width.kind === 'duration' ? width : undefined,
      step: step ? millisecondsOf(step) : 0,
      stepExpr: step?.kind === 'duration' ? step : undefined,
      offset: 0,
      offsetExpr: undefined,
      at: undefined,
      atBoundary: undefined,
      range: { start: rangeOf(expr).start, end },
    }
  }
}

const BEGINNINGS = new Set(['number', 'duration', 'string', '(', '{', '+', '-'])

function beginsExpr(token: Token): boolean {
  return BEGINNINGS.has(token.type) || isMetricName(token)
}

const PARAMETER = new Set(['topk', 'bottomk', 'count_values', 'quantile', 'limitk', 'limit_ratio'])

function takesParameter(op: string): boolean {
  return PARAMETER.has(op)
}
