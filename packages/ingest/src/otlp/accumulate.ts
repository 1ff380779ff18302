interface Total {
  value: number
  lastMs: number
}

/** Delta series whose sums are remembered; the ones heard of longest ago go first. */
const MAX_KNOWN = 200_000
/** A series that was silent for so long starts anew, as a counter does after a restart. */
const SILENT_MS = 30 * 60_000

/** Sums deltas up, since Prometheus' functions want counters; a series is known by its labels as text. */
export class Accumulator {
  readonly #totals = new Map<string, Total>()

  /** The total after this delta; null for one that is older than the last. */
  add(series: string, ms: number, delta: number): number | null {
    const known = this.#totals.get(series)
    if (known !== undefined && ms <= known.lastMs) return null
    const isAlive = known !== undefined && ms - known.lastMs < SILENT_MS
    const value = (isAlive ? known.value : 0) + delta
    this.#totals.delete(series)
    if (this.#totals.size >= MAX_KNOWN) {
      const [oldest] = this.#totals.keys()
      if (oldest !== undefined) this.#totals.delete(oldest)
    }
    this.#totals.set(series, { value, lastMs: ms })
    return value
  }
}
