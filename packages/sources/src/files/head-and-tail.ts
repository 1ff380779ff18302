const MIB = 1024 * 1024

/** Of what is too long, the beginning says what it is and the end what happened. */
export const HEAD_BYTES = MIB

/** Keeps the beginning and the end of a stream, however long it is, in one buffer that grows up to the limit. */
export class HeadAndTail {
  readonly #limit: number
  /** The beginning is never written over; what follows it is a ring. */
  readonly #head: number
  #buffer = new Uint8Array(64 * 1024)
  /** Bytes that were pushed. */
  size = 0

  /** `limit` bytes are kept in all. */
  constructor(limit: number) {
    this.#limit = Math.max(limit, 2)
    this.#head = Math.min(HEAD_BYTES, Math.floor(this.#limit / 2))
  }

  push(chunk: Uint8Array): void {
    this.#grow(this.size + chunk.length)
    for (let at = 0; at < chunk.length;) {
      const to = this.#place(this.size)
      const piece = chunk.subarray(at, at + Math.min(chunk.length - at, this.#limit - to))
      this.#buffer.set(piece, to)
      this.size += piece.length
      at += piece.length
    }
  }

  /** Bytes of the middle that were let go. */
  get lost(): number {
    return Math.max(0, this.size - this.#limit)
  }

  /** What was kept; where the middle is missing, without the lines that were cut there. */
  bytes(): Uint8Array {
    if (this.lost === 0) return this.#buffer.subarray(0, this.size)
    const next = this.#place(this.size)
    const tail = Buffer.concat([
      this.#buffer.subarray(next),
      this.#buffer.subarray(this.#head, next),
    ])
    return joinedAtLines(this.#buffer.subarray(0, this.#head), tail)
  }

  /** Where the byte of this number goes. */
  #place(number: number): number {
    if (number < this.#limit) return number
    return this.#head + ((number - this.#head) % (this.#limit - this.#head))
  }

  #grow(needed: number): void {
    const length = this.#buffer.length
    if (needed <= length || length === this.#limit) return
    const grown = new Uint8Array(Math.min(this.#limit, Math.max(needed, length * 2)))
    grown.set(this.#buffer.subarray(0, this.size))
    this.#buffer = grown
  }
}

const LINE_END = 10

/** Puts both ends together, without the two halves of lines between them. */
export function joinedAtLines(head: Uint8Array, tail: Uint8Array): Uint8Array {
  const end = head.lastIndexOf(LINE_END)
  const start = tail.indexOf(LINE_END)
  return Buffer.concat([
    end === -1 ? head : head.subarray(0, end + 1),
    start === -1 ? tail : tail.subarray(start + 1),
  ])
}

const megabytes = (bytes: number): string => `${Math.round(bytes / MIB)} MiB`

/** The gap that is left where the middle of something was not read. */
export function cutSentence(name: string, size: number, kept: number): string {
  return `${name}: Only the first ${megabytes(Math.min(HEAD_BYTES, kept))} and the last ${megabytes(kept - HEAD_BYTES)} of ${megabytes(size)} were read.`
}
