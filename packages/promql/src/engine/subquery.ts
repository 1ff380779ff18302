import type { SubqueryExpr } from '../parser/ast.ts'
import { gridOf, type Grid, type Row } from '../samples/matrix.ts'
import { evaluateRows, timeOf, type Scope } from './scope.ts'

/** The rows of a subquery with its own steps, which are multiples of its step since 1970. */
export async function evaluateSubquery(
  scope: Scope,
  subquery: SubqueryExpr,
): Promise<{ rows: Row[]; grid: Grid }> {
  const grid = subqueryGrid(scope, subquery)
  const rows = grid.count === 0 ? [] : await evaluateRows(scope.at(grid), subquery.expr)
  return { rows, grid }
}

/** The steps of a subquery. */
function subqueryGrid(scope: Scope, { at, offset, width, step }: SubqueryExpr): Grid {
  const interval = step || scope.options.defaultSubqueryStep(width)
  const first = (at ?? scope.grid.start) - offset - width
  const end = (at ?? timeOf(scope.grid, scope.grid.count - 1)) - offset
  // The range is open to the left: its first step lies after its start.
  const start = interval * (Math.floor(first / interval) + 1)
  return gridOf(start, end, interval)
}
