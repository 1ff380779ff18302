import { formatPlain } from '../numbers/format.ts'
import type { Matcher } from '../labels/matcher.ts'
import type { BinaryExpr, DurationOperand, Expr, TimeShift, VectorSelector } from '../parser/ast.ts'

type Description = Readonly<Record<string, unknown>>

/** An expression as the HTTP API's parse_query describes it. */
export function describeExpr(expr: Expr): Description {
  switch (expr.kind) {
    case 'aggregate':
      return {
        type: 'aggregation',
        op: expr.op,
        expr: describeExpr(expr.expr),
        param: expr.param ? describeExpr(expr.param) : null,
        grouping: expr.grouping,
        without: expr.without,
      }
    case 'binary':
      return describeBinary(expr)
    case 'call': {
      const { name, args, variadic, returns } = expr.func
      return {
        type: 'call',
        func: { name, argTypes: args, variadic, returnType: returns },
        args: expr.args.map(describeExpr),
      }
    }
    case 'matrix':
      return {
        ...describeSelector(expr.selector),
        type: 'matrixSelector',
        range: expr.width,
        rangeExpr: describeDuration(expr.widthExpr),
      }
    case 'subquery':
      return {
        type: 'subquery',
        expr: describeExpr(expr.expr),
        range: expr.width,
        rangeExpr: describeDuration(expr.widthExpr),
        step: expr.step,
        stepExpr: describeDuration(expr.stepExpr),
        ...describeShift(expr),
      }
    case 'number':
      return { type: 'numberLiteral', val: formatPlain(expr.value) }
    case 'string':
      return { type: 'stringLiteral', val: expr.value }
    case 'paren':
      return { type: 'parenExpr', expr: describeExpr(expr.expr) }
    case 'unary':
      return { type: 'unaryExpr', op: expr.op, expr: describeExpr(expr.expr) }
    case 'vector':
      return describeSelector(expr)
    case 'invariant':
      return describeExpr(expr.expr)
  }
}

/** A binary operation; without vectors on both sides there is no matching. */
function describeBinary({ op, left, right, matching, returnBool }: BinaryExpr): Description {
  return {
    type: 'binaryExpr',
    op,
    lhs: describeExpr(left),
    rhs: describeExpr(right),
    bool: returnBool,
    matching: matching
      ? {
          card: matching.card,
          labels: matching.labels,
          on: matching.on,
          include: matching.include,
          fillValues: { lhs: matching.fillLeft ?? null, rhs: matching.fillRight ?? null },
        }
      : null,
  }
}

/** What instant and range selectors have in common. */
function describeSelector(selector: VectorSelector): Description {
  return {
    type: 'vectorSelector',
    name: selector.name,
    matchers: selector.matchers.map(describeMatcher),
    anchored: selector.anchored,
    smoothed: selector.smoothed,
    ...describeShift(selector),
  }
}

/** A matcher by its operator as it is written: `=`, `!=`, `=~` or `!~`. */
function describeMatcher({ name, operator, value }: Matcher): Description {
  return { name, type: operator, value }
}

/** `offset` and `@`, in milliseconds; `start()` and `end()` have no timestamp yet. */
function describeShift({ offset, offsetExpr, at, atBoundary }: TimeShift): Description {
  return {
    offset,
    offsetExpr: describeDuration(offsetExpr),
    timestamp: at ?? null,
    startOrEnd: atBoundary ?? null,
  }
}

/** A duration as it was written; null for one that is a plain literal, which the number beside it tells. */
function describeDuration(operand: DurationOperand | undefined): Description | null {
  if (!operand) return null
  if (operand.kind === 'number')
    return { type: 'numberLiteral', val: formatPlain(operand.value), duration: operand.isDuration }
  return {
    type: 'durationExpr',
    op: operand.op,
    lhs: describeDuration(operand.left),
    rhs: describeDuration(operand.right),
    wrapped: operand.wrapped,
  }
}
