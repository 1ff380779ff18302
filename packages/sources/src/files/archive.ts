import { closeSync, openSync, readSync } from 'node:fs'
import { SourceError } from '../errors.ts'
import type { ReadLimits } from './entry.ts'

/** What a visitor wants of an entry: nothing, or its last `tail` bytes. */
export type Wish = { readonly kind: 'skip' } | { readonly kind: 'read'; readonly tail: number }

export interface ArchiveVisitor {
  /** Called for each file in the archive's order. */
  wish(path: string, size: number): Wish
  read(path: string, bytes: Uint8Array): void
}

export interface Archive {
  /** Walks through the archive once; can be called again. */
  visit(visitor: ArchiveVisitor): Promise<ArchiveReport>
}

export interface ArchiveReport {
  readonly files: number
  /** Symbolic and hard links, which are never followed. */
  readonly links: number
  /** Why the archive ended before its end, where it is cut off or damaged. */
  readonly damage: string | null
}

export const SKIP: Wish = { kind: 'skip' }

/** Counts what comes out of an archive and stops at what no dump has. */
export class Budget {
  readonly #limits: ReadLimits
  readonly #path: string
  readonly #compressed: number
  #entries = 0
  #bytes = 0
  #kept = 0

  constructor(path: string, compressed: number, limits: ReadLimits) {
    this.#path = path
    this.#compressed = compressed
    this.#limits = limits
  }

  entry(): void {
    if (++this.#entries > this.#limits.entries)
      throw this.#bomb(`more than ${this.#limits.entries} files`)
  }

  /** Uncompressed bytes that came out. */
  out(bytes: number): void {
    this.#bytes += bytes
    const { archiveBytes, ratio } = this.#limits
    if (this.#bytes > archiveBytes)
      throw this.#bomb(`more than ${gibibytes(archiveBytes)} uncompressed`)
    if (this.#bytes > archiveBytes / 1024 && this.#bytes > this.#compressed * ratio)
      throw this.#bomb(`more than ${ratio} times its size uncompressed`)
  }

  /** Bytes that stay in memory. */
  keep(bytes: number): void {
    this.#kept += bytes
    if (this.#kept > this.#limits.bytes)
      throw this.#bomb(`more than ${gibibytes(this.#limits.bytes)} of objects`)
  }

  #bomb(what: string): SourceError {
    return new SourceError({
      code: 'archive-bomb',
      where: this.#path,
      message: `${this.#path} was not read: it holds ${what}, which no dump does. Unpack it yourself and give the folder if it is genuine.`,
    })
  }
}

const gibibytes = (bytes: number): string => `${Math.round((bytes / 1024 ** 3) * 10) / 10} GiB`

/** Keeps the last `limit` bytes of a stream; in one piece of memory where its length is known and fits. */
export class Tail {
  readonly #limit: number
  readonly #whole: Uint8Array | null
  readonly #chunks: Uint8Array[] = []
  #size = 0

  constructor(limit: number, length = Infinity) {
    this.#limit = limit
    this.#whole = length <= limit ? new Uint8Array(length) : null
  }

  push(chunk: Uint8Array): void {
    if (this.#whole !== null) {
      this.#whole.set(chunk.subarray(0, this.#whole.length - this.#size), this.#size)
      this.#size = Math.min(this.#whole.length, this.#size + chunk.length)
      return
    }
    this.#chunks.push(chunk)
    this.#size += chunk.length
    while (this.#size - (this.#chunks[0]?.length ?? 0) >= this.#limit && this.#chunks.length > 1)
      this.#size -= this.#chunks.shift()?.length ?? 0
  }

  bytes(): Uint8Array {
    if (this.#whole !== null) return this.#whole.subarray(0, this.#size)
    const all = Buffer.concat(this.#chunks)
    return all.subarray(Math.max(0, all.length - this.#limit))
  }
}

export type ArchiveKind = 'gzip' | 'zip' | 'tar' | 'none'

/** Tells archives by their first bytes: RFC 1952, APPNOTE 4.3.7, and `ustar` at 257 (POSIX pax). */
export function sniff(head: Uint8Array): ArchiveKind {
  const [a, b, c, d] = head
  if (a === 0x1f && b === 0x8b) return 'gzip'
  if (a === 0x50 && b === 0x4b && ((c === 3 && d === 4) || (c === 5 && d === 6))) return 'zip'
  return Buffer.from(head.subarray(257, 262)).toString('latin1') === 'ustar' ? 'tar' : 'none'
}

/** So many first bytes tell archives, and objects from text. */
export const SNIFFED = 512

/** The first bytes of a file. */
export function fileHead(path: string): Uint8Array {
  const handle = openSync(path, 'r')
  try {
    const bytes = new Uint8Array(SNIFFED)
    return bytes.subarray(0, readSync(handle, bytes, 0, SNIFFED, 0))
  } finally {
    closeSync(handle)
  }
}
