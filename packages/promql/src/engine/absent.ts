import { Labels, METRIC_NAME } from '../labels/labels.ts'
import type { Expr } from '../parser/ast.ts'

/** The labels that a selector names exactly and only once, for the series that `absent` makes up. */
export function absentLabels(expr: Expr): Labels {
  const inner = expr.kind === 'invariant' ? expr.expr : expr
  const selector = inner.kind === 'matrix' ? inner.selector : inner
  if (selector.kind !== 'vector') return Labels.empty
  const values = new Map<string, string>()
  const seen = new Set<string>()
  for (const { name, operator, value } of selector.matchers) {
    if (name === METRIC_NAME) continue
    // A name with two matchers has no certain value, and neither has one that is not compared by `=`.
    if (operator === '=' && !seen.has(name)) values.set(name, value)
    else values.delete(name)
    seen.add(name)
  }
  return Labels.from(values)
}
