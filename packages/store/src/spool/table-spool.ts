import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import type { Block } from '../block/block.ts'
import type { TableName } from '../tables/index.ts'
import { Batch } from './batch.ts'

export interface BatchLimits {
  readonly rows: number
  readonly bytes: number
  /** How long a batch may wait for more; what is acknowledged can be read after that. */
  readonly ageMs: number
}

interface Waiting {
  readonly block: Block
  readonly resolve: () => void
  readonly reject: (error: unknown) => void
}

const MAX_GROUP_BYTES = 8 << 20
const MAX_FILES = 200

/**
 * Takes blocks of one table to the disk. What arrives while a write is under way is written together in the next one,
 * so that one wait for the disk acknowledges many.
 */
export class TableSpool {
  readonly #table: TableName
  readonly #folder: string
  readonly #limits: BatchLimits
  readonly #sealed: (batch: Batch) => void
  readonly #isBehind: () => boolean
  #waiting: Waiting[] = []
  #batch: Batch | null = null
  #writing: Promise<void> | null = null
  #timer: NodeJS.Timeout | null = null

  constructor(options: {
    readonly table: TableName
    readonly folder: string
    readonly limits: BatchLimits
    readonly onSealed: (batch: Batch) => void
    /** The engine is still at work on batches that were sealed before. */
    readonly isBehind: () => boolean
  }) {
    this.#table = options.table
    this.#folder = options.folder
    this.#limits = options.limits
    this.#sealed = options.onSealed
    this.#isBehind = options.isBehind
  }

  /** Resolves once the block is on the disk. */
  append(block: Block): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ block, resolve, reject })
      this.#writing ??= this.#write()
    })
  }

  /** Hands the open batch over, once what waits is in it. */
  async seal(): Promise<void> {
    while (this.#writing !== null) await this.#writing
    this.#seal()
  }

  // Never rejects: each failure goes to those that it concerns.
  async #write(): Promise<void> {
    // The requests of one turn of the event loop are one group.
    await new Promise((resolve) => setImmediate(resolve))
    while (this.#waiting.length > 0) {
      const group = this.#nextGroup()
      try {
        await this.#append(group.map(({ block }) => block))
        for (const { resolve } of group) resolve()
      } catch (error) {
        for (const { reject } of group) reject(error)
      }
    }
    this.#writing = null
  }

  #nextGroup(): Waiting[] {
    let bytes = 0
    let end = 0
    while (end < this.#waiting.length && bytes < MAX_GROUP_BYTES)
      bytes += this.#waiting[end++]!.block.bytes.length
    return this.#waiting.splice(0, end)
  }

  async #append(blocks: readonly Block[]): Promise<void> {
    const batch = (this.#batch ??= await this.#open())
    const rows = blocks.reduce((sum, block) => sum + block.rows, 0)
    await batch.append(
      rows,
      blocks.map(({ bytes }) => bytes),
    )
    const { rows: maxRows, bytes: maxBytes } = this.#limits
    if (batch.rows >= maxRows || batch.bytes >= maxBytes || batch.files.length >= MAX_FILES)
      this.#seal()
  }

  async #open(): Promise<Batch> {
    const now = Date.now()
    const name = `${now}-${randomBytes(6).toString('hex')}`
    const batch = await Batch.create(this.#table, join(this.#folder, name), now)
    this.#sealLater()
    return batch
  }

  /** A batch grows for as long as the engine is busy: fewer and larger inserts cost less, and it would only wait. */
  #sealLater(): void {
    this.#timer = setTimeout(() => {
      if (this.#isBehind()) this.#sealLater()
      else void this.seal()
    }, this.#limits.ageMs)
  }

  #seal(): void {
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = null
    const batch = this.#batch
    this.#batch = null
    if (batch !== null && batch.rows > 0) this.#sealed(batch)
    else void batch?.remove()
  }
}
