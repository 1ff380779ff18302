import type { LogRequest, Snapshot } from '@unloop/engine/evidence'

/** The engine's `logsWanted`: which runs' logs it would read, given the objects. */
export type LogsWanted = (objects: Snapshot) => readonly LogRequest[]

/** One file of a dump, whatever it lies in. */
export interface FileEntry {
  /** Path inside the dump, with `/`, never absolute, never with `..`. */
  readonly path: string
  /** Uncompressed bytes. */
  readonly size: number
  /** The first bytes of the file, at most `length`. */
  head(length: number): Uint8Array
  /** The whole file, or its last `limit` bytes where it is larger. Synchronous, as the engine reads logs when it needs them. */
  tail(limit: number): Uint8Array
  /** The same for a look: the bytes are overwritten once `use` has returned. */
  use<T>(limit: number, use: (bytes: Uint8Array) => T): T
}

export interface ReadLimits {
  /** Files in one dump. */
  readonly entries: number
  /** Uncompressed bytes of everything that is kept in memory. */
  readonly bytes: number
  /** Uncompressed bytes of all files of an archive. */
  readonly archiveBytes: number
  /** Uncompressed bytes for one compressed byte, counted once `archiveBytes / 1024` have come out. */
  readonly ratio: number
  /** Folders in folders, and archives in archives count as one. */
  readonly depth: number
  /** Bytes of one log or text that are kept: its end, and a little of its beginning. */
  readonly logBytes: number
  /** Bytes of one file of objects. */
  readonly objectBytes: number
  /** Bytes that are kept of one file that was packed by itself. */
  readonly unpackedBytes: number
}

const MIB = 1024 * 1024

/** Generous for what clusters produce: a must-gather of a large cluster has about 100,000 files and 10 GiB. */
export const READ_LIMITS: ReadLimits = {
  entries: 500_000,
  bytes: 2048 * MIB,
  archiveBytes: 64 * 1024 * MIB,
  ratio: 200,
  depth: 40,
  logBytes: 32 * MIB,
  objectBytes: 500 * MIB,
  unpackedBytes: 128 * MIB,
}
