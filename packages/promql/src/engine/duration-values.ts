import { rangeOf, walk, type DurationExpr, type DurationOperand, type Expr } from '../parser/ast.ts'
import { MAX_SECONDS } from '../parser/parse-duration-expr.ts'
import { goMax, goMin, goPow } from '../numbers/math.ts'
import { QueryError } from '../problems/errors.ts'

/** What `step()` and `range()` stand for, in seconds. */
export interface DurationContext {
  readonly step: number
  readonly range: number
}

/** Works the durations of a query out that were written as expressions, and stores them in its nodes. */
export function resolveDurations(root: Expr, context: DurationContext): void {
  const value = (expr: DurationExpr, allowNegative: boolean) =>
    durationValue(expr, context, allowNegative)
  walk(root, (expr) => {
    if ((expr.kind === 'vector' || expr.kind === 'subquery') && expr.offsetExpr)
      expr.offset = value(expr.offsetExpr, true)
    if (expr.kind === 'subquery' && expr.stepExpr) expr.step = value(expr.stepExpr, false)
    if ((expr.kind === 'matrix' || expr.kind === 'subquery') && expr.widthExpr)
      expr.width = value(expr.widthExpr, false)
  })
}

/** Milliseconds of a duration expression. */
function durationValue(
  expr: DurationExpr,
  context: DurationContext,
  allowNegative: boolean,
): number {
  const seconds = evaluate(expr, context)
  if (!Number.isFinite(seconds)) throw failure(expr, 'duration is NaN or infinite')
  if (seconds <= 0 && !allowNegative) throw failure(expr, 'duration must be greater than 0')
  if (Math.abs(seconds) > MAX_SECONDS) throw failure(expr, 'duration is out of range')
  return Math.trunc(seconds * 1000)
}

/** An error that names the place in the query, as Prometheus does for durations. */
function failure(expr: DurationExpr, reason: string): QueryError {
  const { start, end } = rangeOf(expr)
  return new QueryError(`${start}:${end}: ${reason}`)
}

/** Seconds of an operand; a missing one is the left side of a sign. */
function evaluate(operand: DurationOperand | undefined, context: DurationContext): number {
  if (!operand) return 0
  if (operand.kind === 'number') return operand.value
  const left = evaluate(operand.left, context)
  const right = evaluate(operand.right, context)
  switch (operand.op) {
    case 'step':
      return context.step
    case 'range':
      return context.range
    case 'min_of':
      return goMin(left, right)
    case 'max_of':
      return goMax(left, right)
    case '+':
      return left + right
    case '-':
      return left - right
    case '*':
      return left * right
    case '^':
      return goPow(left, right)
    case '/':
      if (right === 0) throw failure(operand, 'division by zero')
      return left / right
    case '%':
      if (right === 0) throw failure(operand, 'modulo by zero')
      return left % right
  }
}
