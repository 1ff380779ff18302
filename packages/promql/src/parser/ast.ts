import type { Matcher } from '../labels/matcher.ts'
import type { FunctionSignature, ValueType } from './functions.data.ts'

/** A part of a query: offsets of UTF-16 units. */
export interface Range {
  readonly start: number
  readonly end: number
}

/** Operators that take `by` or `without`. */
export type AggregationOperator =
  | 'sum'
  | 'avg'
  | 'count'
  | 'min'
  | 'max'
  | 'group'
  | 'stddev'
  | 'stdvar'
  | 'topk'
  | 'bottomk'
  | 'count_values'
  | 'quantile'
  | 'limitk'
  | 'limit_ratio'

/** Operators between floats, and between some pairs of histograms and floats. */
export type ArithmeticOperator = '+' | '-' | '*' | '/' | '%' | '^' | 'atan2'
/** Between vectors they filter, unless `bool` is written. */
export type ComparisonOperator = '==' | '!=' | '<=' | '<' | '>=' | '>'
/** Between vectors alone. */
export type SetOperator = 'and' | 'or' | 'unless'
/** Take what lies above or below a value out of histograms. */
export type TrimOperator = '</' | '>/'
export type BinaryOperator = ArithmeticOperator | ComparisonOperator | SetOperator | TrimOperator

/** How many series of each side a series of the other may be matched with. */
export type Cardinality = 'one-to-one' | 'many-to-one' | 'one-to-many' | 'many-to-many'

/** How the sides of a binary operation are joined. */
export interface VectorMatching {
  card: Cardinality
  on: boolean
  labels: readonly string[]
  /** Labels that `group_left` or `group_right` takes over from the one side. */
  include: readonly string[]
  fillLeft: number | undefined
  fillRight: number | undefined
}

/** Milliseconds before the evaluation time, and a fixed time that replaces it. */
export interface TimeShift {
  /** The `offset`, in milliseconds, unless it is an expression. */
  offset: number
  offsetExpr: DurationExpr | undefined
  /** The time of `@`, in milliseconds since 1970. */
  at: number | undefined
  atBoundary: 'start' | 'end' | undefined
}

/** A number, or a duration, which is a number of seconds. */
export interface NumberLiteral {
  readonly kind: 'number'
  value: number
  /** Written as a duration: `5m` for 300. */
  readonly isDuration: boolean
  range: Range
}

/** A string; only some functions take one. */
export interface StringLiteral {
  readonly kind: 'string'
  readonly value: string
  readonly range: Range
}

/** The newest sample of each series at a time, within the look-back. */
export interface VectorSelector extends TimeShift {
  readonly kind: 'vector'
  /** The name before the braces, '' where there is none. */
  readonly name: string
  readonly matchers: readonly Matcher[]
  anchored: boolean
  smoothed: boolean
  /** The labels that `info` asks for may be none. */
  mayBeEmpty: boolean
  range: Range
}

/** All samples of each series within a window that ends at a time. */
export interface MatrixSelector {
  readonly kind: 'matrix'
  readonly selector: VectorSelector
  /** Width in milliseconds, unless it is an expression. */
  width: number
  widthExpr: DurationExpr | undefined
  range: Range
}

/** `expr[width:step]`: the expression evaluated at each step of a window. */
export interface SubqueryExpr extends TimeShift {
  readonly kind: 'subquery'
  expr: Expr
  width: number
  widthExpr: DurationExpr | undefined
  /** Milliseconds; 0 for the default. */
  step: number
  stepExpr: DurationExpr | undefined
  range: Range
}

/** A function, with its arguments checked by its signature. */
export interface Call {
  readonly kind: 'call'
  readonly func: FunctionSignature
  args: Expr[]
  readonly range: Range
}

export interface AggregateExpr {
  readonly kind: 'aggregate'
  readonly op: AggregationOperator
  expr: Expr
  param: Expr | undefined
  readonly grouping: readonly string[]
  readonly without: boolean
  readonly range: Range
}

export interface BinaryExpr {
  readonly kind: 'binary'
  readonly op: BinaryOperator
  left: Expr
  right: Expr
  readonly returnBool: boolean
  /** Undefined unless both sides are instant vectors. */
  matching: VectorMatching | undefined
}

