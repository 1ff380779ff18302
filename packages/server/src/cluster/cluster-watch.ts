import { logsWanted } from '@unloop/engine'
import { watchCluster, type ClusterOptions } from '@unloop/sources'
import type { Snapshot } from '@unloop/engine/evidence'
import type { Store } from '@unloop/store'
import type { Diagnoser } from '../diagnosis/diagnoser.ts'
import { IncidentTracker, type Tracked } from '../incidents/tracker.ts'
import { incidentBlocks, storedIncidents } from '../incidents/rows.ts'
import { Recorder } from './recorder.ts'
import type { Look } from '../alerting/board.ts'

export interface ClusterWatchOptions {
  readonly store: Store
  readonly diagnoser: Diagnoser
  /** The name that stands on every row. */
  readonly cluster: string
  readonly way: Pick<ClusterOptions, 'kubeconfig' | 'context' | 'namespaces'>
  readonly intervalMs: number
  readonly log: (line: string) => void
  /** Told of each look, with the incidents that are open then. */
  readonly onLook?: (look: Look) => void
}

export interface ClusterStatus {
  readonly cluster: string
  /** When it was last read whole; 0 before the first time. */
  readonly readMs: number
  readonly error: string | null
  readonly gaps: readonly string[]
  readonly openIncidents: number
}

const RETRY_MS = 10_000

/** Reads one cluster again and again, keeps what it would forget, and diagnoses it. */
export class ClusterWatch {
  readonly #options: ClusterWatchOptions
  readonly #stop = new AbortController()
  readonly #recorder: Recorder
  readonly #tracker = new IncidentTracker()
  #readMs = 0
  #error: string | null = null
  #gaps: readonly string[] = []
  #running: Promise<void> = Promise.resolve()

  constructor(options: ClusterWatchOptions) {
    this.#options = options
    this.#recorder = new Recorder(options.cluster)
  }

  async start(): Promise<void> {
    const { store, cluster } = this.#options
    this.#tracker.restore(await storedIncidents(store, cluster), Date.now())
    await this.#recorder.restore(store)
    this.#running = this.#run()
  }

  status(): ClusterStatus {
    return {
      cluster: this.#options.cluster,
      readMs: this.#readMs,
      error: this.#error,
      gaps: this.#gaps,
      openIncidents: this.#tracker.open.length,
    }
  }

  get open(): Tracked[] {
    return this.#tracker.open
  }

  async stop(): Promise<void> {
    this.#stop.abort()
    await this.#running
  }

  // Never rejects: what fails is told and tried again.
  async #run(): Promise<void> {
    const { signal } = this.#stop
    while (!signal.aborted) {
      try {
        await this.#readOn()
      } catch (error) {
        this.#failed(error)
      }
      if (!signal.aborted) await pause(RETRY_MS, signal)
    }
  }

  async #readOn(): Promise<void> {
    const { way, intervalMs } = this.#options
    const { signal } = this.#stop
    for await (const watched of watchCluster({ ...way, logsWanted }, { intervalMs, signal })) {
      if (watched.kind === 'failed') this.#failed(watched.error)
      else await this.#take(watched.snapshot)
    }
  }

  async #take(snapshot: Snapshot): Promise<void> {
    const { store, cluster, diagnoser } = this.#options
    const nowMs = Date.now()
    const generatedAt = new Date(nowMs).toISOString()
    const report = await diagnoser.diagnose({ kind: 'snapshot', snapshot, generatedAt })
    const changes = this.#tracker.update(report, nowMs)
    this.#options.onLook?.({ cluster, snapshot, open: this.#tracker.open, nowMs })
    const blocks = [
      ...this.#recorder.record(snapshot, nowMs),
      ...incidentBlocks(changes, cluster, nowMs),
    ]
    try {
      await Promise.all(blocks.map((block) => store.insert(block)))
    } catch (error) {
      this.#recorder.forget()
      throw error
    }
    this.#readMs = nowMs
    this.#error = null
    this.#gaps = report.gaps
  }

  #failed(error: unknown): void {
    const why = error instanceof Error ? error.message : String(error)
    if (why !== this.#error)
      this.#options.log(`The cluster ${this.#options.cluster} cannot be read: ${why}`)
    this.#error = why
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      resolve()
    })
  })
}
