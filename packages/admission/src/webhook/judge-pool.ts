import { Worker } from 'node:worker_threads'
import type { JudgeOptions } from '../admission/judge.ts'
import type { Outcome } from '../admission/review.ts'

/** One AdmissionReview as it came. */
export interface Job {
  readonly body: Uint8Array
}

/** What a worker gets at its start; plain data. */
export interface WorkerSetup {
  readonly options: JudgeOptions
  /** How to reach the cluster where references are looked up. */
  readonly live: { readonly kubeconfig?: string; readonly context?: string } | null
}

/** Why no outcome came. */
export type Lost = 'timeout' | 'internal'

interface Waiting {
  readonly job: Job
  readonly done: (result: Outcome | Lost) => void
}

interface Lane {
  readonly worker: Worker
  busy: Waiting | null
  hasAnswered: boolean
}

// The bundle keeps modules beside each other and names this one by itself.
const WORKER = new URL(
  import.meta.url.endsWith('.ts') ? './judge-worker.ts' : './judge-worker.mjs',
  import.meta.url,
)

const HEAP_MB = 256
/** A thread that ends before its first answer would end again at once. */
const RESTART_MS = 1_000

/** Judges reviews in threads, one at a time each; a thread that does not come back in time is replaced. */
export class JudgePool {
  readonly #setup: WorkerSetup
  readonly #lanes: Lane[] = []
  readonly #queue: Waiting[] = []
  #isClosed = false

  constructor(setup: WorkerSetup, width: number) {
    this.#setup = setup
    for (let lane = 0; lane < width; lane++) this.#open()
  }

  /** Never rejects. `timeout` also covers a review that waited too long for its turn. */
  judge(job: Job, timeoutMs: number): Promise<Outcome | Lost> {
    return new Promise((resolve) => {
      const waiting: Waiting = {
        job,
        done: (result) => {
          clearTimeout(timer)
          resolve(result)
        },
      }
      const timer = setTimeout(() => this.#giveUp(waiting), Math.max(0, timeoutMs))
      this.#queue.push(waiting)
      this.#next()
    })
  }

  /** Ends all threads. Can be called twice. */
  async close(): Promise<void> {
    this.#isClosed = true
    const lanes = this.#lanes.splice(0)
    for (const { busy } of lanes) busy?.done('internal')
    for (const waiting of this.#queue.splice(0)) waiting.done('internal')
    await Promise.all(lanes.map(({ worker }) => worker.terminate()))
  }

  #next(): void {
    for (const lane of this.#lanes) {
      if (lane.busy !== null) continue
      const waiting = this.#queue.shift()
      if (waiting === undefined) return
      lane.busy = waiting
      lane.worker.postMessage(waiting.job, [waiting.job.body.buffer as ArrayBuffer])
    }
  }

  #giveUp(waiting: Waiting): void {
    const queued = this.#queue.indexOf(waiting)
    if (queued !== -1) this.#queue.splice(queued, 1)
    const lane = this.#lanes.find(({ busy }) => busy === waiting)
    if (lane !== undefined) this.#replace(lane, 'timeout')
    else waiting.done('timeout')
  }

  #open(): void {
    const worker = new Worker(WORKER, {
      workerData: this.#setup,
      resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
    })
    const lane: Lane = { worker, busy: null, hasAnswered: false }
    worker.on('message', (result: Outcome) => {
      const waiting = lane.busy
      lane.busy = null
      lane.hasAnswered = true
      waiting?.done(result)
      this.#next()
    })
    worker.on('error', () => this.#replace(lane, 'internal'))
    worker.on('exit', () => this.#replace(lane, 'internal'))
    worker.unref()
    this.#lanes.push(lane)
  }

  #replace(lane: Lane, why: Lost): void {
    const at = this.#lanes.indexOf(lane)
    if (at === -1) return
    this.#lanes.splice(at, 1)
    lane.busy?.done(why)
    lane.busy = null
    void lane.worker.terminate()
    const reopen = () => {
      if (this.#isClosed) return
      this.#open()
      this.#next()
    }
    if (lane.hasAnswered) reopen()
    else setTimeout(reopen, RESTART_MS).unref()
  }
}
