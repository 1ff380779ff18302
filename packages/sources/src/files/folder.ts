import { closeSync, lstatSync, openSync, readdirSync, readSync } from 'node:fs'
import type { FileEntry, ReadLimits } from './entry.ts'

export interface FolderListing {
  readonly entries: readonly FileEntry[]
  readonly gaps: readonly string[]
}

interface Walk {
  readonly entries: FileEntry[]
  readonly gaps: string[]
  readonly limits: ReadLimits
  symlinks: number
  /** Pipes, sockets and devices. */
  special: number
  full: boolean
}

/** Reads `length` bytes from `offset`; shorter where the file ends or was cut off meanwhile. */
export function readRange(
  file: string,
  offset: number,
  { length, into }: { readonly length: number; readonly into?: Uint8Array | undefined },
): Uint8Array {
  const handle = openSync(file, 'r')
  try {
    const bytes = into ?? new Uint8Array(length)
    let filled = 0
    while (filled < length) {
      const read = readSync(handle, bytes, filled, length - filled, offset + filled)
      if (read === 0) break
      filled += read
    }
    return bytes.subarray(0, filled)
  } finally {
    closeSync(handle)
  }
}

/** Files up to this size are read into one buffer, which grows with them: ten thousand small ones would be a heap of garbage. */
const SHARED_BYTES = 1024 * 1024
let shared = new Uint8Array(32 * 1024)

const sharedFor = (length: number): Uint8Array => {
  if (shared.length < length) shared = new Uint8Array(2 ** Math.ceil(Math.log2(length)))
  return shared
}

/** 0 where the file has vanished meanwhile or nobody may look at it: reading it says so. */
const sizeOf = (file: string): number => {
  try {
    return lstatSync(file).size
  } catch {
    return 0
  }
}

/** A file on disk; it is looked at only when its size is asked for, and opened only when it is read. */
class DiskEntry implements FileEntry {
  readonly path: string
  readonly #file: string
  #size: number | undefined

  constructor(file: string, path: string) {
    this.#file = file
    this.path = path
  }

  get size(): number {
    return (this.#size ??= sizeOf(this.#file))
  }

  head(length: number): Uint8Array {
    return readRange(this.#file, 0, { length: Math.min(length, this.size) })
  }

  tail(limit: number): Uint8Array {
    return readRange(this.#file, Math.max(0, this.size - limit), {
      length: Math.min(this.size, limit),
    })
  }

  use<T>(limit: number, use: (bytes: Uint8Array) => T): T {
    const length = Math.min(this.size, limit)
    const into = length <= SHARED_BYTES ? sharedFor(length) : undefined
    return use(readRange(this.#file, Math.max(0, this.size - limit), { length, into }))
  }
}

const visitFile = (walk: Walk, file: string, path: string): void => {
  if (walk.entries.length < walk.limits.entries) walk.entries.push(new DiskEntry(file, path))
  else walk.full = true
}

const visitFolder = (
  walk: Walk,
  folder: string,
  { prefix, depth }: { readonly prefix: string; readonly depth: number },
): void => {
  if (depth > walk.limits.depth) {
    walk.gaps.push(
      `${prefix} was not read: folders are nested more than ${walk.limits.depth} deep.`,
    )
    return
  }
  let names
  try {
    names = readdirSync(folder, { withFileTypes: true })
  } catch (error) {
    walk.gaps.push(
      `The folder ${prefix || '.'} could not be listed (${String(error)}); what lies in it is missing.`,
    )
    return
  }
  for (const name of names.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = prefix === '' ? name.name : `${prefix}/${name.name}`
    if (name.isSymbolicLink()) walk.symlinks++
    else if (name.isDirectory())
      visitFolder(walk, `${folder}/${name.name}`, { prefix: path, depth: depth + 1 })
    else if (name.isFile()) visitFile(walk, `${folder}/${name.name}`, path)
    else walk.special++
    if (walk.full) return
  }
}

/** One file by itself, as an entry of a dump; `path` is its name in there. */
export function fileEntry(file: string, path: string): FileEntry {
  return new DiskEntry(file, path)
}

/** Lists a folder in a stable order. Symbolic links are not followed: they may lead out of the dump. */
export function listFolder(folder: string, limits: ReadLimits): FolderListing {
  const walk: Walk = { entries: [], gaps: [], limits, symlinks: 0, special: 0, full: false }
  visitFolder(walk, folder, { prefix: '', depth: 0 })
  if (walk.full)
    walk.gaps.push(`The folder has more than ${limits.entries} files; the rest was not read.`)
  if (walk.symlinks > 0)
    walk.gaps.push(
      `${walk.symlinks} symbolic ${walk.symlinks === 1 ? 'link was' : 'links were'} not followed; what they point to is not in this diagnosis.`,
    )
  if (walk.special > 0)
    walk.gaps.push(`${walk.special} pipes, sockets or devices were left out: they are no files.`)
  return { entries: walk.entries, gaps: walk.gaps }
}
