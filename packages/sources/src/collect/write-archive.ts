import { createWriteStream, realpathSync, renameSync, rmSync, statSync } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { pack, type Pack } from 'tar-stream'
import { SourceError, systemCode } from '../errors.ts'

export interface ArchiveFile {
  readonly path: string
  readonly content: string
}

export interface WrittenArchive {
  readonly path: string
  readonly files: number
  readonly bytes: number
}

const addFile = (archive: Pack, file: ArchiveFile, at: Date): Promise<void> =>
  new Promise((done, fail) => {
    const header = { name: file.path, mode: 0o644, mtime: at }
    archive.entry(header, Buffer.from(file.content, 'utf8'), (error) =>
      error ? fail(error) : done(),
    )
  })

const addAll = async (archive: Pack, files: Iterable<ArchiveFile>, at: Date): Promise<number> => {
  let count = 0
  for (const file of files) {
    await addFile(archive, file, at)
    count++
  }
  archive.finalize()
  return count
}

const notWritable = (path: string, error: unknown): SourceError =>
  new SourceError({
    code: 'not-writable',
    where: path,
    message: `${path} can't be written (${systemCode(error) || String(error)}). Check the folder and its rights.`,
    cause: error,
  })

/** Where to write before it is whole: beside a file, also one that a link leads to; into a device or pipe itself, which a file would replace. */
function partialOf(path: string): { readonly target: string; readonly partial: string } {
  const found = statSync(path, { throwIfNoEntry: false })
  const target = found === undefined ? path : realpathSync(path)
  const isPlain = found === undefined || found.isFile()
  return { target, partial: isPlain ? `${target}.part` : target }
}

/** Writes a .tar.gz that only its owner may read; a file appears under its name only when it is whole. */
export async function writeArchive(
  path: string,
  files: Iterable<ArchiveFile>,
  at: Date,
): Promise<WrittenArchive> {
  const { target, partial } = partialOf(path)
  const archive = pack()
  try {
    const written = pipeline(
      archive as unknown as NodeJS.ReadableStream,
      createGzip(),
      createWriteStream(partial, { mode: 0o600 }),
    )
    const [count] = await Promise.all([addAll(archive, files, at), written])
    if (partial !== target) renameSync(partial, target)
    return { path, files: count, bytes: statSync(target).size }
  } catch (error) {
    if (partial !== target) rmSync(partial, { force: true })
    throw notWritable(path, error)
  }
}
