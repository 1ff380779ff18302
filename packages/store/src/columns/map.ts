import { GrowingBytes } from '../bytes/growing-bytes.ts'
import type { ColumnWriter } from './column-writer.ts'
import { SymbolColumn } from './symbols.ts'
import { TextColumn } from './texts.ts'

/** `Map(LowCardinality(String), String)`: add keys and values, then end the row. */
export class MapColumn implements ColumnWriter {
  readonly keys = new SymbolColumn()
  readonly values = new TextColumn()
  readonly #offsets = new GrowingBytes()
  rows = 0

  get size(): number {
    return this.keys.size + this.values.size + this.#offsets.length
  }

  put(key: string, value: string): void {
    this.keys.add(key)
    this.values.add(value)
  }

  end(): void {
    this.#offsets.i53(this.keys.rows)
    this.rows++
  }

  add(entries: Iterable<readonly [string, string]>): void {
    for (const [key, value] of entries) this.put(key, value)
    this.end()
  }

  writeTo(out: GrowingBytes): void {
    SymbolColumn.prefix(out)
    out.raw(this.#offsets.written())
    this.keys.body(out)
    this.values.writeTo(out)
  }

  fill(rows: number): void {
    while (this.rows < rows) this.end()
  }

  clear(): void {
    this.keys.clear()
    this.values.clear()
    this.#offsets.clear()
    this.rows = 0
  }
}
