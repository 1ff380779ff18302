import { identifier } from '../sql/identifier.ts'
import type { Driver } from './driver.ts'

/** A partition that holds rows. */
export interface Partition {
  readonly id: string
  /** The number of the last block in it; each insert into the table gets higher ones than those before. */
  readonly last: number
}

interface Place {
  readonly database: string
  readonly table: string
}

type Runner = Pick<Driver, 'run'>

/** The partitions of one table on a driver's first node. */
export async function partitions(driver: Runner, place: Place): Promise<Partition[]> {
  const rows = await rowsOf<[string, number]>(
    driver,
    'SELECT partition_id, toFloat64(max(max_block_number)) FROM system.parts ' +
      'WHERE database = {database:String} AND table = {table:String} AND active GROUP BY partition_id',
    place,
  )
  return rows.map(([id, last]) => ({ id, last }))
}

/** What a table is parted by, as SQL; empty where it is whole. Rejects where there is no such table. */
export async function partitionKey(driver: Runner, place: Place): Promise<string> {
  // The table is loaded by the time that it answered, also where the engine has just started.
  await driver.run({
    sql: `SELECT 1 FROM ${identifier(place.database)}.${identifier(place.table)} LIMIT 1`,
  })
  const [row] = await rowsOf<[string]>(
    driver,
    'SELECT partition_key FROM system.tables WHERE database = {database:String} AND name = {table:String}',
    place,
  )
  return row?.[0] ?? ''
}

async function rowsOf<Row>(
  driver: Runner,
  sql: string,
  { database, table }: Place,
): Promise<Row[]> {
  const bytes = await driver.run({ sql, params: { database, table }, format: 'JSONCompact' })
  return (JSON.parse(new TextDecoder().decode(bytes)) as { data: Row[] }).data
}
