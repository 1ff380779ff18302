import { sampleSize, type FloatHistogram } from '../histogram/histogram.ts'
import type { Labels } from '../labels/labels.ts'

/** The steps of an evaluation: `count` times, `step` milliseconds apart. */
export interface Grid {
  readonly start: number
  readonly step: number
  readonly count: number
}

export function gridOf(start: number, end: number, step: number): Grid {
  return { start, step, count: end < start ? 0 : Math.floor((end - start) / step) + 1 }
}

export const ABSENT = 0
export const FLOAT = 1
export const HISTOGRAM = 2

/** The first slab of a result is small, since most results are; each further one is twice as large. */
const FIRST_SLAB_CELLS = 1 << 7
const MAX_SLAB_CELLS = 1 << 16

/**
 * The values of a series at the steps of a grid. Cells are shared with other rows in slabs, so that ten thousand rows take
 * a few allocations; a row has cells from its first to its last sample only.
 */
export class Row {
  readonly labels: Labels
  /** The metric's name is taken off when the result is given out (with delayed removal of names). */
  readonly dropName: boolean
  /** The step of the first cell. */
  readonly first: number
  readonly length: number
  readonly values: Float64Array
  readonly kinds: Uint8Array
  /** Where the row's cells begin. */
  readonly at: number
  /** By cell, from 0; undefined where the row holds floats alone. */
  readonly histograms: (FloatHistogram | undefined)[] | undefined

  constructor(cells: Cells, labels: Labels, dropName: boolean) {
    this.labels = labels
    this.dropName = dropName
    this.first = cells.first
    this.length = cells.length
    this.values = cells.values
    this.kinds = cells.kinds
    this.at = cells.at
    this.histograms = cells.histograms
  }

  kindAt(step: number): number {
    const cell = step - this.first
    return cell >= 0 && cell < this.length ? (this.kinds[this.at + cell] ?? ABSENT) : ABSENT
  }

  valueAt(step: number): number {
    return this.values[this.at + step - this.first] ?? 0
  }

  histogramAt(step: number): FloatHistogram | undefined {
    return this.histograms?.[step - this.first]
  }

  /** The same samples under other labels. */
  relabel(labels: Labels, dropName: boolean): Row {
    return labels === this.labels && dropName === this.dropName
      ? this
      : new Row(this, labels, dropName)
  }

  /** How many samples the row counts for in the limit of a query. */
  sampleCount(): number {
    let count = 0
    for (let i = 0; i < this.length; i++) {
      const kind = this.kinds[this.at + i]
      if (kind === FLOAT) count++
      else if (kind === HISTOGRAM) {
        const histogram = this.histograms?.[i]
        count += histogram ? sampleSize(histogram) : 0
      }
    }
    return count
  }
}

/** Where samples are held. */
export interface Cells {
  readonly first: number
  readonly length: number
  readonly values: Float64Array
  readonly kinds: Uint8Array
  readonly at: number
  readonly histograms: (FloatHistogram | undefined)[] | undefined
}

/** Fills rows one after another, each with samples in the order of steps. */
export class RowWriter {
  readonly #steps: number
  values = new Float64Array(0)
  kinds = new Uint8Array(0)
  #free = 0
  #nextSlab = FIRST_SLAB_CELLS
  #first = -1
  #last = -1
  #histograms: (FloatHistogram | undefined)[] | undefined

  constructor(steps: number) {
    this.#steps = steps
  }

  #reserve(): void {
    if (this.#free + this.#steps <= this.values.length) return
    const size = Math.max(this.#nextSlab, this.#steps)
    this.#nextSlab = Math.min(MAX_SLAB_CELLS, 2 * size)
    this.values = new Float64Array(size)
    this.kinds = new Uint8Array(size)
    this.#free = 0
  }

  float(step: number, value: number): void {
    if (this.#first < 0) this.#begin(step)
    const cell = this.#free + step - this.#first
    this.values[cell] = value
    this.kinds[cell] = FLOAT
    this.#last = step
  }

  histogram(step: number, histogram: FloatHistogram): void {
    if (this.#first < 0) this.#begin(step)
    this.#histograms ??= []
    this.#histograms[step - this.#first] = histogram
    this.kinds[this.#free + step - this.#first] = HISTOGRAM
    this.#last = step
  }

  #begin(step: number): void {
    this.#reserve()
    this.#first = step
  }

  /** Ends the row; undefined where it has no sample. */
  finish(labels: Labels, dropName: boolean): Row | undefined {
    const first = this.#first
    if (first < 0) return undefined
    const length = this.#last - first + 1
    const { values, kinds } = this
    const cells = { first, length, values, kinds, at: this.#free, histograms: this.#histograms }
    this.#free += length
    this.#first = this.#last = -1
    this.#histograms = undefined
    return new Row(cells, labels, dropName)
  }
}

/** What an expression evaluates to over a grid. */
export type Value =
  | { readonly kind: 'scalar'; readonly values: Float64Array }
  | { readonly kind: 'vector'; readonly rows: Row[] }
  | { readonly kind: 'string'; readonly value: string }

/** The samples of rows together, as they count for the limit. */
export function countSamples(rows: readonly Row[]): number {
  return rows.reduce((sum, row) => sum + row.sampleCount(), 0)
}
