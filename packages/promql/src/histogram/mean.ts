import { addCompensated, addHistogram } from './arithmetic.ts'
import { copyHistogram, divide, hasOverflow, multiply, type FloatHistogram } from './histogram.ts'

/** What was noteworthy about the histograms of a mean. */
export interface MeanReport {
  readonly reset: boolean
  readonly notReset: boolean
  readonly reconciled: boolean
}

/** The mean of histograms: by their sum while that fits into floats, and step by step from there on. */
export class HistogramMean {
  #sum: FloatHistogram
  #mean: FloatHistogram | undefined
  #rest: FloatHistogram | undefined
  #count = 1
  #report: MeanReport = { reset: false, notReset: false, reconciled: false }

  constructor(first: FloatHistogram) {
    this.#sum = copyHistogram(first)
    this.#note(first, false)
  }

  get report(): MeanReport {
    return this.#report
  }

  #note({ hint }: FloatHistogram, reconciled: boolean): void {
    this.#report = {
      reset: this.#report.reset || hint === 'reset',
      notReset: this.#report.notReset || hint === 'not_reset',
      reconciled: this.#report.reconciled || reconciled,
    }
  }

  /** False where the layouts do not fit. */
  add(h: FloatHistogram): boolean {
    this.#count++
    if (!this.#mean) {
      const sum = copyHistogram(this.#sum)
      const merged = addCompensated(sum, h, this.#rest && copyHistogram(this.#rest))
      this.#note(h, merged?.reconciled ?? false)
      if (!merged) return false
      if (!hasOverflow(sum)) {
        this.#sum = sum
        this.#rest = merged.rest
        return true
      }
      this.#mean = divide(copyHistogram(this.#sum), this.#count - 1)
      if (this.#rest) divide(this.#rest, this.#count - 1)
    }
    return this.#addToMean(this.#mean, h)
  }

  #addToMean(mean: FloatHistogram, h: FloatHistogram): boolean {
    const share = (this.#count - 1) / this.#count
    if (this.#rest) multiply(this.#rest, share)
    const part = divide(copyHistogram(h), this.#count)
    const merged = addCompensated(multiply(mean, share), part, this.#rest)
    this.#note(h, merged?.reconciled ?? false)
    if (merged) this.#rest = merged.rest
    return merged !== undefined
  }

  result(): FloatHistogram {
    if (this.#mean) {
      if (this.#rest) addHistogram(this.#mean, this.#rest)
      return this.#mean
    }
    const mean = divide(copyHistogram(this.#sum), this.#count)
    if (this.#rest) addHistogram(mean, divide(copyHistogram(this.#rest), this.#count))
    return mean
  }
}
