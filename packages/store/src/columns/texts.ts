import { GrowingBytes } from '../bytes/growing-bytes.ts'
import type { ColumnWriter } from './column-writer.ts'

/** `String`: any bytes. */
export class TextColumn implements ColumnWriter {
  readonly #out = new GrowingBytes()
  rows = 0

  get size(): number {
    return this.#out.length
  }

  add(value: string): void {
    this.#out.text(value)
    this.rows++
  }

  addBytes(source: Uint8Array, start = 0, end = source.length): void {
    this.#out.varuint(end - start)
    this.#out.raw(source, start, end)
    this.rows++
  }

  writeTo(out: GrowingBytes): void {
    out.raw(this.#out.written())
  }

  fill(rows: number): void {
    while (this.rows < rows) this.add('')
  }

  clear(): void {
    this.#out.clear()
    this.rows = 0
  }
}
