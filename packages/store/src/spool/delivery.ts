import { mkdir, rename } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Driver } from '../drivers/driver.ts'
import { isStoreError, type StoreError } from '../errors.ts'
import type { Batch } from './batch.ts'

export interface DeliveryOptions {
  readonly driver: Driver
  /** Where batches go that the engine calls wrong: looked at by people, never tried again. */
  readonly rejectedFolder: string
  readonly onDelivered: (batch: Batch) => void
  readonly onRejected: (batch: Batch, error: StoreError) => void
  readonly onFailed: (error: StoreError) => void
}

interface Waiter {
  readonly batches: Set<Batch>
  readonly resolve: () => void
  readonly reject: (error: unknown) => void
}

const FIRST_RETRY_MS = 200
const LAST_RETRY_MS = 10_000

/** Brings the batches of one table into the engine, one after the other, until each is there. */
export class Delivery {
  readonly #options: DeliveryOptions
  readonly #queue: Batch[] = []
  #waiters: Waiter[] = []
  #running: Promise<void> | null = null
  #stop = new AbortController()

  constructor(options: DeliveryOptions) {
    this.#options = options
  }

  get bytes(): number {
    return this.#queue.reduce((sum, batch) => sum + batch.bytes, 0)
  }

  add(batch: Batch): void {
    this.#queue.push(batch)
    this.#running ??= this.#run()
  }

  /** Resolves once all that is queued now is delivered; rejects with the next failure. */
  delivered(): Promise<void> {
    if (this.#queue.length === 0) return Promise.resolve()
    return new Promise((resolve, reject) => {
      this.#waiters.push({ batches: new Set(this.#queue), resolve, reject })
    })
  }

  /** Ends after the insert that is under way; what is left is delivered by the next process. */
  async stop(): Promise<void> {
    this.#stop.abort()
    await this.#running
  }

  async #run(): Promise<void> {
    let pause = FIRST_RETRY_MS
    while (this.#queue[0] !== undefined && !this.#stop.signal.aborted) {
      const batch = this.#queue[0]
      const failure = await this.#deliver(batch)
      if (failure === null) {
        pause = FIRST_RETRY_MS
        this.#queue.shift()
        this.#settle(batch)
        continue
      }
      this.#fail(failure)
      await pausing(pause, this.#stop.signal)
      pause = Math.min(pause * 2, LAST_RETRY_MS)
    }
    this.#running = null
  }

  /** Null where there is nothing left to do for the batch. */
  async #deliver(batch: Batch): Promise<StoreError | null> {
    const { onDelivered, onRejected } = this.#options
    try {
      await this.#insert(batch)
    } catch (error) {
      if (!isStoreError(error)) throw error
      if (error.code !== 'query') return error
      await this.#setAside(batch)
      onRejected(batch, error)
      return null
    }
    await batch.remove()
    onDelivered(batch)
    return null
  }

  async #insert(batch: Batch): Promise<void> {
    const { driver } = this.#options
    const { table, files, token, triedAt } = batch
    if (triedAt === null) {
      const position = await driver.position(table)
      if (position !== null) await batch.begin(position)
    }
    await driver.insertFiles({ table, files, token, triedAt })
  }

  async #setAside(batch: Batch): Promise<void> {
    await mkdir(this.#options.rejectedFolder, { recursive: true })
    const name = `${batch.table}-${basename(batch.folder)}`
    await rename(batch.folder, join(this.#options.rejectedFolder, name))
  }

  #settle(batch: Batch): void {
    this.#waiters = this.#waiters.filter(({ batches, resolve }) => {
      batches.delete(batch)
      if (batches.size > 0) return true
      resolve()
      return false
    })
  }

  #fail(error: StoreError): void {
    this.#options.onFailed(error)
    for (const { reject } of this.#waiters) reject(error)
    this.#waiters = []
  }
}

function pausing(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      resolve()
    })
  })
}
