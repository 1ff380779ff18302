import type { Clock } from '../clock/clock.ts'

interface Timer {
  at: number
  readonly callback: () => void
}

/** A clock that stands until it is moved; timers fire in their order, and what they began is let finish. */
export class ManualClock implements Clock {
  #now: number
  readonly #timers = new Set<Timer>()

  readonly #rounds: number

  /** @param rounds how often what waits for another turn of the event loop is let run before a timer fires */
  constructor(now: number, rounds = 0) {
    this.#now = now
    this.#rounds = rounds
  }

  readonly now = (): number => this.#now

  readonly after = (ms: number, callback: () => void): (() => void) => {
    const timer = { at: this.#now + Math.max(ms, 0), callback }
    this.#timers.add(timer)
    return () => this.#timers.delete(timer)
  }

  /** Sets the wall clock; timers come after as long as before, since they do not follow it. */
  set(now: number): void {
    const shift = now - this.#now
    this.#now = now
    for (const timer of this.#timers) timer.at += shift
  }

  async advance(ms: number): Promise<void> {
    const end = this.#now + ms
    for (;;) {
      await settle(this.#rounds)
      const next = [...this.#timers]
        .filter(({ at }) => at <= end)
        .toSorted((a, b) => a.at - b.at)[0]
      if (next === undefined) break
      this.#timers.delete(next)
      this.#now = Math.max(this.#now, next.at)
      next.callback()
    }
    this.#now = end
    await settle(this.#rounds)
  }
}

/** Lets promises that wait for nothing outside run on. */
async function settle(rounds: number): Promise<void> {
  for (let turn = 0; turn < 30; turn++) await Promise.resolve()
  for (let round = 0; round < rounds; round++) await new Promise((resolve) => setImmediate(resolve))
}
