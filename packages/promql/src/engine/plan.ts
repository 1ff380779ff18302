import { TIME_DEPENDENT } from '../parser/functions.data.ts'
import { rangeOf, type Call, type Expr, type NumberLiteral } from '../parser/ast.ts'
import { resolveDurations } from './duration-values.ts'
import { infoReference } from './info-reference.ts'

/** The times of a query, in milliseconds. */
export interface QueryTimes {
  readonly start: number
  readonly end: number
  /** 0 for an instant query. */
  readonly step: number
}

/**
 * Readies a parsed query for its times, changing it: `start()` and the like become numbers, durations and `@` get their
 * values, and parts that are the same at every step are marked so that they are evaluated once.
 */
export function planQuery(parsed: Expr, times: QueryTimes): Expr {
  const expr = foldContext(parsed, times)
  resolveDurations(expr, { step: times.step / 1000, range: (times.end - times.start) / 1000 })
  return mark(expr, times).wrap ? { kind: 'invariant', expr } : expr
}

/** Replaces calls of start(), end(), range() and step() by their values. */
function foldContext(expr: Expr, times: QueryTimes): Expr {
  switch (expr.kind) {
    case 'call': {
      const value = contextValue(expr, times)
      if (value) return value
      expr.args = expr.args.map((arg) => foldContext(arg, times))
      return expr
    }
    case 'binary':
      expr.left = foldContext(expr.left, times)
      expr.right = foldContext(expr.right, times)
      return expr
    case 'aggregate':
      expr.expr = foldContext(expr.expr, times)
      if (expr.param) expr.param = foldContext(expr.param, times)
      return expr
    case 'unary':
    case 'paren':
    case 'subquery':
      expr.expr = foldContext(expr.expr, times)
      return expr
    default:
      return expr
  }
}

/** The value of a function of the query's times in seconds, undefined for other functions. */
function contextValue(call: Call, { start, end, step }: QueryTimes): NumberLiteral | undefined {
  const values: Readonly<Record<string, number>> = {
    start: start / 1000,
    end: end / 1000,
    range: (end - start) / 1000,
    step: start === end ? 0 : step / 1000,
  }
  const value = Object.hasOwn(values, call.func.name) ? values[call.func.name] : undefined
  return value === undefined
    ? undefined
    : { kind: 'number', value, isDuration: false, range: rangeOf(call) }
}

interface Mark {
  /** The value is the same at every step. */
  readonly invariant: boolean
  /** Whether evaluating it once is worth while. */
  readonly wrap: boolean
}

const VARIES: Mark = { invariant: false, wrap: false }
const CONSTANT: Mark = { invariant: true, wrap: false }
const INVARIANT: Mark = { invariant: true, wrap: true }

/** Marks an expression to be evaluated once, if that is worth while. */
const wrapped = (expr: Expr, { wrap }: Mark): Expr => (wrap ? { kind: 'invariant', expr } : expr)

/** Whether an expression is the same at every step; marks its parts where it is not. */
function mark(expr: Expr, times: QueryTimes): Mark {
  switch (expr.kind) {
    case 'vector':
      if (expr.atBoundary) expr.at = expr.atBoundary === 'start' ? times.start : times.end
      return expr.at === undefined ? VARIES : INVARIANT
    case 'matrix':
      return { invariant: mark(expr.selector, times).invariant, wrap: false }
    case 'subquery': {
      const inner = mark(expr.expr, times)
      if (inner.invariant) expr.expr = { kind: 'invariant', expr: expr.expr }
      if (expr.atBoundary) expr.at = expr.atBoundary === 'start' ? times.start : times.end
      return { invariant: expr.at !== undefined, wrap: false }
    }
    case 'aggregate':
      expr.expr = unwrapParens(expr.expr)
      if (expr.param) expr.param = unwrapParens(expr.param)
      return mark(expr.expr, times)
    case 'binary': {
      const left = mark(expr.left, times)
      const right = mark(expr.right, times)
      if (left.invariant && right.invariant) return INVARIANT
      expr.left = wrapped(expr.left, left)
      expr.right = wrapped(expr.right, right)
      return VARIES
    }
    case 'call':
      return markCall(expr, times)
    case 'paren':
    case 'unary':
      return mark(expr.expr, times)
    case 'invariant':
    case 'number':
    case 'string':
      return CONSTANT
  }
}

/** As {@link mark}, for calls: some functions depend on time though their arguments do not. */
function markCall(call: Call, times: QueryTimes): Mark {
  const { name } = call.func
  call.args = call.args.map(unwrapParens)
  const marks = call.args.map((arg) => mark(arg, times))
  // The second argument of info is the syntax of a selector and is not evaluated.
  const evaluated = name === 'info' ? marks.slice(0, 1) : marks
  const constant = evaluated.every(({ invariant }) => invariant)
  const onlySelectors = constant && call.args.every(({ kind }) => kind === 'vector')
  const [first] = call.args
  const uniform = name !== 'info' || (first !== undefined && infoReference(first).uniform)
  if ((constant && !TIME_DEPENDENT.has(name) && uniform) || (name === 'timestamp' && onlySelectors))
    return INVARIANT
  call.args = call.args.map((arg, i) => wrapped(arg, evaluated[i] ?? VARIES))
  return VARIES
}

/** An expression without the parentheses around it, which only the parser needs. */
function unwrapParens(expr: Expr): Expr {
  return expr.kind === 'paren' ? unwrapParens(expr.expr) : expr
}
