import type { GrowingBytes } from '../bytes/growing-bytes.ts'

/** One column of a block being filled: what the Native format has after the column's name and type. */
export interface ColumnWriter {
  /** Values so far. */
  readonly rows: number
  /** Bytes so far, roughly: what decides when a block is full. */
  readonly size: number
  writeTo(out: GrowingBytes): void
  /** Adds the type's empty value until there are that many rows. */
  fill(rows: number): void
  clear(): void
}
