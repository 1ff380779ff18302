const encoder = new TextEncoder()
const SMALL_TEXT = 64

/** A buffer that doubles as it fills; numbers are little-endian, as the Native format has them. */
export class GrowingBytes {
  #bytes: Uint8Array<ArrayBuffer>
  #view: DataView
  length = 0

  constructor(capacity = 1024) {
    this.#bytes = new Uint8Array(capacity)
    this.#view = new DataView(this.#bytes.buffer)
  }

  /** The bytes written so far; valid until the next write. */
  written(): Uint8Array {
    return this.#bytes.subarray(0, this.length)
  }

  clear(): void {
    this.length = 0
  }

  u8(value: number): void {
    this.#ensure(1)
    this.#bytes[this.length++] = value
  }

  u16(value: number): void {
    this.#ensure(2)
    this.#view.setUint16(this.length, value, true)
    this.length += 2
  }

  u32(value: number): void {
    this.#ensure(4)
    this.#view.setUint32(this.length, value, true)
    this.length += 4
  }

  f64(value: number): void {
    this.#ensure(8)
    this.#view.setFloat64(this.length, value, true)
    this.length += 8
  }

  /** A 64-bit integer, signed or not: the low 64 bits are kept. */
  i64(value: bigint): void {
    this.#ensure(8)
    this.#view.setBigInt64(this.length, BigInt.asIntN(64, value), true)
    this.length += 8
  }

  /** A whole number of at most 53 bits as 64-bit integer, without a BigInt on the way. */
  i53(value: number): void {
    const low = value >>> 0
    this.u32(low)
    this.u32((value - low) / 4_294_967_296)
  }

  varuint(value: number): void {
    this.#ensure(8)
    let rest = value
    while (rest >= 0x80) {
      this.#bytes[this.length++] = (rest % 128) | 0x80
      rest = Math.floor(rest / 128)
    }
    this.#bytes[this.length++] = rest
  }

  raw(source: Uint8Array, start = 0, end = source.length): void {
    const size = end - start
    this.#ensure(size)
    if (size < SMALL_TEXT) {
      // A call into the runtime costs more than a few stores.
      for (let at = start; at < end; at++) this.#bytes[this.length++] = source[at]!
      return
    }
    this.#bytes.set(
      start === 0 && end === source.length ? source : source.subarray(start, end),
      this.length,
    )
    this.length += size
  }

  /** A length and UTF-8 bytes. */
  text(value: string): void {
    const size = value.length
    if (size < SMALL_TEXT && this.#ascii(value, size)) return
    this.#ensure(size * 3 + 5)
    const bytes = encoder.encode(value)
    this.varuint(bytes.length)
    this.raw(bytes)
  }

  #ascii(value: string, size: number): boolean {
    this.#ensure(size + 1)
    const start = this.length
    const bytes = this.#bytes
    bytes[start] = size
    for (let at = 0; at < size; at++) {
      const code = value.charCodeAt(at)
      if (code > 0x7f) return false
      bytes[start + 1 + at] = code
    }
    this.length = start + 1 + size
    return true
  }

  #ensure(size: number): void {
    const wanted = this.length + size
    if (wanted <= this.#bytes.length) return
    const grown = new Uint8Array(Math.max(wanted, this.#bytes.length * 2))
    grown.set(this.written())
    this.#bytes = grown
    this.#view = new DataView(grown.buffer)
  }
}
