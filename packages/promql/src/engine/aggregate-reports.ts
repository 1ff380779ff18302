import type { FloatHistogram } from '../histogram/histogram.ts'
import { rangeOf } from '../parser/ast.ts'
import type { AggregationContext } from './aggregate-simple.ts'
import { annotate } from '../problems/annotations.ts'

// Bits of `#hints`: both at one step means that one histogram was reset and another was not.
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

  /** Remembers whether the counter of a histogram was reset at its step. */
  note(step: number, { hint }: FloatHistogram): void {
    if (hint === 'reset') this.#hints[step] = (this.#hints[step] ?? 0) | RESET
    if (hint === 'not_reset') this.#hints[step] = (this.#hints[step] ?? 0) | NOT_RESET
  }

  /** Warns where the histograms of a step disagree on whether their counters were reset. */
  collision(step: number): void {
    if (this.#hints[step] === (RESET | NOT_RESET))
      this.#add(annotate.counterResetCollision('aggregation', this.#range))
  }

  /** Warns that exponential and custom buckets met, which cannot be added. */
  incompatible(metric: string): void {
    this.#add(annotate.mixedExponentialCustom(metric, this.#range))
  }

  /** Tells that custom buckets differed and were brought to the bounds that they share. */
  reconciled(): void {
    this.#add(annotate.mismatchedCustomBuckets('aggregation', this.#range))
  }

  /** Warns that a group had floats and histograms at one step. */
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
