import type { Report } from '@unloop/engine/report'
import type { Job, Outcome } from './job.ts'

interface Waiting {
  readonly job: Job
  readonly resolve: (report: Report) => void
  readonly reject: (error: Error) => void
}

export interface LaneOptions {
  /** Hands a job to the thread. Throws where it cannot be handed over. */
  readonly send: (job: Job) => void
  /** The job that is under way did not end in time. */
  readonly onLate: () => void
}

const TIMEOUT_MS = 120_000
const MAX_WAITING = 16

/** A diagnosis that did not end in time, or for which there is no room. */
export class DiagnosisError extends Error {}

/** Jobs one after the other. */
export class Lane {
  readonly #options: LaneOptions
  readonly #queue: Waiting[] = []
  #busy: Waiting | null = null
  #timer: NodeJS.Timeout | null = null

  constructor(options: LaneOptions) {
    this.#options = options
  }

  add(job: Job): Promise<Report> {
    if (this.#queue.length >= MAX_WAITING)
      return Promise.reject(
        new DiagnosisError('Too many diagnoses wait already. Try again in a moment.'),
      )
    return new Promise((resolve, reject) => {
      this.#queue.push({ job, resolve, reject })
      this.next()
    })
  }

  /** Ends the job that is under way. */
  settle(outcome: Outcome): void {
    const busy = this.#release()
    if ('report' in outcome) busy?.resolve(outcome.report)
    else busy?.reject(new DiagnosisError(outcome.error))
    this.next()
  }

  /** Gives the job up that is under way; the next one is left waiting. */
  fail(why: string): void {
    this.#release()?.reject(new DiagnosisError(why))
  }

  /** Gives up all that waits. */
  clear(why: string): void {
    for (const { reject } of this.#queue.splice(0)) reject(new DiagnosisError(why))
  }

  /** Begins what waits first, unless one is under way. */
  next(): void {
    const waiting = this.#busy === null ? this.#queue.shift() : undefined
    if (waiting === undefined) return
    this.#busy = waiting
    this.#timer = setTimeout(this.#options.onLate, TIMEOUT_MS)
    try {
      this.#options.send(waiting.job)
    } catch (error) {
      const { isUrgent = false } = waiting.job
      this.settle({ error: `The evidence cannot be handed over: ${String(error)}`, isUrgent })
    }
  }

  #release(): Waiting | null {
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = null
    const busy = this.#busy
    this.#busy = null
    return busy
  }
}
