import { identifier } from '../sql/identifier.ts'
import { holderOf, type Layout } from '../ddl/layout.ts'
import type { Driver } from '../drivers/driver.ts'
import { TABLES, type TableName } from '../tables/index.ts'

/** A partition that was dropped before its time. */
export interface Dropped {
  readonly table: TableName
  readonly partition: string
  readonly rows: number
  readonly bytes: number
}

interface Partition extends Dropped {
  readonly id: string
}

/** After an eviction that much of the cap is in use, so that the next one is not due at once. */
const GOAL = 0.9

/**
 * Drops the oldest partitions, of whatever table, until the store is below its cap. The newest partition of each table
 * stays, so that a cap that is too small for one still shows what happens now.
 */
export async function evictOldest(options: {
  readonly driver: Driver
  readonly database: string
  readonly layout: Layout
  readonly capBytes: number
}): Promise<Dropped[]> {
  const dropped: Dropped[] = []
  for (let node = 0; node < options.driver.nodes; node++) {
    const partitions = await partitionsOn(node, options)
    let bytes = partitions.reduce((sum, one) => sum + one.bytes, 0)
    if (bytes <= options.capBytes) continue
    for (const one of evictable(partitions)) {
      if (bytes <= options.capBytes * GOAL) break
      await drop(node, one, options)
      bytes -= one.bytes
      dropped.push(one)
    }
  }
  return dropped
}

/** Bytes on the disk by table, over all nodes. */
export async function tableBytes(
  driver: Driver,
  { database, layout }: { readonly database: string; readonly layout: Layout },
): Promise<Readonly<Record<string, number>>> {
  const sums: Record<string, number> = {}
  for (let node = 0; node < driver.nodes; node++)
    for (const { table, bytes } of await partitionsOn(node, { driver, database, layout }))
      sums[table] = (sums[table] ?? 0) + bytes
  return sums
}

/** Parts that could not be read and were set aside, over all nodes. */
export function brokenParts(driver: Driver, database: string): Promise<number> {
  return total(driver, database, 'count() FROM system.detached_parts')
}

async function total(driver: Driver, database: string, what: string): Promise<number> {
  let sum = 0
  for (let node = 0; node < driver.nodes; node++) {
    const sql = `SELECT ${what} WHERE database = {database:String}`
    const [row] = await rowsOn(driver, node, { sql, params: { database } })
    sum += Number(row?.[0] ?? 0)
  }
  return sum
}

async function partitionsOn(
  node: number,
  { driver, database, layout }: { driver: Driver; database: string; layout: Layout },
): Promise<Partition[]> {
  const rows = await rowsOn(driver, node, {
    sql:
      'SELECT table, partition, partition_id, toUInt64(sum(rows)), toUInt64(sum(bytes_on_disk)) FROM system.parts ' +
      'WHERE database = {database:String} AND active GROUP BY table, partition, partition_id',
    params: { database },
  })
  const byHolder = new Map(
    Object.values(TABLES).map((table) => [holderOf(table.name, layout), table.name as TableName]),
  )
  return rows.flatMap(([holder, partition, id, count, size]) => {
    const table = byHolder.get(String(holder))
    if (table === undefined) return []
    return [
      {
        table,
        partition: String(partition),
        id: String(id),
        rows: Number(count),
        bytes: Number(size),
      },
    ]
  })
}

/** Oldest first. Days and hours, as ClickHouse writes them, sort as text. */
function evictable(partitions: readonly Partition[]): Partition[] {
  const newest = new Map<TableName, string>()
  for (const { table, partition } of partitions)
    if (partition > (newest.get(table) ?? '')) newest.set(table, partition)
  return partitions
    .filter(({ table, partition }) => TABLES[table].isEvictable && newest.get(table) !== partition)
    .sort((a, b) =>
      a.partition < b.partition ? -1 : a.partition > b.partition ? 1 : b.bytes - a.bytes,
    )
}

async function drop(
  node: number,
  { table, id }: Partition,
  { driver, database, layout }: { driver: Driver; database: string; layout: Layout },
): Promise<void> {
  const holder = `${identifier(database)}.${identifier(holderOf(table, layout))}`
  if (!/^[0-9A-Za-z_-]+$/.test(id)) throw new RangeError(`${id} is no id of a partition.`)
  await driver.runOn(node, { sql: `ALTER TABLE ${holder} DROP PARTITION ID '${id}'` })
}

async function rowsOn(
  driver: Driver,
  node: number,
  statement: { sql: string; params: Record<string, string> },
): Promise<unknown[][]> {
  const bytes = await driver.runOn(node, { ...statement, format: 'JSONCompact' })
  return (JSON.parse(new TextDecoder().decode(bytes)) as { data: unknown[][] }).data
}
