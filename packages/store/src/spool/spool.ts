import { mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Block } from '../block/block.ts'
import type { Driver } from '../drivers/driver.ts'
import { StoreError } from '../errors.ts'
import { TABLES, type TableName } from '../tables/index.ts'
import { Batch } from './batch.ts'
import { Delivery } from './delivery.ts'
import { TableSpool, type BatchLimits } from './table-spool.ts'

export interface SpoolLimits extends BatchLimits {
  /** Blocks in memory that are not on the disk yet. */
  readonly memoryBytes: number
  /** Batches on the disk that are not in the engine yet. */
  readonly diskBytes: number
}

export const SPOOL_LIMITS: SpoolLimits = {
  rows: 200_000,
  bytes: 32 << 20,
  ageMs: 1_000,
  memoryBytes: 64 << 20,
  diskBytes: 1 << 30,
}

export interface SpoolCounts {
  readonly acknowledgedRows: number
  readonly deliveredRows: number
  /** Rows in batches that the engine called wrong. */
  readonly rejectedRows: number
  /** Files that were cut off when an earlier process died; nobody was told that they are stored. */
  readonly tornFiles: number
  readonly waitingBytes: number
  readonly lastError: string | null
}

/**
 * What stands between an acknowledgement and the engine. A block is acknowledged once it is on the disk in a file of
 * the engine's own format; a batch of such files becomes one insert, which is tried until it is in. Before the first try
 * the place where it begins is noted, so that it is stored once whenever the process dies.
 */
export class Spool {
  readonly #tables = new Map<TableName, { spool: TableSpool; delivery: Delivery }>()
  readonly #limits: SpoolLimits
  readonly #folder: string
  readonly #driver: Driver
  #inMemory = 0
  #counts = { acknowledgedRows: 0, deliveredRows: 0, rejectedRows: 0, tornFiles: 0 }
  #lastError: string | null = null
  #isClosed = false

  private constructor(folder: string, driver: Driver, limits: SpoolLimits) {
    this.#folder = folder
    this.#driver = driver
    this.#limits = limits
  }

  static async open(folder: string, driver: Driver, limits: SpoolLimits): Promise<Spool> {
    const spool = new Spool(folder, driver, limits)
    for (const table of Object.keys(TABLES) as TableName[]) await spool.#recover(table)
    return spool
  }

  /** Resolves once the block is on the disk. Rejects with code `busy` or `full` where it was not taken. */
  async append(block: Block): Promise<void> {
    if (this.#isClosed) throw new StoreError('unavailable', 'The store is closed.')
    const size = block.bytes.length
    if (this.#inMemory + size > this.#limits.memoryBytes && this.#inMemory > 0)
      throw busy('More arrives than the disk takes')
    if (this.waitingBytes > this.#limits.diskBytes) throw this.#behind()
    this.#inMemory += size
    try {
      await this.#of(block.table).spool.append(block)
      this.#counts.acknowledgedRows += block.rows
    } finally {
      this.#inMemory -= size
    }
  }

  /** Makes all that is acknowledged readable. */
  async flush(tables: readonly TableName[] = [...this.#tables.keys()]): Promise<void> {
    await Promise.all(
      tables.map(async (table) => {
        const { spool, delivery } = this.#of(table)
        await spool.seal()
        await delivery.delivered()
      }),
    )
  }

  get waitingBytes(): number {
    let bytes = 0
    for (const { delivery } of this.#tables.values()) bytes += delivery.bytes
    return bytes
  }

  counts(): SpoolCounts {
    return { ...this.#counts, waitingBytes: this.waitingBytes, lastError: this.#lastError }
  }

  /** Delivers what it can in the time that is left; the rest waits on the disk. */
  async close(withinMs: number): Promise<void> {
    this.#isClosed = true
    const late = new Promise((resolve) => setTimeout(resolve, withinMs).unref())
    await Promise.race([this.flush().catch(() => {}), late])
    await Promise.all([...this.#tables.values()].map(({ delivery }) => delivery.stop()))
  }

  async #recover(table: TableName): Promise<void> {
    const folder = join(this.#folder, table)
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const left: Batch[] = []
    for (const name of (await readdir(folder)).sort()) {
      const { batch, torn } = await Batch.recover(table, join(folder, name))
      this.#counts.tornFiles += torn
      if (batch.rows > 0) left.push(batch)
      else await batch.remove()
    }
    // The one whose insert had begun goes first: what it stored is told from what came before it.
    for (const batch of left.filter(({ triedAt }) => triedAt !== null)) this.#add(batch)
    for (const batch of left.filter(({ triedAt }) => triedAt === null)) this.#add(batch)
  }

  #add(batch: Batch): void {
    this.#of(batch.table).delivery.add(batch)
  }

  #of(table: TableName): { spool: TableSpool; delivery: Delivery } {
    const known = this.#tables.get(table)
    if (known !== undefined) return known
    const delivery = new Delivery({
      driver: this.#driver,
      rejectedFolder: join(this.#folder, 'rejected'),
      onDelivered: (batch) => {
        this.#counts.deliveredRows += batch.rows
        this.#lastError = null
      },
      onRejected: (batch, error) => {
        this.#counts.rejectedRows += batch.rows
        this.#lastError = error.message
      },
      onFailed: (error) => {
        this.#lastError = error.message
      },
    })
    const spool = new TableSpool({
      table,
      folder: join(this.#folder, table),
      limits: this.#limits,
      onSealed: (batch) => delivery.add(batch),
      isBehind: () => delivery.bytes > 0,
    })
    const made = { spool, delivery }
    this.#tables.set(table, made)
    return made
  }

  #behind(): StoreError {
    const why = this.#lastError === null ? '' : `: ${this.#lastError}`
    return busy(`The store is behind by ${Math.round(this.waitingBytes / 1e6)} MB${why}`)
  }
}

function busy(why: string): StoreError {
  return new StoreError('busy', `${why}. Try again in a moment.`)
}
