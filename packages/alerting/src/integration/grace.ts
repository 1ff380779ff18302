/** How long what was begun may go on once a flush's time is over, and once everything is to end. */
const GRACE_MS = 10_000
const STOP_GRACE_MS = 1_500

/** The reason of an abort that ends the process rather than a flush. */
export const STOPPED = 'stopped'

/**
 * Comes a while after the signal: nothing new is begun from the signal on, but what is under way may be answered still.
 * A receiver has perhaps taken it already, and would be told again.
 */
export function afterGrace(signal: AbortSignal): AbortSignal {
  const late = new AbortController()
  const begin = (): void => {
    const ms = signal.reason === STOPPED ? STOP_GRACE_MS : GRACE_MS
    setTimeout(() => late.abort(), ms).unref()
  }
  if (signal.aborted) begin()
  else signal.addEventListener('abort', begin, { once: true })
  return late.signal
}
