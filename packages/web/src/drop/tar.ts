/** A file of an archive. */
export interface TarFile {
  readonly path: string
  readonly bytes: Uint8Array
}

// Headers and contents begin at multiples of this.
const BLOCK = 512
const decoder = new TextDecoder()

/** The regular files of a tar archive (ustar, with the long names of GNU and pax). A broken one gives what stands before the break. */
export function* filesOfTar(archive: Uint8Array): Generator<TarFile> {
  let at = 0
  let longName: string | null = null
  while (at + BLOCK <= archive.length) {
    const header = archive.subarray(at, at + BLOCK)
    const name = textOf(header, 0, 100)
    if (name === '' && header.every((byte) => byte === 0)) return
    // Sizes are octal text.
    const size = Number.parseInt(textOf(header, 124, 12).trim() || '0', 8)
    if (!Number.isSafeInteger(size) || size < 0) return
    const bytes = archive.subarray(at + BLOCK, at + BLOCK + size)
    const type = String.fromCharCode(header[156] ?? 0)
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK
    // A header of GNU whose content is the name of the next file.
    if (type === 'L') longName = decoder.decode(bytes).replace(/\0.*$/s, '')
    else if (type === 'x') longName = paxPath(decoder.decode(bytes)) ?? longName
    else {
      const prefix = textOf(header, 345, 155)
      const path = longName ?? (prefix === '' ? name : `${prefix}/${name}`)
      longName = null
      // Links, folders and devices are passed over.
      if (type === '0' || type === '\0') yield { path, bytes }
    }
  }
}

/** A field of a header, which ends at its first zero byte. */
function textOf(header: Uint8Array, from: number, length: number): string {
  const bytes = header.subarray(from, from + length)
  const end = bytes.indexOf(0)
  return decoder.decode(end < 0 ? bytes : bytes.subarray(0, end))
}

/** `27 path=a/long/name\n`: records of a pax header. */
function paxPath(records: string): string | null {
  return /(?:^|\n)\d+ path=([^\n]*)/.exec(records)?.[1] ?? null
}
