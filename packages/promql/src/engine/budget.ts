import { QueryError, tooManySamples } from '../problems/errors.ts'

/** How long a query may run before others get a turn, in milliseconds. */
const TURN_MS = 25

/** Milliseconds from some fixed point in the past. */
export type Clock = () => number

/** What one query may take, as Prometheus' `--query.max-samples` and `--query.timeout`. */
export interface BudgetOptions {
  readonly maxSamples: number
  /** Milliseconds; 0 for no limit. */
  readonly timeout: number
  readonly signal: AbortSignal | undefined
  readonly now: Clock
}

/** What a query may use: samples in memory, time, and whether somebody still waits for it. */
export class Budget {
  readonly #options: BudgetOptions
  readonly #deadline: number
  #samples = 0
  #peak = 0
  #total = 0
  #turnEnds: number

  constructor(options: BudgetOptions) {
    this.#options = options
    const now = options.now()
    this.#deadline = options.timeout > 0 ? now + options.timeout : Infinity
    this.#turnEnds = now + TURN_MS
  }

  /** Samples that are held in memory. */
  get samples(): number {
    return this.#samples
  }

  /** The most samples that were held at once. */
  get peak(): number {
    return this.#peak
  }

  /** Samples that selectors gave, each as often as it was looked at. */
  get total(): number {
    return this.#total
  }

  /** Adds to the samples that were looked at, for statistics alone. */
  countTotal(samples: number): void {
    this.#total += samples
  }

  /** Takes memory for samples. Throws where the query has no more. */
  take(samples: number): void {
    this.#samples += samples
    if (this.#samples > this.#peak) this.#peak = this.#samples
    if (this.#samples > this.#options.maxSamples) throw tooManySamples()
  }

  /** Sets the samples that are held once intermediate results are gone. */
  reset(samples: number): void {
    this.#samples = samples
    if (samples > this.#peak) this.#peak = samples
  }

  /** Whether it is time for {@link pause}. */
  isDue(): boolean {
    return this.#options.now() >= this.#turnEnds
  }

  /** Lets others have a turn, among them who would cancel this query. Throws where it must end. */
  async pause(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve))
    this.check('expression evaluation')
    this.#turnEnds = this.#options.now() + TURN_MS
  }

  /** Throws where the query was cancelled or has run out of time. */
  check(where: string): void {
    if (this.#options.signal?.aborted)
      throw new QueryError(`query was canceled in ${where}`, 'canceled')
    if (this.#options.now() > this.#deadline)
      throw new QueryError(`query timed out in ${where}`, 'timeout')
  }
}
