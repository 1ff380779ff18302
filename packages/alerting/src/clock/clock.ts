/** Time as the whole package sees it; tests move it by hand. */
export interface Clock {
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** Calls back once after so many milliseconds; the function returned takes it back. */
  readonly after: (ms: number, callback: () => void) => () => void
}

// The longest time of `setTimeout`; a longer one would fire at once.
const MAX_TIMEOUT_MS = 2 ** 31 - 1

/** The machine's clock. Timers do not keep the process alive. */
export const systemClock: Clock = {
  now: () => Date.now(),
  after: (ms, callback) => {
    const timer = setTimeout(callback, Math.min(Math.max(ms, 0), MAX_TIMEOUT_MS))
    return () => clearTimeout(timer)
  },
}
