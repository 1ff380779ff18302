import { quantile } from '../functions/quantile.ts'
import { rangeOf, type AggregateExpr } from '../parser/ast.ts'
import { annotate } from '../problems/annotations.ts'
import { ABSENT, FLOAT, HISTOGRAM, type Row, type RowWriter } from '../samples/matrix.ts'
import type { Scope } from './scope.ts'

/** What an accumulator knows of the aggregation that it is for. */
export interface AggregationContext {
  readonly scope: Scope
  readonly expr: AggregateExpr
  /** The parameter at each step. */
  readonly param: Float64Array
}

/** Aggregates one group after the other, row by row, at all steps. */
export interface Accumulator {
  /** Begins another group. */
  reset(): void
  add(row: Row): void
  /** Writes what was aggregated. */
  write(writer: RowWriter): void
}

/** Says that histograms were left out, once a row that has any. */
export function reportIgnored({ scope, expr }: AggregationContext, row: Row): void {
  if (!row.histograms) return
  if (!row.kinds.subarray(row.at, row.at + row.length).includes(HISTOGRAM)) return
  scope.annotations.add(annotate.histogramIgnoredInAggregation(expr.op, rangeOf(expr.expr)))
}

/** Writes a value at each step at which anything was counted. */
function writeCounted(
  writer: RowWriter,
  counts: Float64Array,
  value: (step: number) => number,
): void {
  for (let step = 0; step < counts.length; step++)
    if (counts[step] !== 0) writer.float(step, value(step))
}

/** `count`: series that have a value at the step, histograms among them. */
export function countAccumulator({ scope }: AggregationContext): Accumulator {
  const counts = new Float64Array(scope.grid.count)
  return {
    reset: () => void counts.fill(0),
    add: ({ kinds, at, first, length }) => {
      for (let i = 0; i < length; i++) if (kinds[at + i] !== ABSENT) (counts[first + i] as number)++
    },
    write: (writer) => writeCounted(writer, counts, (step) => counts[step] as number),
  }
}

/** `group`: 1 wherever there is any value. */
export function groupAccumulator({ scope }: AggregationContext): Accumulator {
  const counts = new Float64Array(scope.grid.count)
  return {
    reset: () => void counts.fill(0),
    add: ({ kinds, at, first, length }) => {
      for (let i = 0; i < length; i++) if (kinds[at + i] !== ABSENT) counts[first + i] = 1
    },
    write: (writer) => writeCounted(writer, counts, () => 1),
  }
}

/** `min` and `max`. NaN gives way to any number; histograms are left out, with an info. */
export function extremeAccumulator(context: AggregationContext): Accumulator {
  const { count } = context.scope.grid
  const best = new Float64Array(count)
  const counts = new Float64Array(count)
  const sign = context.expr.op === 'max' ? 1 : -1
  return {
    reset: () => void counts.fill(0),
    add: (row) => {
      reportIgnored(context, row)
      const { values, kinds, at, first, length } = row
      for (let i = 0; i < length; i++) {
        if (kinds[at + i] !== FLOAT) continue
        const step = first + i
        const value = values[at + i] as number
        const current = best[step] as number
        const beats = sign * value > sign * current || Number.isNaN(current)
        if (counts[step] === 0 || beats) best[step] = value
        counts[step] = 1
      }
    },
    write: (writer) => writeCounted(writer, counts, (step) => best[step] as number),
  }
}

/** Variance by Welford's way. */
export function deviationAccumulator(context: AggregationContext): Accumulator {
  const { count } = context.scope.grid
  const counts = new Float64Array(count)
  const means = new Float64Array(count)
  const squares = new Float64Array(count)
  const deviates = context.expr.op === 'stddev'
  return {
    reset: () => void counts.fill(0),
    add: (row) => {
      reportIgnored(context, row)
      const { values, kinds, at, first, length } = row
      for (let i = 0; i < length; i++) {
        if (kinds[at + i] !== FLOAT) continue
        const step = first + i
        const value = values[at + i] as number
        const n = ((counts[step] as number) += 1)
        if (n === 1) {
          means[step] = value
          squares[step] = Number.isFinite(value) ? 0 : NaN
          continue
        }
        const difference = value - (means[step] as number)
        means[step] = (means[step] as number) + difference / n
        squares[step] = (squares[step] as number) + difference * (value - (means[step] as number))
      }
    },
    write: (writer) =>
      writeCounted(writer, counts, (step) => {
        const variance = (squares[step] as number) / (counts[step] as number)
        return deviates ? Math.sqrt(variance) : variance
      }),
  }
}

/** `quantile`: interpolated between the two nearest values; outside of 0 to 1 it is an infinity, with a warning. */
export function quantileAccumulator(context: AggregationContext): Accumulator {
  const { scope, param } = context
  const values: number[][] = Array.from({ length: scope.grid.count }, () => [])
  reportInvalidQuantiles(context)
  return {
    reset: () => values.forEach((list) => (list.length = 0)),
    add: (row) => {
      reportIgnored(context, row)
      for (let i = 0; i < row.length; i++)
        if (row.kinds[row.at + i] === FLOAT)
          values[row.first + i]?.push(row.values[row.at + i] as number)
    },
    write: (writer) =>
      values.forEach((list, step) => {
        if (list.length > 0)
          writer.float(step, quantile(param[step] ?? NaN, Float64Array.from(list)))
      }),
  }
}

/** The extremes of the parameter stand for all of its values, so that there are few annotations. */
function reportInvalidQuantiles({ scope, expr, param }: AggregationContext): void {
  const range = expr.param ? rangeOf(expr.param) : rangeOf(expr)
  const report = (q: number) => scope.annotations.add(annotate.invalidQuantile(q, range))
  if (param.some(Number.isNaN)) report(NaN)
  const { min, max } = extremes(param)
  if (max > 1) report(max)
  if (min < 0) report(min)
}

/** The least and the greatest value, NaNs aside. */
export function extremes(values: Float64Array): { min: number; max: number } {
  let min = Infinity
  let max = -Infinity
  for (const value of values) {
    if (value < min) min = value
    if (value > max) max = value
  }
  return { min, max }
}
