import type { Expr } from './ast.ts'
import { printAggregation, printExpr, printOperator, printSubquerySuffix } from './print.ts'
import { byteLength } from './parse-error.ts'

const MAX_LINE = 100

const indent = (level: number) => '  '.repeat(level)
const isLong = (expr: Expr) => byteLength(printExpr(expr)) > MAX_LINE

/** A query over several lines, as `promtool promql format` and the HTTP API's format_query give it. */
export function prettify(expr: Expr, level = 0): string {
  if (expr.kind === 'unary') return `${indent(level)}${expr.op}${prettify(expr.expr, level).trim()}`
  if (expr.kind === 'subquery')
    return isLong(expr) ? prettify(expr.expr, level) + printSubquerySuffix(expr) : printExpr(expr)
  return isLong(expr) ? split(expr, level) : indent(level) + printExpr(expr)
}

function split(expr: Expr, level: number): string {
  const start = indent(level)
  const inner = (part: Expr) => prettify(part, level + 1)
  switch (expr.kind) {
    case 'aggregate': {
      const args = expr.param ? [expr.param, expr.expr] : [expr.expr]
      return `${start}${printAggregation(expr)}(\n${args.map(inner).join(',\n')}\n${start})`
    }
    case 'binary':
      return `${inner(expr.left)}\n${start}${printOperator(expr)}\n${inner(expr.right)}`
    case 'call':
      return `${start}${expr.func.name}(\n${expr.args.map(inner).join(',\n')}\n${start})`
    case 'paren':
      return `${start}(\n${inner(expr.expr)}\n${start})`
    default:
      return start + printExpr(expr)
  }
}
