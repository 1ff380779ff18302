/** Bytes that are no message of the schema: cut off, or of the wrong wire type. */
export class WireError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'WireError'
  }
}

/** Reads protobuf's wire format from a part of a buffer, never beyond it. */
export class WireReader {
  readonly bytes: Buffer
  at: number
  readonly end: number

  constructor(bytes: Buffer, start = 0, end = bytes.length) {
    this.bytes = bytes
    this.at = start
    this.end = end
  }

  get isDone(): boolean {
    return this.at >= this.end
  }

  /** A field's number and wire type: `number << 3 | type`. */
  tag(): number {
    return this.varint()
  }

  /** A whole number; exact up to 53 bits, which covers lengths, enums and counts. */
  varint(): number {
    // Tags, lengths and most values are one byte.
    const first = this.at < this.end ? this.bytes[this.at]! : 0x80
    if (first < 0x80) {
      this.at++
      return first
    }
    let result = 0
    let scale = 1
    for (let length = 0; length < 10; length++) {
      const byte = this.#byte()
      result += (byte & 0x7f) * scale
      if (byte < 0x80) return result
      scale *= 128
    }
    throw new WireError('a number of more than ten bytes')
  }

  /** A whole number of 64 bits, two's complement. */
  varint64(): bigint {
    let result = 0n
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = this.#byte()
      result |= BigInt(byte & 0x7f) << shift
      if (byte < 0x80) return BigInt.asIntN(64, result)
    }
    throw new WireError('a number of more than ten bytes')
  }

  zigzag(): number {
    const value = this.varint()
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2
  }

  zigzag64(): bigint {
    const value = BigInt.asUintN(64, this.varint64())
    return (value >> 1n) ^ -(value & 1n)
  }

  fixed64(): bigint {
    return this.bytes.readBigUInt64LE(this.#take(8))
  }

  sfixed64(): bigint {
    return this.bytes.readBigInt64LE(this.#take(8))
  }

  double(): number {
    return this.bytes.readDoubleLE(this.#take(8))
  }

  fixed32(): number {
    return this.bytes.readUInt32LE(this.#take(4))
  }

  /** Where the content of a length-delimited field begins; the reader then stands at its end. */
  content(): number {
    const size = this.varint()
    return this.#take(size)
  }

  /** The reader of a nested message, or of packed values. */
  nested(): WireReader {
    const size = this.varint()
    const start = this.#take(size)
    return new WireReader(this.bytes, start, start + size)
  }

  text(): string {
    const size = this.varint()
    const start = this.#take(size)
    return this.bytes.toString('utf8', start, start + size)
  }

  data(): Buffer {
    const size = this.varint()
    const start = this.#take(size)
    return this.bytes.subarray(start, start + size)
  }

  skip(type: number): void {
    if (type === 0) this.varint()
    else if (type === 1) this.#take(8)
    else if (type === 2) this.#take(this.varint())
    else if (type === 5) this.#take(4)
    else throw new WireError(`wire type ${type}`)
  }

  #byte(): number {
    if (this.at >= this.end) throw new WireError('the message is cut off')
    return this.bytes[this.at++]!
  }

  #take(size: number): number {
    const start = this.at
    if (size > this.end - start) throw new WireError('the message is cut off')
    this.at = start + size
    return start
  }
}
