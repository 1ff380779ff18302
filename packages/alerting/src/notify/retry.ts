import type { Clock } from '../clock/clock.ts'
import { NotifyError } from '../integration/notify-error.ts'

// Upstream's back-off (`cenkalti/backoff`): half a second at first, a minute at most. Its jitter is left out.
const FIRST_PAUSE_MS = 500
const MAX_PAUSE_MS = 60_000
const FACTOR = 1.5

/** When to give up, and what errors call the integration. */
interface RetryOptions {
  readonly clock: Clock
  readonly signal: AbortSignal
  readonly name: string
}

/** Tries again with growing pauses what may succeed later. @throws {NotifyError} what is final, or the last failure when the flush ends */
export async function retrying<T>(attempt: () => Promise<T>, options: RetryOptions): Promise<T> {
  let pause = FIRST_PAUSE_MS
  for (let attempts = 1; ; attempts++) {
    try {
      return await attempt()
    } catch (error) {
      const failure =
        error instanceof NotifyError ? error : new NotifyError(String(error), true, error)
      if (!failure.isRetryable)
        throw new NotifyError(
          `${options.name}: notify retry canceled due to unrecoverable error after ${attempts} attempts: ${failure.message}`,
          false,
          error,
        )
      if (!(await paused(pause, options)))
        throw new NotifyError(
          `${options.name}: notify retry canceled after ${attempts} attempts: ${failure.message}`,
          true,
          error,
        )
      pause = Math.min(pause * FACTOR, MAX_PAUSE_MS)
    }
  }
}

/** False where the flush ended meanwhile. */
function paused(ms: number, { clock, signal }: RetryOptions): Promise<boolean> {
  if (signal.aborted) return Promise.resolve(false)
  return new Promise((resolve) => {
    const end = (value: boolean): void => {
      cancel()
      signal.removeEventListener('abort', abort)
      resolve(value)
    }
    const abort = (): void => end(false)
    const cancel = clock.after(ms, () => end(true))
    signal.addEventListener('abort', abort, { once: true })
  })
}
