import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A file that only its owner reads, for what must be gone through more than once. */
export class TemporaryFile {
  readonly path: string
  readonly #folder = mkdtempSync(join(tmpdir(), 'unloop-'))
  readonly #handle: number
  #size = 0

  constructor() {
    this.path = join(this.#folder, 'input')
    this.#handle = openSync(this.path, 'wx', 0o600)
  }

  get size(): number {
    return this.#size
  }

  append(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length;) at += writeSync(this.#handle, bytes, at)
    this.#size += bytes.length
  }

  /** Runs `work` with the file, which is gone afterwards. */
  async use<T>(work: (path: string) => Promise<T>): Promise<T> {
    try {
      return await work(this.path)
    } finally {
      closeSync(this.#handle)
      rmSync(this.#folder, { recursive: true, force: true })
    }
  }
}

/** Runs `work` with a file that holds `bytes` and is gone afterwards. */
export function withTemporaryFile<T>(
  bytes: Uint8Array,
  work: (path: string) => Promise<T>,
): Promise<T> {
  const file = new TemporaryFile()
  file.append(bytes)
  return file.use(work)
}
