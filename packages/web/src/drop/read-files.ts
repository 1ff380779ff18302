import { filesOfTar } from './tar.ts'
import type { DroppedFile } from './job.ts'

/** What was dropped, read; `left` names what was not taken and why. */
export interface ReadFiles {
  readonly files: readonly DroppedFile[]
  readonly left: readonly string[]
}

// Unpacked, of all files together: the texts and what is read from them have to fit into a tab.
const MAX_BYTES = 400 << 20
const decoder = new TextDecoder()

/** Files, folders and tar archives, packed or not, as texts. Nothing leaves the browser. */
export async function readDropped(
  dropped: readonly { path: string; file: File }[],
): Promise<ReadFiles> {
  const files: DroppedFile[] = []
  const left: string[] = []
  let bytes = 0
  for (const { path, file } of dropped) {
    for await (const one of contentsOf(path, file, left)) {
      bytes += one.bytes.length
      if (bytes > MAX_BYTES) {
        left.push(`${one.path} and what follows: more than ${MAX_BYTES >> 20} MiB in all`)
        return { files, left }
      }
      if (!isBinary(one.bytes)) files.push({ path: one.path, text: decoder.decode(one.bytes) })
    }
  }
  return { files, left }
}

/** The files in one that was dropped. What cannot be unpacked here is added to `left`. */
async function* contentsOf(
  path: string,
  file: File,
  left: string[],
): AsyncGenerator<{ path: string; bytes: Uint8Array }> {
  if (/\.(?:zip|7z|rar|xz|bz2|zst)$/i.test(path)) {
    left.push(`${path}: unpack it first, only tar and gzip are read here`)
    return
  }
  const raw = new Uint8Array(await file.arrayBuffer())
  const isPacked = raw[0] === 0x1f && raw[1] === 0x8b
  const bytes = isPacked ? await unpacked(file) : raw
  const name = isPacked ? path.replace(/\.gz$|(?<=\.t)gz$/i, '') : path
  if (/\.t(?:ar)?$/i.test(name) || isTar(bytes)) yield* filesOfTar(bytes)
  else yield { path: name, bytes }
}

/** Up to the limit: an archive of a few bytes may unpack to any number. */
async function unpacked(file: File): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  let size = 0
  const reader = file.stream().pipeThrough(new DecompressionStream('gzip')).getReader()
  for (;;) {
    const { done, value } = await reader.read()
    if (done || size > MAX_BYTES) break
    parts.push(value)
    size += value.length
  }
  await reader.cancel()
  const whole = new Uint8Array(size)
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

/** The magic of ustar stands at byte 257. */
const isTar = (bytes: Uint8Array): boolean =>
  bytes.length > 512 && decoder.decode(bytes.subarray(257, 262)) === 'ustar'

/** As git tells: a zero byte near the beginning. */
const isBinary = (bytes: Uint8Array): boolean => bytes.subarray(0, 4_000).includes(0)

/** The files of a drop, folders opened. */
export async function filesOfDrop(transfer: DataTransfer): Promise<{ path: string; file: File }[]> {
  const entries = [...transfer.items]
    .map((item) => item.webkitGetAsEntry())
    .filter((entry) => entry !== null)
  const found: { path: string; file: File }[] = []
  for (const entry of entries) await walk(entry, found)
  return found
}

/** Adds a file, or all files of a folder; `readEntries` gives a folder's entries in parts until there are none. */
async function walk(entry: FileSystemEntry, found: { path: string; file: File }[]): Promise<void> {
  if (entry.isFile) {
    const file = await new Promise<File>((done, fail) =>
      (entry as FileSystemFileEntry).file(done, fail),
    )
    found.push({ path: entry.fullPath.replace(/^\//, ''), file })
    return
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader()
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((done, fail) =>
      reader.readEntries(done, fail),
    )
    if (some.length === 0) return
    for (const one of some) await walk(one, found)
  }
}
