import type { Annotation, Annotations } from '../problems/annotations.ts'
import type { Columns } from '../samples/columns.ts'
import type { FloatHistogram } from '../histogram/histogram.ts'
import type { Labels } from '../labels/labels.ts'
import type { Range } from '../parser/ast.ts'
import { isStartReset } from './start-time.ts'

/** What a range function gave for a window: nothing, the number in `out`, or the histogram in `outHistogram`. */
export type Outcome = 0 | 1 | 2

/** Looks at a window of samples and leaves its result in it. Results go by fields, so that numbers are not boxed. */
export type RangeFunction = (window: Window) => Outcome

/** What stays the same while a range function goes over all series and steps. */
export interface WindowContext {
  readonly annotations: Annotations
  /** Where each argument stands in the query. */
  readonly argRanges: readonly Range[]
  /** The width of the range, in milliseconds. */
  readonly width: number
  readonly anchored: boolean
  readonly smoothed: boolean
}

/** The samples of one series that lie in the range of one step, moved on from step to step. */
export class Window {
  readonly context: WindowContext
  /** The number that the function gives. */
  out = 0
  outHistogram: FloatHistogram | undefined
  /** Values of the scalar arguments at this step, in their order. */
  readonly scalars: number[] = []
  /** The time of the step. */
  time = 0
  /** The range: from after `start` to `end`. */
  start = 0
  end = 0

  labels: Labels
  times: Float64Array | readonly number[] = []
  values: Float64Array | readonly number[] = []
  starts: Float64Array | readonly number[] | undefined
  /** Floats in the window: `[from, to)`. */
  from = 0
  to = 0

  histogramTimes: Float64Array | readonly number[] = []
  histograms: readonly FloatHistogram[] = []
  histogramStarts: Float64Array | readonly number[] | undefined
  /** Histograms in the window: `[histogramFrom, histogramTo)`. */
  histogramFrom = 0
  histogramTo = 0

  #columnEnd = 0
  #histogramColumnEnd = 0
  #resets: number[] | undefined
  #resetFrom = 0

  constructor(context: WindowContext, labels: Labels) {
    this.context = context
    this.labels = labels
  }

  /** Goes on to another series. */
  open(labels: Labels, { floats, histograms }: Columns): void {
    this.labels = labels
    this.times = floats.times
    this.values = floats.values
    this.starts = floats.starts
    this.from = this.to = floats.from
    this.#columnEnd = floats.to
    this.histogramTimes = histograms?.times ?? []
    this.histograms = histograms?.values ?? []
    this.histogramStarts = histograms?.starts
    this.histogramFrom = this.histogramTo = histograms?.from ?? 0
    this.#histogramColumnEnd = histograms?.to ?? 0
    this.#resets = undefined
    this.#resetFrom = 0
  }

  /** Moves to samples after `after` until `until`; times only ever grow. */
  move(after: number, until: number): void {
    const { times } = this
    const columnEnd = this.#columnEnd
    let { from, to } = this
    while (to < columnEnd && (times[to] as number) <= until) to++
    while (from < to && (times[from] as number) <= after) from++
    this.from = from
    this.to = to
    if (this.#histogramColumnEnd > 0) this.#moveHistograms(after, until)
  }

  #moveHistograms(after: number, until: number): void {
    const { histogramTimes } = this
    while (
      this.histogramTo < this.#histogramColumnEnd &&
      (histogramTimes[this.histogramTo] ?? 0) <= until
    )
      this.histogramTo++
    while (
      this.histogramFrom < this.histogramTo &&
      (histogramTimes[this.histogramFrom] ?? 0) <= after
    )
      this.histogramFrom++
  }

  get floatCount(): number {
    return this.to - this.from
  }

  get histogramCount(): number {
    return this.histogramTo - this.histogramFrom
  }

  get isEmpty(): boolean {
    return this.from === this.to && this.histogramFrom === this.histogramTo
  }

  get isMixed(): boolean {
    return this.from < this.to && this.histogramFrom < this.histogramTo
  }

  /** The float at a place of the window, from 0. */
  float(i: number): number {
    return this.values[this.from + i] ?? 0
  }

  floatTime(i: number): number {
    return this.times[this.from + i] ?? 0
  }

  /** The histogram at a place of the window, from 0. */
  histogram(i: number): FloatHistogram {
    const histogram = this.histograms[this.histogramFrom + i]
    if (!histogram) throw new RangeError(`There is no histogram ${i} in this window.`)
    return histogram
  }

  histogramTime(i: number): number {
    return this.histogramTimes[this.histogramFrom + i] ?? 0
  }

  /**
   * The values before each counter reset in the window, added in turn to `sum`. Resets are found once a series, so that
   * a step only looks at those, not at all samples.
   */
  addResets(sum: number): number {
    const resets = (this.#resets ??= this.#findResets())
    while (this.#resetFrom < resets.length && (resets[this.#resetFrom] ?? 0) <= this.from)
      this.#resetFrom++
    let total = sum
    for (let i = this.#resetFrom; i < resets.length; i++) {
      const at = resets[i] ?? 0
      if (at >= this.to) break
      total += this.values[at - 1] ?? 0
    }
    return total
  }

  #findResets(): number[] {
    const resets: number[] = []
    const { values, times, starts } = this
    const columnEnd = this.#columnEnd
    for (let i = this.from + 1; i < columnEnd; i++) {
      if ((values[i] as number) < (values[i - 1] as number)) resets.push(i)
      else if (starts && isStartReset({ times, starts }, i)) resets.push(i)
    }
    return resets
  }

  give(value: number): Outcome {
    this.out = value
    return 1
  }

  giveHistogram(histogram: FloatHistogram): Outcome {
    this.outHistogram = histogram
    return 2
  }

  annotate(annotation: Annotation): void {
    this.context.annotations.add(annotation)
  }

  /** Where an argument stands in the query. */
  argRange(i: number): Range {
    return this.context.argRanges[i] ?? { start: 0, end: 0 }
  }

  get metricName(): string {
    return this.labels.metricName
  }
}
