/** Changes come in bursts: a turn takes all of them, once there was a rest. */
export interface TurnTimes {
  /** Nothing is done before, but for what is urgent. */
  readonly restMs: number
  /** Nothing at all is done before; at most `restMs`. */
  readonly urgentMs: number
  /** It is done then, whatever happened. */
  readonly idleMs: number
  readonly signal: AbortSignal
}

/** When to look again: after a change, but not at once, and after a while in any case. */
export class Turns {
  #isDue = false
  #isUrgent = false
  #wake: (() => void) | null = null

  /** Something changed. */
  note(): void {
    this.#isDue = true
    this.#wake?.()
  }

  /** Something changed that somebody waits to hear of. */
  noteUrgent(): void {
    this.#isUrgent = true
    this.note()
  }

  async next({ restMs, urgentMs, idleMs, signal }: TurnTimes): Promise<void> {
    await pause(urgentMs, signal)
    await this.#wait(restMs - urgentMs, signal, () => this.#isUrgent)
    await this.#wait(idleMs - restMs, signal, () => this.#isDue)
    this.#isDue = false
    this.#isUrgent = false
  }

  /** Until the time is over or what is noted is enough. */
  async #wait(ms: number, signal: AbortSignal, isEnough: () => boolean): Promise<void> {
    if (ms <= 0 || signal.aborted || isEnough()) return
    await new Promise<void>((resolve) => {
      const end = (): void => {
        clearTimeout(timer)
        signal.removeEventListener('abort', end)
        this.#wake = null
        resolve()
      }
      const timer = setTimeout(end, ms)
      signal.addEventListener('abort', end)
      this.#wake = () => {
        if (isEnough()) end()
      }
    })
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
