import type { BinaryExpr } from '../parser/ast.ts'
import { FLOAT, type Row, type RowWriter } from '../samples/matrix.ts'
import { arithmeticOf, comparisonOf } from './operators.ts'

/** Operations between rows that hold floats alone. */
export class FastOperation {
  readonly #arithmetic: ((a: number, b: number) => number) | undefined
  readonly #comparison: ((a: number, b: number) => boolean) | undefined
  readonly #returnBool: boolean
  readonly #swapped: boolean

  constructor({ op, returnBool }: BinaryExpr, swapped: boolean) {
    this.#arithmetic = arithmeticOf(op)
    this.#comparison = comparisonOf(op)
    this.#returnBool = returnBool
    this.#swapped = swapped
  }

  /** Whether both rows have floats alone and the operator is one of floats. */
  canJoin(many: Row, one: Row): boolean {
    return (
      !many.histograms && !one.histograms && (this.#arithmetic ?? this.#comparison) !== undefined
    )
  }

  /** Writes the results of the steps at which both rows have a sample. */
  join(writer: RowWriter, many: Row, one: Row): void {
    const left = this.#swapped ? one : many
    const right = this.#swapped ? many : one
    const from = Math.max(left.first, right.first)
    const to = Math.min(left.first + left.length, right.first + right.length)
    const arithmetic = this.#arithmetic
    const leftAt = left.at - left.first
    const rightAt = right.at - right.first
    for (let step = from; step < to; step++) {
      if (left.kinds[leftAt + step] !== FLOAT || right.kinds[rightAt + step] !== FLOAT) continue
      const a = left.values[leftAt + step] as number
      const b = right.values[rightAt + step] as number
      if (arithmetic) writer.float(step, arithmetic(a, b))
      else this.#compare(writer, step, [a, b])
    }
  }

  /** A comparison: 1 or 0 with `bool`, else the left value where it holds. */
  #compare(writer: RowWriter, step: number, [a, b]: readonly [number, number]): void {
    const holds = this.#comparison?.(a, b) ?? false
    if (this.#returnBool) writer.float(step, holds ? 1 : 0)
    else if (holds) writer.float(step, a)
  }
}
