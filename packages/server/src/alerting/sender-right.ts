import { randomUUID } from 'node:crypto'
import { hostname } from 'node:os'
import { type SenderLock, takeSenderLock } from '@unloop/alerting'
import { ClusterApi } from '@unloop/sources'
import { LeaseLock } from './lease.ts'

/** A Lease, and the cluster that has it. */
export interface LeaseSettings {
  readonly name: string
  /** That of the context, or of this pod, unless given. */
  readonly namespace?: string
  readonly kubeconfig?: string
  readonly context?: string
}

interface SenderRightOptions {
  readonly folder: string
  readonly lease: LeaseSettings | null
  readonly log: (line: string) => void
}

interface SenderRightEvents {
  readonly taken: () => Promise<void>
  readonly lost: () => Promise<void>
}

const RETRY_MS = 2_000

/** The right to notify: one of several processes has it, and the next takes it when that is gone. */
export class SenderRight {
  readonly #options: SenderRightOptions
  readonly #api: ClusterApi | null
  readonly #take: () => Promise<SenderLock | undefined>
  #lock: SenderLock | undefined
  #timer: NodeJS.Timeout | undefined
  #told = ''
  #isReleased = false

  constructor(options: SenderRightOptions) {
    const { lease, folder } = options
    this.#options = options
    this.#api = lease === null ? null : new ClusterApi({ ...lease, requestTimeoutMs: 5_000 })
    this.#take = lease === null ? () => takeSenderLock(folder) : this.#takeLease(lease)
  }

  get isHeld(): boolean {
    return this.#lock !== undefined
  }

  /** Takes it, now or as soon as it is free. Done after the first try; rejects with what `taken` does. */
  async seek(events: SenderRightEvents): Promise<void> {
    clearTimeout(this.#timer)
    const lock = await this.#try()
    if (this.#isReleased) return lock?.release()
    if (lock === undefined) return this.#later(events)
    this.#lock = lock
    if (this.#told !== '') this.#options.log('This one notifies from now on.')
    this.#told = ''
    lock.lost.addEventListener('abort', () => this.#lose(events), { once: true })
    await events.taken()
  }

  async #try(): Promise<SenderLock | undefined> {
    try {
      const lock = await this.#take()
      if (lock === undefined)
        this.#tell('Another process notifies: this one waits until that is gone.')
      return lock
    } catch (error) {
      this.#tell(
        `It does not notify yet: ${error instanceof Error ? error.message : String(error)}`,
      )
      return undefined
    }
  }

  #lose(events: SenderRightEvents): void {
    this.#lock = undefined
    this.#tell('It no longer notifies: the Lease could not be renewed, or another has it.')
    events
      .lost()
      .catch((error: unknown) => this.#options.log(String(error)))
      .finally(() => this.#later(events))
  }

  #later(events: SenderRightEvents): void {
    if (this.#isReleased) return
    this.#timer = setTimeout(() => {
      this.seek(events).catch((error: unknown) =>
        this.#options.log(`Notifying cannot begin: ${String(error)}`),
      )
    }, RETRY_MS)
    this.#timer.unref()
  }

  /** Each reason once, until it changes. */
  #tell(line: string): void {
    if (line !== this.#told) this.#options.log(line)
    this.#told = line
  }

  #takeLease({ name, namespace }: LeaseSettings): () => Promise<SenderLock | undefined> {
    const api = this.#api as ClusterApi
    const lock = new LeaseLock({
      api,
      name,
      namespace: namespace ?? api.namespace,
      identity: `${hostname()}_${randomUUID()}`,
      elapsed: () => performance.now(),
    })
    return () => lock.take()
  }

  /** Hands it to the next. Idempotent. */
  async release(): Promise<void> {
    this.#isReleased = true
    clearTimeout(this.#timer)
    await this.#lock?.release()
    this.#api?.close()
  }
}
