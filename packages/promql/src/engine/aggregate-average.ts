import { compact } from '../histogram/histogram.ts'
import { HistogramMean } from '../histogram/mean.ts'
import { compensate } from '../numbers/kahan.ts'
import { HistogramReports } from './aggregate-reports.ts'
import type { Accumulator, AggregationContext } from './aggregate-simple.ts'
import { FLOAT, HISTOGRAM, type Row, type RowWriter } from '../samples/matrix.ts'

/** The mean of floats, or of histograms; a mix of both has none. */
export function averageAccumulator(context: AggregationContext): Accumulator {
  return new AverageAccumulator(context)
}

class AverageAccumulator implements Accumulator {
  /** Sums; from where a sum would not fit a float on, means. */
  readonly #sums: Float64Array
  readonly #rests: Float64Array
  /** How many floats each step has. */
  readonly #counts: Float64Array
  /** 1 for steps whose mean is kept instead of their sum. */
  readonly #incremental: Uint8Array
  /** Which kinds of samples a step has: 1 floats, 2 histograms, 3 both. */
  readonly #seen: Uint8Array
  /** The mean of the histograms of a step; `incompatible` once two had buckets that cannot be joined. */
  readonly #means: (HistogramMean | 'incompatible' | undefined)[] = []
  readonly #reports: HistogramReports

  constructor(context: AggregationContext) {
    const { count } = context.scope.grid
    this.#sums = new Float64Array(count)
    this.#rests = new Float64Array(count)
    this.#counts = new Float64Array(count)
    this.#incremental = new Uint8Array(count)
    this.#seen = new Uint8Array(count)
    this.#reports = new HistogramReports(context)
  }

  reset(): void {
    for (const array of [this.#sums, this.#rests, this.#counts]) array.fill(0)
    this.#incremental.fill(0)
    this.#seen.fill(0)
    this.#means.length = 0
    this.#reports.reset()
  }

  add(row: Row): void {
    for (let i = 0; i < row.length; i++) {
      const kind = row.kinds[row.at + i]
      if (kind === FLOAT) this.#addFloat(row.first + i, row.values[row.at + i] as number)
      else if (kind === HISTOGRAM) this.#addHistogram(row, row.first + i)
    }
  }

  /** Adds to the sum, or goes over to a running mean once the sum would overflow. */
  #addFloat(step: number, value: number): void {
    const count = ((this.#counts[step] as number) += 1)
    this.#seen[step] = (this.#seen[step] as number) | FLOAT
    const sum = this.#sums[step] as number
    if (count === 1) this.#sums[step] = value
    else if (this.#incremental[step] === 1) this.#addToMean(step, value)
    else {
      const total = sum + value
      if (total === Infinity || total === -Infinity) {
        this.#incremental[step] = 1
        this.#sums[step] = sum / (count - 1)
        this.#rests[step] = (this.#rests[step] as number) / (count - 1)
        this.#addToMean(step, value)
        return
      }
      this.#rests[step] = compensate(value, sum, this.#rests[step] as number)
      this.#sums[step] = total
    }
  }

  /** A running mean: each value counts for its share. */
  #addToMean(step: number, value: number): void {
    const count = this.#counts[step] as number
    const share = (count - 1) / count
    const mean = share * (this.#sums[step] as number)
    const part = value / count
    this.#rests[step] = compensate(part, mean, share * (this.#rests[step] as number))
    this.#sums[step] = mean + part
  }

  /** Adds to the mean of the step's histograms, unless floats came first: a mix gives no value. */
  #addHistogram(row: Row, step: number): void {
    const histogram = row.histogramAt(step)
    if (!histogram) return
    const before = this.#seen[step] ?? 0
    this.#seen[step] = before | HISTOGRAM
    const mean = this.#means[step]
    if (mean === 'incompatible' || (!mean && before !== 0)) return
    this.#reports.note(step, histogram)
    if (!mean) {
      this.#means[step] = new HistogramMean(histogram)
      return
    }
    const reconciled = mean.report.reconciled
    if (!mean.add(histogram)) {
      this.#means[step] = 'incompatible'
      this.#reports.incompatible(row.labels.metricName)
    } else if (mean.report.reconciled && !reconciled) this.#reports.reconciled()
  }

  write(writer: RowWriter): void {
    for (let step = 0; step < this.#seen.length; step++) {
      const seen = this.#seen[step]
      if (seen === FLOAT) writer.float(step, this.#floatAt(step))
      else if (seen === HISTOGRAM) this.#writeHistogram(writer, step)
      else if (seen !== 0) this.#reports.mixed()
    }
  }

  /** The mean, with what was lost by rounding put back. */
  #floatAt(step: number): number {
    const sum = this.#sums[step] as number
    const rest = this.#rests[step] as number
    if (this.#incremental[step] === 1) return sum + rest
    const count = this.#counts[step] as number
    return sum / count + rest / count
  }

  #writeHistogram(writer: RowWriter, step: number): void {
    const mean = this.#means[step]
    if (!mean || mean === 'incompatible') return
    this.#reports.collision(step)
    writer.histogram(step, compact(mean.result()))
  }
}
