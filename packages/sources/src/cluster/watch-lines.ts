/** Longer than any object that an API server takes: etcd refuses those above 1.5 MiB, and JSON is longer than protobuf. */
const MAX_LINE = 32 << 20

/** Cuts a stream of bytes into lines. */
export class WatchLines {
  readonly #onLine: (line: string) => boolean
  #parts: Buffer[] = []
  #size = 0

  /** `onLine` returns false where no more are wanted. */
  constructor(onLine: (line: string) => boolean) {
    this.#onLine = onLine
  }

  /** False where no more is wanted, or a line has no end. */
  push(chunk: Buffer): boolean {
    let start = 0
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, start)) {
      const line = Buffer.concat([...this.#parts, chunk.subarray(start, end)]).toString('utf8')
      this.#parts = []
      this.#size = 0
      start = end + 1
      if (line.trim() !== '' && !this.#onLine(line)) return false
    }
    if (start < chunk.length) this.#parts.push(chunk.subarray(start))
    this.#size += chunk.length - start
    return this.#size <= MAX_LINE
  }
}
