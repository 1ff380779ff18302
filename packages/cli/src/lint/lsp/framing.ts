/** What came over the wire: a message, or why there was none. */
export type Received =
  | { readonly kind: 'message'; readonly value: unknown }
  | { readonly kind: 'broken'; readonly why: string }

const MOST_HEADER_BYTES = 8192
const MOST_BODY_BYTES = 64 * 1024 * 1024

/** Parts a stream of bytes into messages (Language Server Protocol, base protocol). What is broken is told, and skipped. */
export class MessageReader {
  #held: Buffer = Buffer.alloc(0)
  /** Bytes of a body that is too large, still to be skipped. */
  #skip = 0

  read(chunk: Uint8Array): readonly Received[] {
    return [...this.#received(chunk)]
  }

  *#received(chunk: Uint8Array): Generator<Received> {
    this.#held = this.#held.length === 0 ? Buffer.from(chunk) : Buffer.concat([this.#held, chunk])
    for (;;) {
      if (this.#skip > 0) {
        const skipped = Math.min(this.#skip, this.#held.length)
        this.#held = this.#held.subarray(skipped)
        this.#skip -= skipped
      }
      const end = this.#held.indexOf('\r\n\r\n')
      if (end === -1) {
        if (this.#held.length <= MOST_HEADER_BYTES) return
        this.#held = Buffer.alloc(0)
        yield { kind: 'broken', why: 'the header has no end' }
        return
      }
      // What stands before the last Content-Length belongs to nothing.
      const lengths = [
        ...this.#held.toString('latin1', 0, end).matchAll(/content-length: *(\d{1,15})/gi),
      ]
      const length = lengths.at(-1)?.[1]
      if (length === undefined) {
        this.#held = this.#held.subarray(end + 4)
        yield { kind: 'broken', why: 'the header has no Content-Length' }
        continue
      }
      if (Number(length) > MOST_BODY_BYTES) {
        this.#held = this.#held.subarray(end + 4)
        this.#skip = Number(length)
        yield { kind: 'broken', why: 'the message is too large' }
        continue
      }
      const to = end + 4 + Number(length)
      if (this.#held.length < to) return
      const body = this.#held.toString('utf8', end + 4, to)
      this.#held = this.#held.subarray(to)
      yield parsed(body)
    }
  }
}

function parsed(body: string): Received {
  try {
    return { kind: 'message', value: JSON.parse(body) }
  } catch {
    return { kind: 'broken', why: 'the message is no JSON' }
  }
}

export function framed(message: unknown): string {
  const body = JSON.stringify(message)
  return `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
}
