import type { Column, Table } from '../tables/table.ts'
import { identifier, literal } from '../sql/identifier.ts'
import { holderOf, type Layout } from './layout.ts'
import type { Retention } from './retention.ts'

export interface CreateOptions {
  readonly database: string
  readonly layout: Layout
  readonly retention: Retention
  /** The span of a partition of what is evicted oldest first: hours where the disk's cap is small. */
  readonly partition: 'hour' | 'day'
}

/** How many inserts a table remembers, so that one that is tried again is stored once. */
const DEDUPLICATION_WINDOW = 10_000

/** The statements that make a table, in the order in which each node must run them. */
export function createTable(table: Table, options: CreateOptions): string[] {
  const { database, layout } = options
  const holder = `${identifier(database)}.${identifier(holderOf(table.name, layout))}`
  const statements = [
    [
      `CREATE TABLE IF NOT EXISTS ${holder}${onCluster(layout)}`,
      `(\n${[...table.columns.map(columnText), ...table.indexes].map((line) => `  ${line}`).join(',\n')}\n)`,
      `ENGINE = ${engine(table, options)}`,
      ...partitioning(table, options),
      `ORDER BY (${table.orderBy.map(identifier).join(', ')})`,
      ...expiry(table, options),
      `SETTINGS ${settings(table).join(', ')}`,
    ].join('\n'),
  ]
  if (layout.kind !== 'local') statements.push(distributed(table, options))
  return statements
}

export function createDatabase(database: string, layout: Layout): string {
  return `CREATE DATABASE IF NOT EXISTS ${identifier(database)}${onCluster(layout)}`
}

/** One column as `CREATE TABLE` and `ADD COLUMN` have it. */
export function columnText(column: Column): string {
  const codec = column.codec === undefined ? '' : ` CODEC(${column.codec})`
  return `${identifier(column.name)} ${column.type}${codec}`
}

// Where there is no interserver listener, each node is told by itself; with replicas ClickHouse tells them all.
export function onCluster(layout: Layout): string {
  return layout.kind === 'replicated' ? ` ON CLUSTER ${identifier(layout.cluster)}` : ''
}

function engine(table: Table, { database, layout }: CreateOptions): string {
  const family = table.newestBy === null ? 'MergeTree' : 'ReplacingMergeTree'
  const version = table.newestBy === null ? [] : [identifier(table.newestBy)]
  if (layout.kind !== 'replicated') return `${family}(${version.join(', ')})`
  const path = `/clickhouse/tables/{shard}/${database}/${holderOf(table.name, layout)}`
  return `Replicated${family}(${[literal(path), literal('{replica}'), ...version].join(', ')})`
}

function partitioning(table: Table, options: CreateOptions): string[] {
  if (table.time === null) return []
  const time = identifier(table.time)
  if (!table.isEvictable) return [`PARTITION BY toYYYYMM(${time})`]
  return [
    options.partition === 'hour'
      ? `PARTITION BY toStartOfHour(toDateTime(${time}))`
      : `PARTITION BY toDate(${time})`,
  ]
}

function expiry(table: Table, { retention }: CreateOptions): string[] {
  if (table.time === null || table.retained === null) return []
  return [`TTL toDateTime(${identifier(table.time)}) + INTERVAL ${retention[table.retained]} DAY`]
}

function settings(table: Table): string[] {
  const kept = [
    // Merged parts are kept for eight minutes by default, which doubles the disk in use.
    'old_parts_lifetime = 30',
    `non_replicated_deduplication_window = ${DEDUPLICATION_WINDOW}`,
    // Broken parts are set aside, and the table is there all the same.
    'max_suspicious_broken_parts = 1000',
    'max_suspicious_broken_parts_bytes = 1000000000000',
  ]
  if (table.isEvictable && table.time !== null) kept.push('ttl_only_drop_parts = 1')
  return kept
}

function distributed(table: Table, { database, layout }: CreateOptions): string {
  if (layout.kind === 'local') throw new TypeError('A local layout has no distributed tables.')
  const base = identifier(database)
  const holder = holderOf(table.name, layout)
  // The same row goes to the same shard when an insert is tried again, where it is known already.
  const key = `cityHash64(${table.shardBy.map(identifier).join(', ')})`
  return (
    `CREATE TABLE IF NOT EXISTS ${base}.${identifier(table.name)}${onCluster(layout)} ` +
    `AS ${base}.${identifier(holder)}\n` +
    `ENGINE = Distributed(${identifier(layout.cluster)}, ${literal(database)}, ${literal(holder)}, ${key})`
  )
}
