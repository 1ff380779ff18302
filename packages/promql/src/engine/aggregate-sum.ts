import { addCompensated, addHistogram } from '../histogram/arithmetic.ts'
import { compact, copyHistogram, type FloatHistogram } from '../histogram/histogram.ts'
import { compensate } from '../numbers/kahan.ts'
import type { Accumulator, AggregationContext } from './aggregate-simple.ts'
import { HistogramReports } from './aggregate-reports.ts'
import { FLOAT, HISTOGRAM, type Row, type RowWriter } from '../samples/matrix.ts'

/** The sum of floats by Kahan's summation, or of histograms; a mix of both has none. */
export function sumAccumulator(context: AggregationContext): Accumulator {
  return new SumAccumulator(context)
}

/** The sum of a step's histograms; `rest` is what it lost by rounding. */
interface HistogramSum {
  readonly sum: FloatHistogram
  rest: FloatHistogram | undefined
  incompatible: boolean
}

class SumAccumulator implements Accumulator {
  readonly #sums: Float64Array
  readonly #rests: Float64Array
  /** Which kinds of samples a step has: 1 floats, 2 histograms, 3 both. */
  readonly #seen: Uint8Array
  readonly #histograms: (HistogramSum | undefined)[] = []
  readonly #reports: HistogramReports

  constructor(context: AggregationContext) {
    const { count } = context.scope.grid
    this.#sums = new Float64Array(count)
    this.#rests = new Float64Array(count)
    this.#seen = new Uint8Array(count)
    this.#reports = new HistogramReports(context)
  }

  reset(): void {
    this.#sums.fill(0)
    this.#rests.fill(0)
    this.#seen.fill(0)
    this.#histograms.length = 0
    this.#reports.reset()
  }

  add(row: Row): void {
    const { values, kinds, at, first, length } = row
    const sums = this.#sums
    const rests = this.#rests
    const seen = this.#seen
    for (let i = 0; i < length; i++) {
      const kind = kinds[at + i]
      const step = first + i
      if (kind === FLOAT) {
        const value = values[at + i] as number
        if (seen[step] === 0) sums[step] = value
        else {
          const sum = sums[step] as number
          const total = sum + value
          rests[step] = compensate(value, sum, rests[step] as number)
          sums[step] = total
        }
        seen[step] = (seen[step] as number) | FLOAT
      } else if (kind === HISTOGRAM) this.#addHistogram(row, step)
    }
  }

  /** Adds a histogram to those of its step. */
  #addHistogram(row: Row, step: number): void {
    const histogram = row.histogramAt(step)
    if (!histogram) return
    const before = this.#seen[step] ?? 0
    this.#seen[step] = before | HISTOGRAM
    const sum = this.#histograms[step]
    if (sum?.incompatible) return
    // A step that began with floats has no sum of histograms: its mix is told at the end.
    if (!sum && before !== 0) return
    this.#reports.note(step, histogram)
    if (!sum) {
      this.#histograms[step] = {
        sum: copyHistogram(histogram),
        rest: undefined,
        incompatible: false,
      }
      return
    }
    const merged = addCompensated(sum.sum, histogram, sum.rest)
    sum.rest = merged?.rest
    sum.incompatible = !merged
    if (!merged) this.#reports.incompatible(row.labels.metricName)
    else if (merged.reconciled) this.#reports.reconciled()
  }

  write(writer: RowWriter): void {
    for (let step = 0; step < this.#seen.length; step++) {
      const seen = this.#seen[step]
      if (seen === FLOAT)
        writer.float(step, (this.#sums[step] as number) + (this.#rests[step] as number))
      else if (seen === HISTOGRAM) this.#writeHistogram(writer, step)
      else if (seen !== 0) this.#reports.mixed()
    }
  }

  /** Writes the sum of histograms, if all could be added. */
  #writeHistogram(writer: RowWriter, step: number): void {
    const sum = this.#histograms[step]
    if (!sum || sum.incompatible) return
    if (sum.rest) addHistogram(sum.sum, sum.rest)
    this.#reports.collision(step)
    writer.histogram(step, compact(sum.sum))
  }
}
