import { Worker } from 'node:worker_threads'
import type { Report } from '@unloop/engine/report'
import type { Job, Outcome } from './job.ts'
import { Lane } from './lane.ts'

// The bundle keeps modules beside each other and names this one by itself.
const WORKER = new URL(
  import.meta.url.endsWith('.ts') ? './diagnose-worker.ts' : './diagnose-worker.mjs',
  import.meta.url,
)
/** Snapshots are large and live for one job: with more room for new objects they would only lie around longer. */
const YOUNG_MIB = 24

/**
 * Diagnoses in a thread, one job after the other, urgent ones between two steps of the one that is under way; a thread that
 * does not come back is replaced.
 */
export class Diagnoser {
  readonly #lane = this.#newLane()
  readonly #urgent = this.#newLane()
  #worker: Worker | null = null

  /** Rejects with a `DiagnosisError`. */
  diagnose(job: Job): Promise<Report> {
    return this.#laneOf(job).add(job)
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
    const why = 'The server is ending.'
    for (const lane of [this.#lane, this.#urgent]) lane.clear(why)
    this.#fail(why)
    await worker?.terminate()
  }

  #newLane(): Lane {
    return new Lane({
      send: (job) => (this.#worker ??= this.#start()).postMessage(job),
      onLate: () => this.#fail('The diagnosis took too long.'),
    })
  }

  #laneOf({ isUrgent }: Pick<Job, 'isUrgent'>): Lane {
    return isUrgent === true ? this.#urgent : this.#lane
  }

  #start(): Worker {
    const worker = new Worker(WORKER, {
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MIB },
    })
    worker.on('message', (outcome: Outcome) => {
      if (this.#worker === worker) this.#laneOf(outcome).settle(outcome)
    })
    worker.on('error', (error: Error) => {
      if (this.#worker === worker) this.#fail(`The diagnosis failed: ${error.message}`)
    })
    worker.unref()
    return worker
  }

  /** Gives up what is under way, with its thread. */
  #fail(why: string): void {
    void this.#worker?.terminate()
    this.#worker = null
    const lanes = [this.#lane, this.#urgent]
    for (const lane of lanes) lane.fail(why)
    for (const lane of lanes) lane.next()
  }
}
