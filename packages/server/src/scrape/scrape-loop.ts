import { readExposition, type Ingest } from '@unloop/ingest'
import { pause } from '../cluster/turns.ts'
import type { MetricsBody } from './fetch-metrics.ts'
import { TargetSeries } from './target-series.ts'
import type { Target } from './target.ts'

/** Every target has a turn of its own within its interval, so that not all are read at once. */
export interface ScrapeLoopOptions {
  readonly ingest: Pick<Ingest, 'samples'>
  /** Reads the target, when it is its turn. */
  readonly fetch: (target: Target, signal: AbortSignal) => Promise<MetricsBody>
  readonly now: () => number
  /** The target cannot be read, for another reason than before. */
  readonly onFailure: (target: Target, why: string) => void
}

/** How a target is, in the words of Prometheus' `/api/v1/targets`. */
export interface TargetState {
  readonly health: 'unknown' | 'up' | 'down'
  readonly error: string
  /** When it was read last; 0 before the first time. */
  readonly lastMs: number
  readonly durationMs: number
  readonly samples: number
}

/** Reads one target at its interval, until it is stopped. */
export class ScrapeLoop {
  readonly target: Target
  readonly #options: ScrapeLoopOptions
  readonly #series: TargetSeries
  readonly #stop = new AbortController()
  #state: TargetState = { health: 'unknown', error: '', lastMs: 0, durationMs: 0, samples: 0 }
  #running: Promise<void> = Promise.resolve()

  constructor(target: Target, options: ScrapeLoopOptions) {
    this.target = target
    this.#options = options
    this.#series = new TargetSeries(target)
  }

  get state(): TargetState {
    return this.#state
  }

  start(): void {
    this.#running = this.#run()
  }

  /** `isGone`: the target is no more, and its series end; else this process ends, and another goes on. */
  async stop(isGone: boolean): Promise<void> {
    this.#stop.abort()
    await this.#running
    // What the store does not take now is not waited for: a series without samples ends five minutes later by itself.
    if (isGone) await this.#series.end(this.#options.ingest, this.#options.now()).catch(() => {})
  }

  // Never rejects: what fails is told and tried again.
  async #run(): Promise<void> {
    const { signal } = this.#stop
    const { intervalMs } = this.target
    while (!signal.aborted) {
      const now = this.#options.now()
      // Targets are spread over the interval, each always at the same place.
      await pause(intervalMs - ((now - placeOf(this.target)) % intervalMs), signal)
      if (!signal.aborted) await this.#scrape(signal)
    }
  }

  async #scrape(signal: AbortSignal): Promise<void> {
    const ms = this.#options.now()
    let [error, samples] = ['', 0]
    const durationMs = () => this.#options.now() - ms
    try {
      const { text, isOpenMetrics } = await this.#options.fetch(this.target, signal)
      const exposition = readExposition(text, { isOpenMetrics })
      const reading = { exposition, ms, durationMs: durationMs() }
      samples = await this.#series.write(this.#options.ingest, reading)
    } catch (cause) {
      if (signal.aborted) return
      error = cause instanceof Error ? cause.message : String(cause)
      await this.#writeFailure(ms, durationMs())
    }
    if (error !== '' && error !== this.#state.error) this.#options.onFailure(this.target, error)
    const health = error === '' ? 'up' : 'down'
    this.#state = { health, error, lastMs: ms, durationMs: durationMs(), samples }
  }

  async #writeFailure(ms: number, durationMs: number): Promise<void> {
    const reading = { exposition: null, ms, durationMs }
    await this.#series.write(this.#options.ingest, reading).catch(() => undefined)
  }
}

function placeOf({ key, intervalMs }: Target): number {
  return Buffer.from(key, 'base64url').readUIntBE(0, 6) % intervalMs
}
