/** The types that a column may have; each has a writer in `columns/`. */
export type ColumnType =
  | 'String'
  | 'LowCardinality(String)'
  | 'Map(LowCardinality(String), String)'
  | 'UInt8'
  | 'UInt16'
  | 'UInt32'
  | 'UInt64'
  | 'Int32'
  | 'Int64'
  | 'Float64'
  | "DateTime64(3, 'UTC')"
  | "DateTime64(9, 'UTC')"

export interface Column {
  readonly name: string
  readonly type: ColumnType
  /** What stands between the parentheses of `CODEC`. */
  readonly codec?: string
}

/** The kinds of data that are kept for a time of their own. */
export type Retained =
  'logs' | 'events' | 'traces' | 'metrics' | 'runs' | 'objects' | 'incidents' | 'reports'

/** One table, whatever engine and layout it is made for. */
export interface Table {
  readonly name: string
  readonly columns: readonly Column[]
  /** The sort key, which is what makes the usual question fast. */
  readonly orderBy: readonly string[]
  /** The column of time that partitions and retention go by; null for what is kept for ever. */
  readonly time: string | null
  /** Rows with the same sort key are one: that with the greatest value of this column. Read with `FINAL`. */
  readonly newestBy: string | null
  readonly retained: Retained | null
  /** Columns whose rows belong together on one shard. */
  readonly shardBy: readonly string[]
  /** Data-skipping indexes, as they stand in `CREATE TABLE`. */
  readonly indexes: readonly string[]
  /** Oldest partitions of this table may be dropped when the disk's cap is reached. */
  readonly isEvictable: boolean
}

/** Nanoseconds; sorted within a key, so that differences are small. */
export function timeNs(name: string): Column {
  return {
    name,
    type: "DateTime64(9, 'UTC')",
    codec: 'Delta(8), ZSTD(1)',
  }
}

/** Milliseconds. */
export function timeMs(name: string): Column {
  return {
    name,
    type: "DateTime64(3, 'UTC')",
    codec: 'Delta(8), ZSTD(1)',
  }
}

/** Words that repeat: names, reasons, kinds. */
export function symbol(name: string): Column {
  return {
    name,
    type: 'LowCardinality(String)',
    codec: 'ZSTD(1)',
  }
}

export function text(name: string, codec = 'ZSTD(1)'): Column {
  return { name, type: 'String', codec }
}

export function map(name: string): Column {
  return {
    name,
    type: 'Map(LowCardinality(String), String)',
    codec: 'ZSTD(1)',
  }
}

export function count(name: string, type: 'UInt8' | 'UInt32' | 'UInt64' | 'Int32'): Column {
  return {
    name,
    type,
    codec: 'ZSTD(1)',
  }
}
