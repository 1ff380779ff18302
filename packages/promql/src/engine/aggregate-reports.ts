import type { FloatHistogram } from '../histogram/histogram.ts'
import { rangeOf } from '../parser/ast.ts'
import type { AggregationContext } from './aggregate-simple.ts'
import { annotate } from '../problems/annotations.ts'

const RESET = 1
const NOT_RESET = 2

/** What is noteworthy about the histograms of an aggregation. */
export class HistogramReports {
  readonly #context: AggregationContext
  readonly #hints: Uint8Array

  constructor(context: AggregationContext) {
    this.#context = context
    this.#hints = new Uint8Array(context.scope.grid.count)
  }

  reset(): void {
    this.#hints.fill(0)
  }

  note(step: number, { hint }: FloatHistogram): void {
    if (hint === 'reset') this.#hints[step] = (this.#hints[step] ?? 0) | RESET
    if (hint === 'not_reset') this.#hints[step] = (this.#hints[step] ?? 0) | NOT_RESET
  }

  collision(step: number): void {
    if (this.#hints[step] === (RESET | NOT_RESET))
      this.#add(annotate.counterResetCollision('aggregation', this.#range))
  }

  incompatible(metric: string): void {
    this.#add(annotate.mixedExponentialCustom(metric, this.#range))
  }

  reconciled(): void {
    this.#add(annotate.mismatchedCustomBuckets('aggregation', this.#range))
  }

  mixed(): void {
    this.#add(annotate.mixedFloatsHistogramsInAggregation(this.#range))
  }

  get #range(): ReturnType<typeof rangeOf> {
    return rangeOf(this.#context.expr.expr)
  }

  #add(annotation: ReturnType<typeof annotate.mixedFloatsHistogramsInAggregation>): void {
    this.#context.scope.annotations.add(annotation)
  }
}
