import { METRIC_NAME } from '../labels/labels.ts'
import { quote } from '../numbers/quote.ts'
import {
  isComparison,
  isSetOperator,
  rangeOf,
  typeOf,
  type AggregateExpr,
  type BinaryExpr,
  type Call,
  type Expr,
  type Range,
  type VectorSelector,
} from './ast.ts'
import { documentedType, type ValueType } from './functions.data.ts'
import { ParseError } from './parse-error.ts'

/**
 * Checks the types of an expression and all parts of it, in Prometheus's order. Throws {@link ParseError} for the first
 * problem. Settles how the sides of set operations are joined, and takes the join off operations with a scalar.
 */
export function checkTypes(expr: Expr, query: string): void {
  new Checker(query).check(expr)
}

class Checker {
  readonly #query: string

  constructor(query: string) {
    this.#query = query
  }

  #fail(range: Range, reason: string): never {
    throw new ParseError(this.#query, range, reason)
  }

  check(expr: Expr): ValueType {
    switch (expr.kind) {
      case 'aggregate':
        this.#aggregate(expr)
        break
      case 'binary':
        this.#binary(expr)
        break
      case 'call':
        this.#call(expr)
        break
      case 'invariant':
      case 'paren':
        this.check(expr.expr)
        break
      case 'unary': {
        const type = this.check(expr.expr)
        if (type !== 'scalar' && type !== 'vector')
          this.#fail(
            rangeOf(expr),
            `unary expression only allowed on expressions of type scalar or instant vector, got ${quote(documentedType(type))}`,
          )
        break
      }
      case 'subquery': {
        const type = this.check(expr.expr)
        if (type !== 'vector')
          this.#fail(expr.range, `subquery is only allowed on instant vector, got ${type} instead`)
        break
      }
      case 'matrix':
        this.check(expr.selector)
        break
      case 'vector':
        this.#vector(expr)
        break
      case 'number':
      case 'string':
        break
    }
    return typeOf(expr)
  }

  #expect(expr: Expr, wanted: ValueType, context: string): void {
    const type = this.check(expr)
    if (type !== wanted)
      this.#fail(
        rangeOf(expr),
        `expected type ${documentedType(wanted)} in ${context}, got ${documentedType(type)}`,
      )
  }

  #aggregate(expr: AggregateExpr): void {
    this.#expect(expr.expr, 'vector', 'aggregation expression')
    if (!expr.param) return
    this.#expect(
      expr.param,
      expr.op === 'count_values' ? 'string' : 'scalar',
      'aggregation parameter',
    )
  }

  #binary(expr: BinaryExpr): void {
    const left = this.check(expr.left)
    const right = this.check(expr.right)
    const set = isSetOperator(expr.op)
    const { matching } = expr
    if (expr.returnBool && !isComparison(expr.op))
      this.#fail(
        this.#operatorRange(expr),
        'bool modifier can only be used on comparison operators',
      )
    if (isComparison(expr.op) && !expr.returnBool && left === 'scalar' && right === 'scalar')
      this.#fail(this.#operatorRange(expr), 'comparisons between scalars must use BOOL modifier')
    if (!matching) return
    if (set && matching.card === 'one-to-one') matching.card = 'many-to-many'
    const both = matching.on
      ? matching.labels.find((label) => matching.include.includes(label))
      : undefined
    if (both !== undefined)
      this.#fail(
        this.#operatorRange(expr),
        `label ${quote(both)} must not occur in ON and GROUP clause at once`,
      )
    for (const [side, type] of [
      [expr.left, left],
      [expr.right, right],
    ] as const)
      if (type !== 'scalar' && type !== 'vector')
        this.#fail(
          rangeOf(side),
          'binary expression must contain only scalar and instant vector types',
        )
    if (left !== 'vector' || right !== 'vector') this.#withScalar(expr)
    else if (set) this.#setOperation(expr)
    if (set && (left === 'scalar' || right === 'scalar'))
      this.#fail(
        rangeOf(expr),
        `set operator ${quote(expr.op)} not allowed in binary scalar expression`,
      )
  }

  #withScalar(expr: BinaryExpr): void {
    const { matching } = expr
    if (matching && matching.labels.length > 0)
      this.#fail(rangeOf(expr), 'vector matching only allowed between instant vectors')
    if (matching?.fillLeft !== undefined || matching?.fillRight !== undefined)
      this.#fail(rangeOf(expr), 'filling in missing series only allowed between instant vectors')
    expr.matching = undefined
  }

  #setOperation(expr: BinaryExpr): void {
    const { matching } = expr
    if (matching?.card !== 'many-to-many')
      this.#fail(rangeOf(expr), `no grouping allowed for ${quote(expr.op)} operation`)
    if (matching.fillLeft !== undefined || matching.fillRight !== undefined)
      this.#fail(rangeOf(expr), 'filling in missing series not allowed for set operators')
  }

  /** The operator with its modifiers, without the spaces around it. */
  #operatorRange(expr: BinaryExpr): Range {
    let { end: start } = rangeOf(expr.left)
    while (' \t\n\r'.includes(this.#query[start] ?? '_')) start++
    let end = rangeOf(expr.right).start - 1
    while (' \t\n\r'.includes(this.#query[end] ?? '_')) end--
    return { start, end }
  }

  #call(expr: Call): void {
    const { func, args } = expr
    this.#argumentCount(expr)
    if (func.name === 'info' && args.length > 1) this.#infoSelector(expr)
    args.forEach((arg, i) => {
      if (i >= func.args.length && func.variadic === 0) return
      const wanted = func.args[Math.min(i, func.args.length - 1)] ?? 'none'
      const type = this.check(arg)
      if (type !== wanted)
        this.#fail(
          rangeOf(arg),
          `expected type ${documentedType(wanted)} in call to function ${quote(func.name)}, got ${documentedType(type)}`,
        )
    })
  }

  #argumentCount({ func, args, range }: Call): void {
    const wanted = func.args.length
    const name = quote(func.name)
    if (func.variadic === 0) {
      if (wanted !== args.length)
        this.#fail(range, `expected ${wanted} argument(s) in call to ${name}, got ${args.length}`)
      return
    }
    const least = wanted - 1
    const most = least + func.variadic
    if (least > args.length)
      this.#fail(
        range,
        `expected at least ${least} argument(s) in call to ${name}, got ${args.length}`,
      )
    if (func.variadic > 0 && most < args.length)
      this.#fail(
        range,
        `expected at most ${most} argument(s) in call to ${name}, got ${args.length}`,
      )
  }

  #infoSelector({ args, range }: Call): void {
    const selector = args[1]
    if (!selector) return
    const type = typeOf(selector)
    if (type !== 'vector')
      this.#fail(
        range,
        `expected type instant vector in call to function "info", got ${documentedType(type)}`,
      )
    if (selector.kind !== 'vector')
      return this.#fail(rangeOf(selector), 'expected label selectors only')
    if (selector.name !== '')
      this.#fail(selector.range, 'expected label selectors only, got vector selector instead')
    selector.mayBeEmpty = true
  }

  #vector(selector: VectorSelector): void {
    const { matchers, name, range } = selector
    if (name !== '') {
      const twice = matchers.slice(0, -1).find((matcher) => matcher.name === METRIC_NAME)
      if (twice)
        this.#fail(
          range,
          `metric name must not be set twice: ${quote(name)} or ${quote(twice.value)}`,
        )
      return
    }
    if (!selector.mayBeEmpty && matchers.every((matcher) => matcher.matches('')))
      this.#fail(range, 'vector selector must contain at least one non-empty matcher')
  }
}
