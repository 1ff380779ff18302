import { isSetOperator, rangeOf, typeOf, type BinaryExpr } from '../parser/ast.ts'
import type { Annotation } from '../problems/annotations.ts'
import { FLOAT, RowWriter, countSamples, type Row, type Value } from '../samples/matrix.ts'
import { settle } from './map-rows.ts'
import { arithmeticOf, changesMeaning, comparisonOf, operate, type Element } from './operators.ts'
import { evaluateRows, evaluateScalar, vectorOf, type Scope } from './scope.ts'
import { evaluateSetOperation } from './set-operations.ts'
import { joinVectors } from './vector-join.ts'

/** A binary operation, at each step. */
export async function evaluateBinary(scope: Scope, expr: BinaryExpr): Promise<Value> {
  const held = scope.budget.samples
  const left = typeOf(expr.left)
  const right = typeOf(expr.right)
  if (left === 'scalar' && right === 'scalar') return scalars(scope, expr)
  let rows: Row[]
  if (left === 'scalar' || right === 'scalar') rows = await vectorAndScalar(scope, expr)
  else {
    const sides = [
      await evaluateRows(scope, expr.left),
      await evaluateRows(scope, expr.right),
    ] as const
    rows = isSetOperator(expr.op)
      ? evaluateSetOperation(scope, expr, sides)
      : await joinVectors(scope, expr, sides)
  }
  scope.budget.reset(held)
  scope.budget.take(countSamples(rows))
  return vectorOf(rows)
}

/** An operation between scalars; a comparison has `bool` by the grammar and gives 1 or 0. */
async function scalars(scope: Scope, { op, left, right }: BinaryExpr): Promise<Value> {
  const a = await evaluateScalar(scope, left)
  const b = await evaluateScalar(scope, right)
  const arithmetic = arithmeticOf(op)
  const comparison = comparisonOf(op)
  const values = a.map((value, step) => {
    const other = b[step] ?? NaN
    if (arithmetic) return arithmetic(value, other)
    return comparison?.(value, other) ? 1 : 0
  })
  return { kind: 'scalar', values }
}

/** An operation between a vector and a scalar, on each side one. */
async function vectorAndScalar(scope: Scope, expr: BinaryExpr): Promise<Row[]> {
  const swapped = typeOf(expr.left) === 'scalar'
  const scalarExpr = swapped ? expr.left : expr.right
  // Prometheus evaluates the left side first, which shows where both fail.
  const early = swapped ? await evaluateScalar(scope, scalarExpr) : undefined
  const rows = await evaluateRows(scope, swapped ? expr.right : expr.left)
  const scalar = early ?? (await evaluateScalar(scope, scalarExpr))
  const operation = new ScalarOperation(scope, expr, { scalar, swapped })
  const result: Row[] = []
  for (const row of rows) {
    if (scope.budget.isDue()) await scope.budget.pause()
    const mapped = operation.apply(row)
    if (mapped) result.push(mapped)
  }
  operation.report()
  return settle(scope, result)
}

/** Applies one operation to row after row; annotations are added at the end, once a step. */
class ScalarOperation {
  readonly #scope: Scope
  readonly #expr: BinaryExpr
  readonly #scalar: Float64Array
  readonly #swapped: boolean
  readonly #writer: RowWriter
  readonly #arithmetic: ((a: number, b: number) => number) | undefined
  readonly #comparison: ((a: number, b: number) => boolean) | undefined
  /** Of each step the last annotation counts. */
  readonly #annotations: (Annotation | undefined)[] = []

  constructor(scope: Scope, expr: BinaryExpr, side: { scalar: Float64Array; swapped: boolean }) {
    this.#scope = scope
    this.#expr = expr
    this.#scalar = side.scalar
    this.#swapped = side.swapped
    this.#writer = new RowWriter(scope.grid.count)
    this.#arithmetic = arithmeticOf(expr.op)
    this.#comparison = comparisonOf(expr.op)
  }

  /** The row of results, undefined where no step has one. */
  apply(row: Row): Row | undefined {
    const { values, kinds, at, first, length } = row
    for (let i = 0; i < length; i++) {
      const kind = kinds[at + i]
      if (kind === FLOAT) this.#float(first + i, values[at + i] as number)
      else {
        const histogram = row.histograms?.[i]
        if (histogram) this.#element(first + i, histogram)
      }
    }
    // Comparisons without `bool` filter: what is left is the same series, name included.
    if (!changesMeaning(this.#expr.op) && !this.#expr.returnBool)
      return this.#writer.finish(row.labels, row.dropName)
    const eager = !this.#scope.options.delayedNameRemoval
    return this.#writer.finish(eager ? row.labels.withoutMetadata() : row.labels, true)
  }

  /** A float with the scalar, which is computed without objects, since most operations are of this kind. */
  #float(step: number, value: number): void {
    const scalar = this.#scalar[step] as number
    const left = this.#swapped ? scalar : value
    const right = this.#swapped ? value : scalar
    if (this.#arithmetic) this.#writer.float(step, this.#arithmetic(left, right))
    else if (this.#comparison) {
      const holds = this.#comparison(left, right)
      if (this.#expr.returnBool) this.#writer.float(step, holds ? 1 : 0)
      else if (holds) this.#writer.float(step, value)
    } else this.#element(step, value)
  }

  /** A histogram with the scalar, or a float with an operator of histograms. */
  #element(step: number, value: Element): void {
    const scalar = this.#scalar[step] as number
    const pair = this.#swapped ? ([scalar, value] as const) : ([value, scalar] as const)
    const result = operate(this.#expr.op, pair, rangeOf(this.#expr))
    if (result.annotation) this.#annotations[step] = result.annotation
    if (result.value === undefined) return
    if (typeof result.value === 'number') this.#writer.float(step, result.value)
    else this.#writer.histogram(step, result.value)
  }

  report(): void {
    for (const annotation of this.#annotations)
      if (annotation) this.#scope.annotations.add(annotation)
  }
}
