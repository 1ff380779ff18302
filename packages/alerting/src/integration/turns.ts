import { NotifyError } from './notify-error.ts'

/**
 * Lets so many run at once, and the others wait for their turn. What waits is not begun, so that a flush which ends
 * meanwhile gives it up before anything was sent.
 */
export class Turns {
  readonly #limit: number
  #running = 0
  readonly #waiting = new Set<() => void>()

  constructor(limit: number) {
    this.#limit = limit
  }

  /** Gives the function that ends the turn. @throws {NotifyError} where the signal comes first */
  async enter(signal: AbortSignal): Promise<() => void> {
    if (signal.aborted) throw timedOut()
    if (this.#running < this.#limit) this.#running++
    else await this.#turn(signal)
    return () => this.#end()
  }

  /** @throws {NotifyError} where the signal comes before the turn; what the work throws */
  async run<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    const end = await this.enter(signal)
    try {
      return await work()
    } finally {
      end()
    }
  }

  /** Waits for a place. @throws {NotifyError} where the signal comes first */
  #turn(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const begin = (): void => {
        signal.removeEventListener('abort', giveUp)
        resolve()
      }
      const giveUp = (): void => {
        this.#waiting.delete(begin)
        reject(timedOut())
      }
      this.#waiting.add(begin)
      signal.addEventListener('abort', giveUp, { once: true })
    })
  }

  /** The place goes to the one that has waited longest. */
  #end(): void {
    const [next] = this.#waiting
    if (next === undefined) this.#running--
    else {
      this.#waiting.delete(next)
      next()
    }
  }
}

/** In the words of a request that took too long: for a receiver it is the same. */
function timedOut(): NotifyError {
  return new NotifyError('request timed out', true)
}
