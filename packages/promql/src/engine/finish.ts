import type { FloatHistogram } from '../histogram/histogram.ts'
import { Labels, compareLabels } from '../labels/labels.ts'
import { typeOf, type Expr, type MatrixSelector } from '../parser/ast.ts'
import { columnsBetween } from '../samples/columns.ts'
import { QueryError } from '../problems/errors.ts'
import { FLOAT, type Grid, type Row } from '../samples/matrix.ts'
import { mergeRows } from './merge-rows.ts'
import type { HistogramPoint, QueryResult, Sample, Series } from './result.ts'
import { extendedPoints } from './extended-points.ts'
import { timeOf, type Scope } from './scope.ts'
import { evaluateSubquery } from './subquery.ts'

/** Evaluates a whole query and gives its result the form that users see. */
export async function evaluateTopLevel(
  scope: Scope,
  expr: Expr,
  instant: boolean,
): Promise<QueryResult> {
  const time = scope.grid.start
  if (typeOf(expr) === 'matrix') return rangeVector(scope, unwrap(expr))
  const value = await scope.evaluate(expr)
  if (value.kind === 'string') return { type: 'string', timestamp: time, value: value.value }
  if (value.kind === 'scalar')
    return instant
      ? { type: 'scalar', timestamp: time, value: value.values[0] ?? NaN }
      : { type: 'matrix', series: [scalarSeries(scope.grid, value.values)] }
  const rows = settleNames(scope, value.rows)
  if (instant) return { type: 'vector', samples: rows.map((row) => sampleOf(row, time)) }
  return { type: 'matrix', series: sorted(rows.map((row) => seriesOf(row, scope.grid))) }
}

/** An expression without parentheses and marks around it. */
function unwrap(expr: Expr): Expr {
  return expr.kind === 'invariant' || expr.kind === 'paren' ? unwrap(expr.expr) : expr
}

/** Takes the names off that were to go at the end. */
function settleNames(scope: Scope, rows: readonly Row[]): Row[] {
  if (!scope.options.delayedNameRemoval) return [...rows]
  const renamed = rows.map((row) =>
    row.dropName ? row.relabel(row.labels.withoutMetadata(), true) : row,
  )
  return mergeRows(renamed, scope.grid.count)
}

/** The one sample of a row of an instant query. */
function sampleOf(row: Row, timestamp: number): Sample {
  const histogram = row.histogramAt(0)
  const value = histogram ? 0 : row.valueAt(0)
  return { labels: row.labels, timestamp, value, ...(histogram && { histogram }) }
}

/** A scalar over time as a series without labels. */
function scalarSeries(grid: Grid, values: Float64Array): Series {
  const timestamps = Float64Array.from(values, (_, step) => timeOf(grid, step))
  return { labels: Labels.empty, timestamps, values, histograms: [] }
}

/** A row as a series, its floats and histograms apart. */
function seriesOf(row: Row, grid: Grid): Series {
  const timestamps = new Float64Array(row.length)
  const values = new Float64Array(row.length)
  const histograms: HistogramPoint[] = []
  let floats = 0
  for (let i = 0; i < row.length; i++) {
    const timestamp = grid.start + (row.first + i) * grid.step
    const histogram = row.histograms?.[i]
    if (row.kinds[row.at + i] === FLOAT) {
      timestamps[floats] = timestamp
      values[floats++] = row.values[row.at + i] as number
    } else if (histogram) histograms.push({ timestamp, histogram })
  }
  return {
    labels: row.labels,
    timestamps: timestamps.subarray(0, floats),
    values: values.subarray(0, floats),
    histograms,
  }
}

/** Series in the order of their labels, as the HTTP API gives them. */
function sorted(series: Series[]): Series[] {
  return series.sort((a, b) => compareLabels(a.labels, b.labels))
}

/** A range vector as the result of an instant query: samples at their own times. */
async function rangeVector(scope: Scope, expr: Expr): Promise<QueryResult> {
  if (expr.kind === 'matrix') return { type: 'matrix', series: sorted(selectRange(scope, expr)) }
  if (expr.kind !== 'subquery') throw new QueryError(`unexpected range vector of kind ${expr.kind}`)
  const { rows, grid } = await evaluateSubquery(scope, expr)
  return {
    type: 'matrix',
    series: sorted(settleNames(scope.at(grid), rows).map((row) => seriesOf(row, grid))),
  }
}

/** The samples of a range selector as they are stored. */
function selectRange(scope: Scope, { selector, width }: MatrixSelector): Series[] {
  const end = (selector.at ?? scope.grid.start) - selector.offset
  const start = end - width
  const { lookbackDelta } = scope.options
  const before = selector.anchored || selector.smoothed ? lookbackDelta : 0
  const behind = selector.smoothed ? lookbackDelta : 0
  return (scope.series.get(selector) ?? []).flatMap(({ labels, ...data }) => {
    const columns = columnsBetween({ labels, ...data }, start - before, end + behind)
    const { floats, histograms } = extendedPoints(columns, { selector, start, end })
    scope.budget.take(floats.to - floats.from)
    scope.budget.countTotal(floats.to - floats.from)
    if (floats.to === floats.from && !histograms) return []
    return {
      labels,
      timestamps: Float64Array.from(floats.times.slice(floats.from, floats.to)),
      values: Float64Array.from(floats.values.slice(floats.from, floats.to)),
      histograms: histograms ? pointsOf(histograms) : [],
    }
  })
}

/** Histograms with their times. */
function pointsOf({
  times,
  values,
}: {
  readonly times: Float64Array | readonly number[]
  readonly values: readonly FloatHistogram[]
}): HistogramPoint[] {
  return values.map((histogram, i) => ({ timestamp: times[i] ?? 0, histogram }))
}
