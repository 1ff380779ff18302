import { Worker } from 'node:worker_threads'
import type { Report } from '@unloop/engine/report'
import type { Job, Outcome } from './job.ts'

interface Waiting {
  readonly job: Job
  readonly resolve: (report: Report) => void
  readonly reject: (error: Error) => void
}

// The bundle keeps modules beside each other and names this one by itself.
const WORKER = new URL(
  import.meta.url.endsWith('.ts') ? './diagnose-worker.ts' : './diagnose-worker.mjs',
  import.meta.url,
)
const TIMEOUT_MS = 120_000
const MAX_WAITING = 16

/** A diagnosis that did not end in time, or for which there is no room. */
export class DiagnosisError extends Error {}

/** Diagnoses in a thread, one job after the other; a thread that does not come back is replaced. */
export class Diagnoser {
  readonly #queue: Waiting[] = []
  #worker: Worker | null = null
  #busy: Waiting | null = null
  #timer: NodeJS.Timeout | null = null

  diagnose(job: Job): Promise<Report> {
    if (this.#queue.length >= MAX_WAITING)
      return Promise.reject(
        new DiagnosisError('Too many diagnoses wait already. Try again in a moment.'),
      )
    return new Promise((resolve, reject) => {
      this.#queue.push({ job, resolve, reject })
      this.#next()
    })
  }

  /** Loads the engine beforehand, so that the first crash does not wait for it. */
  async warm(): Promise<void> {
    const generatedAt = new Date(0).toISOString()
    await this.diagnose({ kind: 'text', text: 'Error: not ready\n', generatedAt }).catch(
      () => undefined,
    )
  }

  async close(): Promise<void> {
    const worker = this.#worker
    this.#fail('The server is ending.')
    for (const { reject } of this.#queue.splice(0))
      reject(new DiagnosisError('The server is ending.'))
    await worker?.terminate()
  }

  #next(): void {
    const waiting = this.#busy === null ? this.#queue.shift() : undefined
    if (waiting === undefined) return
    this.#busy = waiting
    this.#timer = setTimeout(() => this.#fail('The diagnosis took too long.'), TIMEOUT_MS)
    this.#worker ??= this.#start()
    try {
      this.#worker.postMessage(waiting.job)
    } catch (error) {
      this.#settle({ error: `The evidence cannot be handed over: ${String(error)}` })
    }
  }

  #start(): Worker {
    const worker = new Worker(WORKER)
    worker.on('message', (outcome: Outcome) => this.#settle(outcome))
    worker.on('error', (error: Error) => {
      if (this.#worker === worker) this.#fail(`The diagnosis failed: ${error.message}`)
    })
    worker.unref()
    return worker
  }

  #settle(outcome: Outcome): void {
    const busy = this.#release()
    if ('report' in outcome) busy?.resolve(outcome.report)
    else busy?.reject(new DiagnosisError(outcome.error))
    this.#next()
  }

  /** Gives the job up with its thread. */
  #fail(why: string): void {
    void this.#worker?.terminate()
    this.#worker = null
    this.#release()?.reject(new DiagnosisError(why))
    this.#next()
  }

  #release(): Waiting | null {
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = null
    const busy = this.#busy
    this.#busy = null
    return busy
  }
}
