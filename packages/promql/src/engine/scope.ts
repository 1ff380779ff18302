import type { Call, Expr, VectorSelector } from '../parser/ast.ts'
import type { SeriesData } from '../storage/querier.ts'
import type { Annotations } from '../problems/annotations.ts'
import type { Budget } from './budget.ts'
import type { Grid, Row, Value } from '../samples/matrix.ts'
import type { EngineOptions } from './options.ts'

/** What the evaluation of a part of a query knows. */
export interface Scope {
  readonly grid: Grid
  readonly options: EngineOptions
  readonly budget: Budget
  readonly annotations: Annotations
  /** The series of each selector. */
  readonly series: ReadonlyMap<VectorSelector, readonly SeriesData[]>
  /** The info metrics of each call of `info` that names none. */
  readonly infoSeries: ReadonlyMap<Call, readonly SeriesData[]>
  /** The value of an expression at the steps of this scope. */
  evaluate(expr: Expr): Promise<Value>
  /** The same query at other steps. */
  at(grid: Grid): Scope
}

/** The rows of an instant vector. */
export async function evaluateRows(scope: Scope, expr: Expr): Promise<Row[]> {
  const value = await scope.evaluate(expr)
  if (value.kind !== 'vector')
    throw new TypeError(`An instant vector was expected, not a ${value.kind}.`)
  return value.rows
}

/** The values of a scalar, one a step. */
export async function evaluateScalar(scope: Scope, expr: Expr): Promise<Float64Array> {
  const value = await scope.evaluate(expr)
  if (value.kind !== 'scalar') throw new TypeError(`A scalar was expected, not a ${value.kind}.`)
  return value.values
}

/** The time of a step, in milliseconds. */
export function timeOf(grid: Grid, step: number): number {
  return grid.start + step * grid.step
}

/** A vector over all steps: each row is a series with its values. */
export function vectorOf(rows: Row[]): Value {
  return { kind: 'vector', rows }
}
