import { hashLabels } from '../labels/hash.ts'
import { formatShort } from '../numbers/format.ts'
import { rangeOf } from '../parser/ast.ts'
import type { RowGroup } from './aggregate.ts'
import { extremes, type AggregationContext } from './aggregate-simple.ts'
import { annotate } from '../problems/annotations.ts'
import { QueryError } from '../problems/errors.ts'
import { ABSENT, FLOAT, RowWriter, type Row } from '../samples/matrix.ts'
import { copySample } from './merge-rows.ts'
import { pushHeap, fixTop, sortBest, type Ranked } from './value-heap.ts'

/** `topk`, `bottomk`, `limitk` and `limit_ratio`: some series of each group, with their own labels. */
export function selectSeries(context: AggregationContext, groups: readonly RowGroup[]): Row[] {
  const { scope, param } = context
  if (!checkParameter(context)) return []
  const chosen = new Map<Row, number[]>()
  const series = groups.reduce((sum, { rows }) => sum + rows.length, 0)
  for (let step = 0; step < scope.grid.count; step++) {
    const value = param[step] ?? 0
    const k = Math.min(Math.trunc(value), series)
    for (const group of groups)
      for (const row of selectAt(context, group.rows, { step, k, ratio: value })) {
        const steps = chosen.get(row)
        if (steps) steps.push(step)
        else chosen.set(row, [step])
      }
  }
  const writer = new RowWriter(scope.grid.count)
  return [...chosen].flatMap(([row, steps]) => {
    for (const step of steps) copySample(writer, row, step)
    return writer.finish(row.labels, row.dropName) ?? []
  })
}

/** Throws for parameters that are no number of series; false where nothing is to be selected at all. */
function checkParameter({ scope, expr, param }: AggregationContext): boolean {
  const { min, max } = extremes(param)
  const hasNaN = param.some(Number.isNaN)
  if (expr.op === 'limit_ratio') {
    if (max === 0 && min === 0 && !hasNaN) return false
    if (hasNaN) throw new QueryError('Ratio value is NaN')
    const range = expr.param ? rangeOf(expr.param) : rangeOf(expr)
    if (max > 1) scope.annotations.add(annotate.invalidRatio(max, 1, range))
    if (min < -1) scope.annotations.add(annotate.invalidRatio(min, -1, range))
    return true
  }
  if (!hasNaN && max < 1) return false
  if (hasNaN) throw new QueryError('Parameter value is NaN')
  // Bounds of int64, into which Prometheus converts the parameter.
  if (min <= -(2 ** 63)) throw new QueryError(`Scalar value ${formatShort(min)} underflows int64`)
  if (max >= 9223372036854774784)
    throw new QueryError(`Scalar value ${formatShort(max)} overflows int64`)
  return true
}

/** What is selected at a step: `k` series, or a share of them. */
interface Selection {
  readonly step: number
  readonly k: number
  readonly ratio: number
}

/** The rows that an operator selects at a step. */
function selectAt(context: AggregationContext, rows: readonly Row[], selection: Selection): Row[] {
  const { step, k, ratio } = selection
  const present = rows.filter((row) => row.kindAt(step) !== ABSENT)
  switch (context.expr.op) {
    case 'limit_ratio':
      return inHeapOrder(
        present.filter((row) => isSampled(row, ratio)),
        step,
      )
    case 'limitk':
      return inHeapOrder(present.slice(0, Math.max(0, k)), step)
    default:
      return k < 1 ? [] : extremeRows(context, present, selection)
  }
}

// The order shows in the result of an instant query, and in what a further limitk takes.
function inHeapOrder(rows: readonly Row[], step: number): Row[] {
  const heap: Ranked<Row>[] = []
  for (const row of rows)
    pushHeap(heap, { value: row.histogramAt(step) ? 0 : row.valueAt(step), item: row })
  return heap.map(({ item }) => item)
}

/** The k greatest or least, in that order; which of equal values are taken is settled by the heap, as in Prometheus. */
function extremeRows(
  context: AggregationContext,
  rows: readonly Row[],
  { step, k }: Selection,
): Row[] {
  const { scope, expr } = context
  const sign = expr.op === 'topk' ? 1 : -1
  const heap: Ranked<Row>[] = []
  for (const row of rows) {
    if (row.kindAt(step) !== FLOAT) {
      scope.annotations.add(annotate.histogramIgnoredInAggregation(expr.op, rangeOf(expr)))
      continue
    }
    const item = { value: sign * row.valueAt(step), item: row }
    const [worst] = heap
    if (heap.length < k || !worst) pushHeap(heap, item)
    else if (worst.value < item.value || (Number.isNaN(worst.value) && !Number.isNaN(item.value))) {
      heap[0] = item
      if (k > 1) fixTop(heap)
    }
  }
  return sortBest(heap).map(({ item }) => item)
}

// A hash has 64 bits.
const MAX_HASH = 2 ** 64

/**
 * Whether a series is in a sample of a ratio. The hash decides, so that it is in the same one at each step and on each server.
 */
function isSampled(row: Row, ratio: number): boolean {
  const limit = Math.max(-1, Math.min(1, ratio))
  const offset = Number(hashLabels(row.labels)) / MAX_HASH
  // A negative ratio takes what the positive one of the rest would leave: 0.3 and -0.7 are complements.
  return limit >= 0 ? offset < limit : offset >= 1 + limit
}
