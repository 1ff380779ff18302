import { GrowingBytes } from '../bytes/growing-bytes.ts'
import type { ColumnWriter } from './column-writer.ts'

// ClickHouse's SerializationLowCardinality: the version of the key dictionary, and the flags of a granule
// (HasAdditionalKeysBit, NeedUpdateDictionary; the low byte is the width of an index).
const DICTIONARY_VERSION = 1n
const FLAGS = 0x600

/** `LowCardinality(String)`: each value once in a dictionary, and an index a row. */
export class SymbolColumn implements ColumnWriter {
  readonly #index = new Map<string, number>()
  readonly #keys = new GrowingBytes()
  #rows = new Uint32Array(256)
  rows = 0

  get size(): number {
    return this.#keys.length + this.rows * 2
  }

  /** The number of a value, for {@link SymbolColumn.addIndex}; it holds until the next `clear`. */
  indexOf(value: string): number {
    const known = this.#index.get(value)
    if (known !== undefined) return known
    if (this.#index.size === 0) {
      this.#index.set('', 0)
      this.#keys.text('')
      if (value === '') return 0
    }
    const index = this.#index.size
    this.#index.set(value, index)
    this.#keys.text(value)
    return index
  }

  add(value: string): void {
    this.addIndex(this.indexOf(value))
  }

  addIndex(index: number): void {
    if (this.rows === this.#rows.length) {
      const grown = new Uint32Array(this.rows * 2)
      grown.set(this.#rows)
      this.#rows = grown
    }
    this.#rows[this.rows++] = index
  }

  /** The state that stands before the values, also where the column is nested in another. */
  static prefix(out: GrowingBytes): void {
    out.i64(DICTIONARY_VERSION)
  }

  /** The values without the prefix; nothing at all for no rows, as ClickHouse has it. */
  body(out: GrowingBytes): void {
    if (this.rows === 0) return
    const keys = this.#index.size
    const width = keys <= 0x100 ? 0 : keys <= 0x1_0000 ? 1 : 2
    out.i53(FLAGS | width)
    out.i53(keys)
    out.raw(this.#keys.written())
    out.i53(this.rows)
    for (let row = 0; row < this.rows; row++) {
      const index = this.#rows[row]!
      if (width === 0) out.u8(index)
      else if (width === 1) out.u16(index)
      else out.u32(index)
    }
  }

  writeTo(out: GrowingBytes): void {
    SymbolColumn.prefix(out)
    this.body(out)
  }

  fill(rows: number): void {
    while (this.rows < rows) this.add('')
  }

  clear(): void {
    this.#index.clear()
    this.#keys.clear()
    this.rows = 0
  }
}
