import { isLabelName } from '../labels/names.ts'
import { Labels, METRIC_NAME } from '../labels/labels.ts'
import { compareStrings } from '../labels/compare.ts'
import { quote } from '../numbers/quote.ts'
import type { AggregateExpr, AggregationOperator } from '../parser/ast.ts'
import { averageAccumulator } from './aggregate-average.ts'
import { countValues } from './aggregate-count-values.ts'
import { selectSeries } from './aggregate-select.ts'
import {
  countAccumulator,
  deviationAccumulator,
  extremeAccumulator,
  groupAccumulator,
  quantileAccumulator,
  type Accumulator,
  type AggregationContext,
} from './aggregate-simple.ts'
import { sumAccumulator } from './aggregate-sum.ts'
import { QueryError } from '../problems/errors.ts'
import { RowWriter, countSamples, type Row, type Value } from '../samples/matrix.ts'
import { evaluateRows, evaluateScalar, vectorOf, type Scope } from './scope.ts'

/** An aggregation, at each step. */
export async function evaluateAggregate(scope: Scope, expr: AggregateExpr): Promise<Value> {
  const held = scope.budget.samples
  if (expr.op === 'count_values') {
    const label = countValuesLabel(expr)
    const rows = await evaluateRows(scope, expr.expr)
    return vectorOf(countValues({ scope, expr, label, keyOf: groupKeys(expr, label) }, rows))
  }
  const param = expr.param ? await evaluateScalar(scope, expr.param) : undefined
  const rows = await evaluateRows(scope, expr.expr)
  const groups = groupRows(expr, rows)
  const context: AggregationContext = { scope, expr, param: param ?? new Float64Array(0) }
  const accumulator = accumulatorOf(context)
  const result = accumulator
    ? await aggregate(context, groups, accumulator)
    : selectSeries(context, groups)
  scope.budget.reset(held)
  scope.budget.take(countSamples(result))
  return vectorOf(result)
}

/** The rows of a group, with the labels of the group. */
export interface RowGroup {
  readonly labels: Labels
  readonly rows: Row[]
}

/** How rows are told apart by group, and the labels that a group has. */
export interface GroupKeys {
  key(labels: Labels): string
  labels(labels: Labels): Labels
}

/** The groups of an aggregation; `extra` is a label that is always kept. */
export function groupKeys(expr: AggregateExpr, extra?: string): GroupKeys {
  if (expr.without) {
    const dropped = new Set([...expr.grouping, METRIC_NAME])
    return {
      key: (labels) => labels.keyWithout(dropped),
      labels: (labels) => labels.filter((name) => !dropped.has(name)),
    }
  }
  const names = [...new Set(extra === undefined ? expr.grouping : [...expr.grouping, extra])]
  names.sort(compareStrings)
  const kept = new Set(names)
  return {
    key: (labels) => labels.keyOf(names),
    labels: (labels) =>
      names.length === 0 ? Labels.empty : labels.filter((name) => kept.has(name)),
  }
}

/** Rows by group, groups in the order in which they are first met. */
function groupRows(expr: AggregateExpr, rows: readonly Row[]): RowGroup[] {
  const keys = groupKeys(expr)
  const groups = new Map<string, RowGroup>()
  for (const row of rows) {
    const key = keys.key(row.labels)
    const group = groups.get(key)
    if (group) group.rows.push(row)
    else groups.set(key, { labels: keys.labels(row.labels), rows: [row] })
  }
  return [...groups.values()]
}

/** The label that `count_values` sets. @throws {QueryError} for what cannot be the name of one */
function countValuesLabel({ param }: AggregateExpr): string {
  const inner = param?.kind === 'paren' ? param.expr : param
  const label = inner?.kind === 'string' ? inner.value : ''
  if (!isLabelName(label)) throw new QueryError(`invalid label name ${quote(label)}`)
  return label
}

// Operators that look at one row after the other; the rest need all rows of a group at once.
const ACCUMULATORS: Partial<
  Record<AggregationOperator, (context: AggregationContext) => Accumulator>
> = {
  sum: sumAccumulator,
  avg: averageAccumulator,
  count: countAccumulator,
  group: groupAccumulator,
  min: extremeAccumulator,
  max: extremeAccumulator,
  stddev: deviationAccumulator,
  stdvar: deviationAccumulator,
  quantile: quantileAccumulator,
}

function accumulatorOf(context: AggregationContext): Accumulator | undefined {
  return ACCUMULATORS[context.expr.op]?.(context)
}

/** Aggregates group after group with one accumulator, whose memory is used again. */
async function aggregate(
  { scope }: AggregationContext,
  groups: readonly RowGroup[],
  accumulator: Accumulator,
): Promise<Row[]> {
  const writer = new RowWriter(scope.grid.count)
  const result: Row[] = []
  for (const { labels, rows } of groups) {
    accumulator.reset()
    for (const row of rows) {
      if (scope.budget.isDue()) await scope.budget.pause()
      accumulator.add(row)
    }
    accumulator.write(writer)
    const row = writer.finish(
      labels,
      rows.some(({ dropName }) => dropName),
    )
    if (row) result.push(row)
  }
  return result
}
