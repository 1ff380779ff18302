import { createWriteStream, renameSync, rmSync, statSync } from 'node:fs'
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

/** Writes a .tar.gz that only its owner may read; it appears under its name only when it is whole. */
export async function writeArchive(
  path: string,
  files: Iterable<ArchiveFile>,
  at: Date,
): Promise<WrittenArchive> {
  const partial = `${path}.part`
  const archive = pack()
  try {
    const written = pipeline(
      archive as unknown as NodeJS.ReadableStream,
      createGzip(),
      createWriteStream(partial, { mode: 0o600 }),
    )
    const [count] = await Promise.all([addAll(archive, files, at), written])
    renameSync(partial, path)
    return { path, files: count, bytes: statSync(path).size }
  } catch (error) {
    rmSync(partial, { force: true })
    throw notWritable(path, error)
  }
}
