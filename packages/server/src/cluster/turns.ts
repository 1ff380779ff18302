/** Changes come in bursts: a turn takes all of them, once there was a rest. */
export interface TurnTimes {
  /** Nothing is done before. */
  readonly restMs: number
  /** It is done then, whatever happened. */
  readonly idleMs: number
  readonly signal: AbortSignal
}

/** When to look again: after a change, but not at once, and after a while in any case. */
export class Turns {
  #isDue = false
  #wake: (() => void) | null = null

  /** Something changed. */
  note(): void {
    this.#isDue = true
    this.#wake?.()
  }

  async next({ restMs, idleMs, signal }: TurnTimes): Promise<void> {
    await pause(restMs, signal)
    if (!this.#isDue && !signal.aborted)
      await new Promise<void>((resolve) => {
        const end = (): void => {
          clearTimeout(timer)
          signal.removeEventListener('abort', end)
          this.#wake = null
          resolve()
        }
        const timer = setTimeout(end, Math.max(0, idleMs - restMs))
        signal.addEventListener('abort', end)
        this.#wake = end
      })
    this.#isDue = false
  }
}

/** Ends early where it is told to stop. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve()
    const end = (): void => {
      clearTimeout(timer)
      signal.removeEventListener('abort', end)
      resolve()
    }
    const timer = setTimeout(end, ms)
    signal.addEventListener('abort', end)
  })
}
