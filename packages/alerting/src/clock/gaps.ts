import type { Clock } from './clock.ts'

// How often it is looked whether time went on.
const BEAT_MS = 10_000
/** Longer between two beats than any busy machine takes. */
const GAP_MS = 45_000

/** A time in which nothing ran: the machine slept, or its clock was set forward. In milliseconds since 1970. */
export interface Gap {
  readonly from: number
  readonly to: number
}

/** Finds out that no time was to be seen for a while, so that what could not be reported meanwhile is not taken for ended. */
export class Gaps {
  readonly #clock: Clock
  #last: number
  #cancel: (() => void) | undefined

  constructor(clock: Clock) {
    this.#clock = clock
    this.#last = clock.now()
  }

  /** @param found is told of each gap, at the latest when the next beat comes */
  start(found: (gap: Gap) => void): void {
    this.#last = this.#clock.now()
    const beat = (): void => {
      this.#cancel = this.#clock.after(BEAT_MS, () => {
        const gap = this.check()
        if (gap !== undefined) found(gap)
        beat()
      })
    }
    beat()
  }

  /** The gap that ends now; undefined where there was none. */
  check(): Gap | undefined {
    const gap = { from: this.#last, to: this.#clock.now() }
    this.#last = gap.to
    return gap.to - gap.from > GAP_MS ? gap : undefined
  }

  /** Stops looking. Can be called again. */
  stop(): void {
    this.#cancel?.()
  }
}