export interface UnaryExpr {
  readonly kind: 'unary'
  readonly op: '+' | '-'
  expr: Expr
  readonly start: number
}

export interface ParenExpr {
  readonly kind: 'paren'
  expr: Expr
  readonly range: Range
}

/** A duration that is worked out when the query starts: `step() * 2`. */
export interface DurationExpr {
  readonly kind: 'duration'
  readonly op: '+' | '-' | '*' | '/' | '%' | '^' | 'step' | 'range' | 'min_of' | 'max_of'
  readonly left: DurationOperand | undefined
  readonly right: DurationOperand | undefined
  wrapped: boolean
  /** Where it begins and ends, where its operands do not say so. */
  readonly start: number
  readonly end: number
}

export type DurationOperand = DurationExpr | NumberLiteral

/** Made when a query is planned: an expression that has the same value at every step. */
export interface InvariantExpr {
  readonly kind: 'invariant'
  readonly expr: Expr
}

export type Expr =
  | InvariantExpr
  | AggregateExpr
  | BinaryExpr
  | Call
  | MatrixSelector
  | NumberLiteral
  | ParenExpr
  | StringLiteral
  | SubqueryExpr
  | UnaryExpr
  | VectorSelector

/** The type of the value of an expression. */
export function typeOf(expr: Expr): ValueType {
  switch (expr.kind) {
    case 'aggregate':
    case 'vector':
      return 'vector'
    case 'matrix':
    case 'subquery':
      return 'matrix'
    case 'number':
      return 'scalar'
    case 'string':
      return 'string'
    case 'call':
      return expr.func.returns
    case 'invariant':
    case 'paren':
    case 'unary':
      return typeOf(expr.expr)
    case 'binary':
      return typeOf(expr.left) === 'scalar' && typeOf(expr.right) === 'scalar' ? 'scalar' : 'vector'
  }
}

/** Where an expression stands in its query. */
export function rangeOf(expr: Expr | DurationExpr): Range {
  switch (expr.kind) {
    case 'binary':
      return { start: rangeOf(expr.left).start, end: rangeOf(expr.right).end }
    case 'unary':
      return { start: expr.start, end: rangeOf(expr.expr).end }
    case 'invariant':
      return rangeOf(expr.expr)
    case 'duration':
      return durationRange(expr)
    default:
      return expr.range
  }
}

function durationRange({ left, right, start, end }: DurationExpr): Range {
  if (!left && !right) return { start, end }
  return {
    start: left && right ? rangeOf(left).start : start,
    end: rangeOf(
      right ?? left ?? { kind: 'number', value: 0, isDuration: false, range: { start, end } },
    ).end,
  }
}

/** The expressions that an expression is made of. */
export function childrenOf(expr: Expr): readonly Expr[] {
  switch (expr.kind) {
    case 'aggregate':
      return expr.param ? [expr.expr, expr.param] : [expr.expr]
    case 'binary':
      return [expr.left, expr.right]
    case 'call':
      return expr.args
    case 'matrix':
      return [expr.selector]
    case 'invariant':
    case 'subquery':
    case 'paren':
    case 'unary':
      return [expr.expr]
    case 'number':
    case 'string':
    case 'vector':
      return []
  }
}

/** Calls `visit` for an expression and all parts of it, each with the expressions around it, the outermost first. */
export function walk(
  expr: Expr,
  visit: (expr: Expr, path: readonly Expr[]) => void,
  path: readonly Expr[] = [],
): void {
  visit(expr, path)
  const inner = [...path, expr]
  for (const child of childrenOf(expr)) walk(child, visit, inner)
}

const COMPARISONS: ReadonlySet<string> = new Set(['==', '!=', '<=', '<', '>=', '>'])
const SET_OPERATORS: ReadonlySet<string> = new Set(['and', 'or', 'unless'])

export function isComparison(op: BinaryOperator): op is ComparisonOperator {
  return COMPARISONS.has(op)
}

export function isSetOperator(op: BinaryOperator): op is SetOperator {
  return SET_OPERATORS.has(op)
}
