import { join } from 'node:path'
import type { Block } from './block/block.ts'
import { BlockWriter } from './block/block-writer.ts'
import type { Layout } from './ddl/layout.ts'
import type { Migration } from './ddl/migrations.ts'
import { DEFAULT_RETENTION, type Retention } from './ddl/retention.ts'
import { prepareSchema } from './ddl/schema.ts'
import type { Driver } from './drivers/driver.ts'
import type { Format, Parameters } from './sql/statement.ts'
import { isStoreError, StoreError } from './errors.ts'
import { brokenParts, evictOldest, tableBytes, type Dropped } from './retention/evict.ts'
import { SPOOL_LIMITS, Spool, type SpoolCounts, type SpoolLimits } from './spool/spool.ts'
import type { TableName } from './tables/index.ts'

export interface StoreOptions {
  readonly driver: Driver
  /** Where what is acknowledged waits for the engine. */
  readonly folder: string
  readonly database: string
  readonly layout?: Layout
  readonly retention?: Partial<Retention>
  /** Disk that the tables may take; oldest data goes first. */
  readonly capBytes?: number
  readonly spool?: Partial<SpoolLimits>
  readonly schema?: { readonly version: number; readonly migrations: readonly Migration[] }
}

export interface QueryOptions {
  readonly params?: Parameters
  /** Longest time that the engine works on it. */
  readonly seconds?: number
  /** Rows that it may answer with at most; more is an error with code `limit`. */
  readonly maxRows?: number
}

export interface StoreStatus extends SpoolCounts {
  readonly driver: Driver['kind']
  readonly storedBytes: number
  readonly tableBytes: Readonly<Record<string, number>>
  readonly capBytes: number | null
  readonly evicted: readonly Dropped[]
  readonly engineMemoryBytes: number | null
  /** Parts of tables that the engine could not read and set aside. */
  readonly brokenParts: number
}

const QUERY_SECONDS = 30
/** JSON's numbers hold 53 bits; and `toString(ts) AS ts` does not change what a condition on `ts` means. */
const EXACT = { output_format_json_quote_64bit_integers: 1, prefer_column_name_to_alias: 1 }
const EVICT_EVERY_MS = 60_000
/** A cap below which days are too coarse to evict by. */
const SMALL_CAP = 2e9
const KEPT_EVICTIONS = 100
const CLOSE_MS = 3_000

/** One store, whatever engine is behind it. Made by {@link openStore}. */
export class Store {
  readonly #driver: Driver
  readonly #spool: Spool
  readonly #options: StoreOptions
  readonly #layout: Layout
  readonly #timer: NodeJS.Timeout
  #evicted: Dropped[] = []
  #closing: Promise<void> | null = null

  constructor(spool: Spool, options: StoreOptions) {
    this.#driver = options.driver
    this.#spool = spool
    this.#options = options
    this.#layout = options.layout ?? { kind: 'local' }
    this.#timer = setInterval(() => void this.evict().catch(() => {}), EVICT_EVERY_MS)
    this.#timer.unref()
  }

  /**
   * Resolves once the rows are on the disk; they can be read about a second later, or after `flush`. Rejects with code
   * `busy` or `full` where they were not taken.
   */
  insert(block: Block): Promise<void> {
    return this.#spool.append(block)
  }

  /** Makes what is acknowledged readable. */
  flush(tables?: readonly TableName[]): Promise<void> {
    return this.#spool.flush(tables)
  }

  /** An answer's bytes in a format of ClickHouse's. Values go by `{name:Type}` placeholders, never into the text. */
  query(sql: string, format: Format, options: QueryOptions = {}): Promise<Uint8Array> {
    const { params = {}, seconds = QUERY_SECONDS, maxRows } = options
    const limit = maxRows === undefined ? {} : { max_result_rows: maxRows }
    const settings = { max_execution_time: seconds, ...EXACT, ...limit }
    return this.#driver.run({ sql, params, format, settings })
  }

  /** An answer's rows as objects. 64-bit integers are strings. */
  async rows<Row>(sql: string, options: QueryOptions = {}): Promise<Row[]> {
    const bytes = await this.query(sql, 'JSONEachRow', options)
    const text = new TextDecoder().decode(bytes).trimEnd()
    return text === '' ? [] : (JSON.parse(`[${text.replaceAll('\n', ',')}]`) as Row[])
  }

  /** Drops the oldest data where the store is over its cap; says and records what went. */
  async evict(): Promise<readonly Dropped[]> {
    const { database, capBytes } = this.#options
    if (capBytes === undefined) return []
    const layout = this.#layout
    const dropped = await evictOldest({ driver: this.#driver, database, layout, capBytes })
    if (dropped.length > 0) await this.#record(dropped)
    return dropped
  }

  async status(): Promise<StoreStatus> {
    const { database } = this.#options
    const tables = await tableBytes(this.#driver, { database, layout: this.#layout })
    return {
      ...this.#spool.counts(),
      driver: this.#driver.kind,
      storedBytes: Object.values(tables).reduce((sum, bytes) => sum + bytes, 0),
      tableBytes: tables,
      capBytes: this.#options.capBytes ?? null,
      evicted: this.#evicted,
      engineMemoryBytes: await this.#driver.memoryBytes(),
      brokenParts: await brokenParts(this.#driver, database),
    }
  }

  /** Delivers what it can within three seconds, and ends the engine. Idempotent. */
  close(): Promise<void> {
    this.#closing ??= this.#close()
    return this.#closing
  }

  async #close(): Promise<void> {
    clearInterval(this.#timer)
    await this.#spool.close(CLOSE_MS)
    await this.#driver.close()
  }

  async #record(dropped: readonly Dropped[]): Promise<void> {
    this.#evicted = [...this.#evicted, ...dropped].slice(-KEPT_EVICTIONS)
    const writer = new BlockWriter('dropped')
    for (const { table, partition, rows, bytes } of dropped)
      writer.addRow({ ts: Date.now(), table, partition, reason: 'disk cap', rows, bytes })
    const block = writer.finish()
    if (block !== null) await this.insert(block)
  }
}

/** Opens a store: makes or migrates its tables, and takes up what an earlier process left behind. */
export async function openStore(options: StoreOptions): Promise<Store> {
  const { driver, database, capBytes, schema } = options
  try {
    await prepareSchema({
      driver,
      database,
      layout: options.layout ?? { kind: 'local' },
      retention: { ...DEFAULT_RETENTION, ...options.retention },
      partition: capBytes !== undefined && capBytes < SMALL_CAP ? 'hour' : 'day',
      ...schema,
    })
    const spool = await Spool.open(join(options.folder, 'spool'), driver, {
      ...SPOOL_LIMITS,
      ...options.spool,
    })
    return new Store(spool, options)
  } catch (error) {
    await driver.close()
    throw isStoreError(error)
      ? error
      : new StoreError('unavailable', `The store cannot be opened: ${String(error)}`, {
          cause: error,
        })
  }
}
