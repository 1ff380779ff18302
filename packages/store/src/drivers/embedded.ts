import { mkdirSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { identifier, literal } from '../sql/identifier.ts'
import { engineConfiguration, type EngineLimits } from '../engine/configuration.ts'
import { EngineProcess } from '../engine/engine-process.ts'
import { StoreError } from '../errors.ts'
import { TABLES, type TableName } from '../tables/index.ts'
import type { Statement } from '../sql/statement.ts'
import type { Driver, FileInsert } from './driver.ts'
import { partitionKey, partitions } from './partitions.ts'
import { insertSettings, settingsClause } from './settings.ts'

export interface EmbeddedOptions {
  /** The folder that `ensureEngine` gave. */
  readonly engine: string
  /** The folder of the data, made if it is missing. */
  readonly folder: string
  readonly database: string
  readonly limits: EngineLimits
  /** How long to wait for another process to let go of the folder. */
  readonly lockWaitMs?: number
}

const READERS = 3
const LOCK_WAIT_MS = 5_000
const LOCK_RETRY_MS = 200

/** ClickHouse in a process of our own, with its data in a folder. */
export class EmbeddedDriver implements Driver {
  readonly kind = 'embedded'
  readonly nodes = 1
  readonly #database: string
  readonly #process: EngineProcess

  private constructor(options: EmbeddedOptions) {
    const config = join(options.folder, 'engine.xml')
    const data = join(options.folder, 'engine')
    mkdirSync(data, { recursive: true, mode: 0o700 })
    writeFileSync(config, engineConfiguration(options.limits))
    this.#database = options.database
    this.#process = new EngineProcess({ engine: options.engine, data, config, readers: READERS })
  }

  /** Rejects with code `locked` where another process has the folder open. */
  static async open(options: EmbeddedOptions): Promise<EmbeddedDriver> {
    const driver = new EmbeddedDriver(options)
    const until = Date.now() + (options.lockWaitMs ?? LOCK_WAIT_MS)
    for (;;) {
      try {
        await driver.#process.open()
        return driver
      } catch (error) {
        // The engine of a server that was killed lets go a moment later.
        if (!isLocked(error)) throw error
        if (Date.now() > until) throw locked(options.folder, error)
        await new Promise((resolve) => setTimeout(resolve, LOCK_RETRY_MS))
      }
    }
  }

  /** How often the engine's process ended by itself. */
  get crashes(): number {
    return this.#process.crashes
  }

  get pid(): number | null {
    return this.#process.pid
  }

  run(statement: Statement): Promise<Uint8Array> {
    return this.#process.run({
      lane: /^\s*(SELECT|WITH|SHOW|EXPLAIN)\b/i.test(statement.sql) ? 'read' : 'write',
      sql: statement.sql + settingsClause(statement.settings ?? {}),
      params: statement.params ?? {},
      format: statement.format ?? 'JSONCompact',
    })
  }

  runOn(_node: number, statement: Statement): Promise<Uint8Array> {
    return this.run(statement)
  }

  async position(table: TableName): Promise<number> {
    const parts = await partitions(this, { database: this.#database, table })
    return Math.max(0, ...parts.map(({ last }) => last))
  }

  async insertFiles({ table, files, token, triedAt }: FileInsert): Promise<void> {
    const rest = triedAt === null ? '' : await this.#notStored(table, triedAt)
    if (rest === null) return
    const columns = TABLES[table].columns.map(({ name }) => identifier(name)).join(', ')
    const structure = TABLES[table].columns.map(({ name, type }) => `${identifier(name)} ${type}`)
    const settings = {
      ...insertSettings(token),
      deduplicate_insert_select: 'force_enable',
      // One reader, one order: the same files are the same block each time.
      max_threads: 1,
    }
    await this.run({
      sql:
        `INSERT INTO ${identifier(this.#database)}.${identifier(table)} (${columns}) ` +
        `SELECT ${columns} FROM file(${literal(pattern(files))}, 'Native', ${literal(structure.join(', '))})${rest}`,
      settings,
    })
  }

  /**
   * The condition for what an insert that was cut off has not stored, null where it stored all. A part of a partition
   * is stored whole or not at all, and the engine writes its own note of the token only after it: killed between them,
   * it would take the same rows again. Nobody else inserts, so parts that came after the insert began are that insert's.
   */
  async #notStored(table: TableName, triedAt: number): Promise<string | null> {
    const place = { database: this.#database, table }
    const key = await partitionKey(this, place)
    const stored = (await partitions(this, place)).filter(({ last }) => last > triedAt)
    if (stored.length === 0) return ''
    if (key === '') return null
    return ` WHERE partitionId(${key}) NOT IN (${stored.map(({ id }) => literal(id)).join(', ')})`
  }

  memoryBytes(): Promise<number | null> {
    return Promise.resolve(this.#process.memoryBytes())
  }

  close(): Promise<void> {
    return this.#process.close()
  }
}

/** Files of one folder as a single pattern of the `file` function. */
function pattern(files: readonly string[]): string {
  const [first] = files
  if (first === undefined) throw new RangeError('An insert needs a file.')
  if (files.length === 1) return first
  return join(dirname(first), `{${files.map((file) => basename(file)).join(',')}}`)
}

function isLocked(error: unknown): error is StoreError {
  return error instanceof StoreError && /lock/i.test(error.message)
}

function locked(folder: string, cause: unknown): StoreError {
  return new StoreError(
    'locked',
    `${folder} is in use by another process: end that one, or give this one a folder of its own with --data.`,
    { cause },
  )
}
