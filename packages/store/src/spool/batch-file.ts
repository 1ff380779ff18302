import { open, readFile, rm, stat, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import { StoreError } from '../errors.ts'

/** One file of a batch. Its name says what it must hold, so that one that was cut off is known. */
export interface BatchFile {
  readonly path: string
  readonly rows: number
  readonly bytes: number
}

const NAME = /^(\d{6})-(\d+)-(\d+)-([0-9a-f]{8})\.native$/

/** Writes a file and returns once it is on the disk. Rejects with code `full` where there is no room. */
export async function writeBatchFile(
  folder: string,
  sequence: number,
  { rows, chunks }: { readonly rows: number; readonly chunks: readonly Uint8Array[] },
): Promise<BatchFile> {
  const bytes = chunks.reduce((sum, chunk) => sum + chunk.length, 0)
  const sum = chunks.reduce((crc, chunk) => crc32(chunk, crc), 0)
  const number = String(sequence).padStart(6, '0')
  const name = `${number}-${rows}-${bytes}-${sum.toString(16).padStart(8, '0')}.native`
  const path = join(folder, name)
  try {
    const file = await open(path, 'wx')
    try {
      await writeAll(file, chunks)
      await file.datasync()
    } finally {
      await file.close()
    }
  } catch (cause) {
    await rm(path, { force: true }).catch(() => {})
    throw notWritten(folder, cause)
  }
  return { path, rows, bytes }
}

/** The file that a name promises, or null where its content is not that: it was never acknowledged. */
export async function readBatchFile(folder: string, name: string): Promise<BatchFile | null> {
  const parts = NAME.exec(name)
  if (parts === null) return null
  const [, , rows, bytes, sum] = parts
  const path = join(folder, name)
  const { size } = await stat(path)
  if (size !== Number(bytes)) return null
  const found = crc32(await readFile(path))
  if (found !== Number.parseInt(sum!, 16)) return null
  return { path, rows: Number(rows), bytes: size }
}

/** Makes the names in a folder as durable as the files. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

// `writev` may write less than it was given.
async function writeAll(file: FileHandle, chunks: readonly Uint8Array[]): Promise<void> {
  let rest = [...chunks]
  while (rest.length > 0) {
    let { bytesWritten } = await file.writev(rest)
    while (rest[0] !== undefined && bytesWritten >= rest[0].length) {
      bytesWritten -= rest[0].length
      rest = rest.slice(1)
    }
    if (rest[0] !== undefined && bytesWritten > 0) rest[0] = rest[0].subarray(bytesWritten)
  }
}

/** What to tell where a folder of the spool could not be written. */
export function notWritten(folder: string, cause: unknown): StoreError {
  const code = (cause as NodeJS.ErrnoException).code
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return new StoreError('full', `No room is left on the disk of ${folder}.`, { cause })
  return new StoreError('unavailable', `${folder} cannot be written: ${String(cause)}.`, { cause })
}
