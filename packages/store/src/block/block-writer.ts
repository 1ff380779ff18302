import { GrowingBytes } from '../bytes/growing-bytes.ts'
import type { ColumnWriter } from '../columns/column-writer.ts'
import { MapColumn } from '../columns/map.ts'
import { FloatColumn, LongColumn, SmallIntColumn } from '../columns/numbers.ts'
import { SymbolColumn } from '../columns/symbols.ts'
import { TextColumn } from '../columns/texts.ts'
import { TABLES, type TableName } from '../tables/index.ts'
import type { ColumnType } from '../tables/table.ts'
import type { Block } from './block.ts'

/** A value of a row that is given by names; times are milliseconds since 1970, or nanoseconds as a bigint. */
export type Value = string | number | bigint | Readonly<Record<string, string>>

/**
 * Fills the columns of one table. For speed take the columns once (`text('body')`) and add to each; `addRow` is for
 * what comes seldom. A column that was not added to has its empty value.
 */
export class BlockWriter {
  readonly table: TableName
  readonly #columns: readonly {
    readonly name: string
    readonly type: ColumnType
    readonly writer: ColumnWriter
  }[]
  readonly #byName = new Map<string, ColumnWriter>()
  rows = 0

  constructor(table: TableName) {
    this.table = table
    this.#columns = TABLES[table].columns.map(({ name, type }) => {
      const writer = writerOf(type)
      this.#byName.set(name, writer)
      return { name, type, writer }
    })
  }

  /** Bytes so far, roughly. */
  get size(): number {
    return this.#columns.reduce((sum, { writer }) => sum + writer.size, 0)
  }

  text(name: string): TextColumn {
    return this.#column(name, TextColumn)
  }

  symbol(name: string): SymbolColumn {
    return this.#column(name, SymbolColumn)
  }

  map(name: string): MapColumn {
    return this.#column(name, MapColumn)
  }

  long(name: string): LongColumn {
    return this.#column(name, LongColumn)
  }

  int(name: string): SmallIntColumn {
    return this.#column(name, SmallIntColumn)
  }

  float(name: string): FloatColumn {
    return this.#column(name, FloatColumn)
  }

  /** Ends a row: columns that got nothing since the last one get their empty value. */
  end(): void {
    this.rows++
  }

  addRow(row: Readonly<Record<string, Value>>): void {
    for (const [name, value] of Object.entries(row)) {
      const column = this.#columns.find((each) => each.name === name)
      if (column === undefined) throw new RangeError(`${this.table} has no column ${name}.`)
      column.writer.fill(this.rows)
      addValue(column.writer, column.type, value)
    }
    this.end()
  }

  /** The block of all rows, and an empty writer; null where there are none. */
  finish(): Block | null {
    if (this.rows === 0) return null
    const rows = this.rows
    const out = new GrowingBytes(this.size + 1024)
    out.varuint(this.#columns.length)
    out.varuint(rows)
    for (const { name, type, writer } of this.#columns) {
      writer.fill(rows)
      if (writer.rows !== rows)
        throw new RangeError(`${this.table}.${name} has ${writer.rows} values for ${rows} rows.`)
      out.text(name)
      out.text(type)
      writer.writeTo(out)
    }
    this.clear()
    return { table: this.table, rows, bytes: out.written() }
  }

  clear(): void {
    for (const { writer } of this.#columns) writer.clear()
    this.rows = 0
  }

  #column<Kind extends ColumnWriter>(name: string, kind: new (...args: never[]) => Kind): Kind {
    const column = this.#byName.get(name)
    if (column instanceof kind) return column
    throw new RangeError(`${this.table}.${name} is no ${kind.name}.`)
  }
}

function writerOf(type: ColumnType): ColumnWriter {
  switch (type) {
    case 'String':
      return new TextColumn()
    case 'LowCardinality(String)':
      return new SymbolColumn()
    case 'Map(LowCardinality(String), String)':
      return new MapColumn()
    case 'UInt8':
      return new SmallIntColumn(1)
    case 'UInt16':
      return new SmallIntColumn(2)
    case 'UInt32':
    case 'Int32':
      return new SmallIntColumn(4)
    case 'Float64':
      return new FloatColumn()
    case 'UInt64':
    case 'Int64':
    case "DateTime64(3, 'UTC')":
    case "DateTime64(9, 'UTC')":
      return new LongColumn()
  }
}

function addValue(writer: ColumnWriter, type: ColumnType, value: Value): void {
  if (writer instanceof TextColumn || writer instanceof SymbolColumn)
    writer.add(`${value as string | number | bigint}`)
  else if (writer instanceof MapColumn) writer.add(Object.entries(value))
  else if (writer instanceof LongColumn) writer.add(ticks(type, value))
  else if (writer instanceof SmallIntColumn || writer instanceof FloatColumn)
    writer.add(Number(value))
}

function ticks(type: ColumnType, value: Value): bigint {
  if (typeof value === 'bigint') return value
  const whole = BigInt(Math.trunc(Number(value)))
  return type === "DateTime64(9, 'UTC')" ? whole * 1_000_000n : whole
}
