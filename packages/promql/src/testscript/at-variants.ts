import { TIME_DEPENDENT } from '../parser/functions.data.ts'
import { walk, type Expr } from '../parser/ast.ts'
import { parseExpr } from '../parser/parser.ts'
import { printExpr } from '../parser/print.ts'
import type { EvalCommand } from './commands.ts'
import { TEST_ENGINE_OPTIONS } from './options.ts'

/** A query and the time to evaluate it at, in milliseconds. */
export interface Variant {
  readonly query: string
  readonly time: number
}

/**
 * The query of an instant evaluation, and the same with its time fixed by `@`, at other times: the results must be equal.
 */
export function atModifierVariants({ query, end }: EvalCommand): Variant[] {
  const variants = [{ query, time: end }]
  let expr: Expr
  try {
    expr = parseExpr(query, TEST_ENGINE_OPTIONS.parser)
  } catch {
    return variants
  }
  let timeDependent = false
  walk(expr, (node, path) => {
    if (path.some((outer) => outer.kind === 'subquery' && outer.at !== undefined)) return
    if (node.kind === 'vector' || node.kind === 'subquery') node.at ??= end
    if (node.kind === 'call' && TIME_DEPENDENT.has(node.func.name)) timeDependent = true
  })
  if (timeDependent) return variants
  const fixed = printExpr(expr)
  const times = end === 0 ? [-1000, 0, 1000] : [-10 * end, 0, Math.trunc(end / 5), end, 10 * end]
  return [...variants, ...times.map((time) => ({ query: fixed, time }))]
}
