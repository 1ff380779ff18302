import type { Driver } from '../drivers/driver.ts'
import { StoreError } from '../errors.ts'
import { TABLES } from '../tables/index.ts'
import { createDatabase, createTable, type CreateOptions } from './create.ts'
import { identifier } from '../sql/identifier.ts'
import { MIGRATIONS, SCHEMA_VERSION, type Migration } from './migrations.ts'

export interface SchemaOptions extends CreateOptions {
  readonly driver: Driver
  /** This program's own version and steps, unless a test has others. */
  readonly version?: number
  readonly migrations?: readonly Migration[]
}

/**
 * Makes the tables that are missing and brings older ones forward. Rejects with code `newer`, and changes nothing,
 * where a newer version of the program wrote the store.
 */
export async function prepareSchema(options: SchemaOptions): Promise<void> {
  const { driver, database, layout, version = SCHEMA_VERSION } = options
  await everywhere(driver, [createDatabase(database, layout), ...createTable(TABLES.meta, options)])
  const found = await storedVersion(driver, database)
  if (found !== null && found > version) throw newer(found, version)
  for (const step of options.migrations ?? MIGRATIONS)
    if (found !== null && step.version > found && step.version <= version)
      await everywhere(driver, step.statements(database, layout))
  await everywhere(
    driver,
    Object.values(TABLES).flatMap((table) => createTable(table, options)),
  )
  if (found !== version) await writeVersion(driver, database, version)
}

/** The version of the tables; null for a store that is new. */
async function storedVersion(driver: Driver, database: string): Promise<number | null> {
  const bytes = await driver.run({
    sql: `SELECT value FROM ${identifier(database)}.meta FINAL WHERE key = 'schema'`,
    format: 'JSONCompact',
  })
  const { data } = JSON.parse(new TextDecoder().decode(bytes)) as { data: string[][] }
  const value = data[0]?.[0]
  return value === undefined ? null : Number(value)
}

async function writeVersion(driver: Driver, database: string, version: number): Promise<void> {
  await driver.run({
    sql: `INSERT INTO ${identifier(database)}.meta (key, value, updated) SELECT 'schema', '${version}', now64(3)`,
    settings: { distributed_foreground_insert: 1 },
  })
}

async function everywhere(driver: Driver, statements: readonly string[]): Promise<void> {
  for (const sql of statements)
    for (let node = 0; node < driver.nodes; node++) await driver.runOn(node, { sql })
}

function newer(found: number, version: number): StoreError {
  return new StoreError(
    'newer',
    `The store has version ${found}, and this unloop knows those up to ${version}: a newer one wrote it. ` +
      'Run that one, or name another folder with --data.',
  )
}
