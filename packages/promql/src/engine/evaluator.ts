import type { Call, Expr, UnaryExpr, VectorSelector } from '../parser/ast.ts'
import { multiply, copyHistogram } from '../histogram/histogram.ts'
import type { SeriesData } from '../storage/querier.ts'
import { evaluateAggregate } from './aggregate.ts'
import type { Annotations } from '../problems/annotations.ts'
import { evaluateBinary } from './binary.ts'
import type { Budget } from './budget.ts'
import { evaluateCall } from './call.ts'
import { FLOAT, HISTOGRAM, RowWriter, type Grid, type Row, type Value } from '../samples/matrix.ts'
import { mergeRows } from './merge-rows.ts'
import type { EngineOptions } from './options.ts'
import { vectorOf, type Scope } from './scope.ts'
import { evaluateSelector } from './selectors.ts'

/** What all parts of a query share. */
export interface EvaluatorContext {
  readonly options: EngineOptions
  readonly budget: Budget
  readonly annotations: Annotations
  readonly series: ReadonlyMap<VectorSelector, readonly SeriesData[]>
  readonly infoSeries: ReadonlyMap<Call, readonly SeriesData[]>
}

/** Evaluates expressions at the steps of a grid. */
export class Evaluator implements Scope {
  readonly grid: Grid
  readonly #context: EvaluatorContext

  constructor(context: EvaluatorContext, grid: Grid) {
    this.#context = context
    this.grid = grid
  }

  get options(): EngineOptions {
    return this.#context.options
  }

  get budget(): Budget {
    return this.#context.budget
  }

  get annotations(): Annotations {
    return this.#context.annotations
  }

  get series(): ReadonlyMap<VectorSelector, readonly SeriesData[]> {
    return this.#context.series
  }

  get infoSeries(): ReadonlyMap<Call, readonly SeriesData[]> {
    return this.#context.infoSeries
  }

  /** The same query at other steps, sharing budget and annotations: for subqueries. */
  at(grid: Grid): Scope {
    return new Evaluator(this.#context, grid)
  }

  /** @throws {QueryError} where the query fails, was cancelled or takes too much */
  async evaluate(expr: Expr): Promise<Value> {
    this.budget.check('expression evaluation')
    switch (expr.kind) {
      case 'aggregate':
        return evaluateAggregate(this, expr)
      case 'binary':
        return evaluateBinary(this, expr)
      case 'call':
        return evaluateCall(this, expr)
      case 'paren':
        return this.evaluate(expr.expr)
      case 'unary':
        return negate(this, expr)
      case 'number':
        return { kind: 'scalar', values: new Float64Array(this.grid.count).fill(expr.value) }
      case 'string':
        return { kind: 'string', value: expr.value }
      case 'vector':
        return evaluateSelector(this, expr)
      case 'invariant':
        return this.#once(expr.expr)
      case 'matrix':
      // Functions over ranges take them apart themselves; the type checker lets them stand nowhere else.
      case 'subquery':
        throw new TypeError('A range vector has no value at each step.')
    }
  }

  /** Evaluates an expression for the first step and repeats its value. */
  async #once(expr: Expr): Promise<Value> {
    const { start, step, count } = this.grid
    const value = await this.at({ start, step, count: Math.min(1, count) }).evaluate(expr)
    if (count <= 1 || value.kind === 'string') return value
    if (value.kind === 'scalar')
      return { kind: 'scalar', values: new Float64Array(count).fill(value.values[0] ?? NaN) }
    const writer = new RowWriter(count)
    const rows: Row[] = []
    for (const row of value.rows) {
      const repeated = repeat(writer, row, count)
      if (!repeated) continue
      rows.push(repeated)
      this.budget.take(repeated.sampleCount() - row.sampleCount())
    }
    return vectorOf(rows)
  }
}

/** A row with the sample of its first step at each step. */
function repeat(writer: RowWriter, row: Row, count: number): Row | undefined {
  const histogram = row.histogramAt(0)
  for (let step = 0; step < count; step++) {
    if (histogram) writer.histogram(step, histogram)
    else writer.float(step, row.valueAt(0))
  }
  return writer.finish(row.labels, row.dropName)
}

/** A minus sign before an expression; a plus sign changes nothing. */
async function negate(scope: Scope, { op, expr }: UnaryExpr): Promise<Value> {
  const value = await scope.evaluate(expr)
  if (op === '+' || value.kind === 'string') return value
  if (value.kind === 'scalar') return { kind: 'scalar', values: value.values.map((v) => -v) }
  const eager = !scope.options.delayedNameRemoval
  const writer = new RowWriter(scope.grid.count)
  const rows = value.rows.flatMap((row) => {
    for (let i = 0; i < row.length; i++) {
      const kind = row.kinds[row.at + i]
      const histogram = row.histograms?.[i]
      if (kind === FLOAT) writer.float(row.first + i, -(row.values[row.at + i] ?? 0))
      else if (kind === HISTOGRAM && histogram)
        writer.histogram(row.first + i, multiply(copyHistogram(histogram), -1))
    }
    return writer.finish(eager ? row.labels.withoutMetadata() : row.labels, true) ?? []
  })
  return vectorOf(eager ? mergeRows(rows, scope.grid.count) : rows)
}
