import { GrowingBytes } from '../bytes/growing-bytes.ts'
import type { ColumnWriter } from './column-writer.ts'

abstract class FixedColumn implements ColumnWriter {
  protected readonly out = new GrowingBytes()
  abstract readonly width: number

  get rows(): number {
    return this.out.length / this.width
  }

  get size(): number {
    return this.out.length
  }

  writeTo(out: GrowingBytes): void {
    out.raw(this.out.written())
  }

  fill(rows: number): void {
    for (let missing = (rows - this.rows) * this.width; missing > 0; missing--) this.out.u8(0)
  }

  clear(): void {
    this.out.clear()
  }
}

/** `UInt8`, `UInt16`, `UInt32` and `Int32`. */
export class SmallIntColumn extends FixedColumn {
  readonly width: 1 | 2 | 4

  constructor(width: 1 | 2 | 4) {
    super()
    this.width = width
  }

  add(value: number): void {
    if (this.width === 1) this.out.u8(value)
    else if (this.width === 2) this.out.u16(value)
    else this.out.u32(value)
  }
}

/** `UInt64`, `Int64` and `DateTime64`: whole numbers of 64 bits. */
export class LongColumn extends FixedColumn {
  readonly width = 8

  add(value: bigint): void {
    this.out.i64(value)
  }

  /** A whole number of at most 53 bits. */
  addNumber(value: number): void {
    this.out.i53(value)
  }

  /** The two halves of a 64-bit number. */
  addHalves(low: number, high: number): void {
    this.out.u32(low)
    this.out.u32(high)
  }
}

/** `Float64`. */
export class FloatColumn extends FixedColumn {
  readonly width = 8

  add(value: number): void {
    this.out.f64(value)
  }

  /** The two halves of a number's bits, so that a NaN keeps its payload. */
  addHalves(low: number, high: number): void {
    this.out.u32(low)
    this.out.u32(high)
  }
}
