import { walk, type Expr, type TimeShift, type VectorSelector } from '../parser/ast.ts'
import type { SelectHints, TimeRange } from '../storage/querier.ts'
import type { EngineOptions } from './options.ts'
import type { QueryTimes } from './plan.ts'

/** What a selector needs of the store. */
export interface Selection {
  readonly selector: VectorSelector
  readonly hints: SelectHints
}

/** All selectors of a planned query, each with the time and the hints to select by. */
export function selectionsOf(root: Expr, times: QueryTimes, options: EngineOptions): Selection[] {
  const selections: Selection[] = []
  walk(root, (expr, path) => {
    if (expr.kind !== 'vector') return
    const parent = path.at(-1)
    const width = parent?.kind === 'matrix' ? parent.width : 0
    const range = selectionRange({ selector: expr, path, width }, times, options)
    selections.push({
      selector: expr,
      hints: { ...range, ...hintsOf(path, width, { times, options }) },
    })
  })
  return selections
}

/** A selector, with the expressions around it from the outermost to the innermost and the width of its range. */
interface Placed {
  readonly selector: Pick<TimeShift, 'at' | 'offset'> & Partial<VectorSelector>
  readonly path: readonly Expr[]
  readonly width: number
}

/** The time whose samples a selector can look at. */
export function selectionRange(
  { selector, path, width }: Placed,
  times: QueryTimes,
  { lookbackDelta }: EngineOptions,
): TimeRange {
  const subqueries = subqueryTimes(path)
  let { start, end } = times
  if (subqueries.at !== undefined) start = end = subqueries.at
  if (selector.at !== undefined) start = end = selector.at
  else {
    start -= subqueries.offset + subqueries.range
    end -= subqueries.offset
  }
  const back =
    selector.anchored || selector.smoothed ? width + lookbackDelta : width || lookbackDelta
  // Ranges are open to the left: a sample exactly at their start does not count.
  start -= back - 1 + selector.offset
  end += (selector.smoothed ? lookbackDelta : 0) - selector.offset
  return { start, end }
}

/** The shifts of all subqueries around an expression together; `@` makes those outside of it count for nothing. */
function subqueryTimes(path: readonly Expr[]): {
  offset: number
  range: number
  at: number | undefined
} {
  const total: { offset: number; range: number; at: number | undefined } = {
    offset: 0,
    range: 0,
    at: undefined,
  }
  for (const expr of path) {
    if (expr.kind !== 'subquery') continue
    if (expr.at !== undefined) {
      total.offset = total.range = 0
      total.at = expr.at
    }
    total.offset += expr.offset
    total.range += expr.width
  }
  return total
}

/** What the store may make use of: the function, the range and the labels that count. */
function hintsOf(
  path: readonly Expr[],
  range: number,
  { times, options }: { readonly times: QueryTimes; readonly options: EngineOptions },
): Omit<SelectHints, 'start' | 'end'> {
  let { step } = times
  for (const expr of path)
    if (expr.kind === 'subquery') step = expr.step || options.defaultSubqueryStep(expr.width)
  const parent = path.at(-1)
  const grouped = parent?.kind === 'aggregate' ? parent : undefined
  return {
    step,
    range,
    func: functionAround(path),
    grouping: grouped?.grouping ?? [],
    by: grouped !== undefined && !grouped.without,
  }
}

/** The nearest function or aggregation; a binary operation in between hides it. */
function functionAround(path: readonly Expr[]): string {
  for (const expr of path.toReversed()) {
    if (expr.kind === 'aggregate') return expr.op
    if (expr.kind === 'call') return expr.func.name
    if (expr.kind === 'binary') return ''
  }
  return ''
}
