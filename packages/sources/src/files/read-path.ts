import { readFileSync, statSync, type Stats } from 'node:fs'
import { basename, resolve } from 'node:path'
import type { Snapshot } from '@unloop/engine'
import { SourceError, systemCode } from '../errors.ts'
import { READ_LIMITS, type LogsWanted, type ReadLimits } from './entry.ts'
import { readFolder } from './read-folder.ts'
import { readText } from './read-text.ts'
import { readStandardInput } from './stdin.ts'

export interface ReadPathOptions {
  /** Without it the logs of all containers are in the snapshot. */
  readonly logsWanted?: LogsWanted
  readonly limits?: Partial<ReadLimits>
  /** Where `-` is read from; standard input by default. */
  readonly stdin?: AsyncIterable<Uint8Array>
}

const statOf = (path: string): Stats => {
  try {
    return statSync(path)
  } catch (error) {
    const missing = systemCode(error) === 'ENOENT' || systemCode(error) === 'ENOTDIR'
    throw new SourceError({
      code: missing ? 'not-found' : 'unreadable',
      where: path,
      message: missing
        ? `${path} does not exist. Give a folder, an archive or a file of a dump, or - for standard input.`
        : `${path} can't be read (${systemCode(error) || String(error)}).`,
      cause: error,
    })
  }
}

const readBytes = (path: string): Uint8Array => {
  try {
    return readFileSync(path)
  } catch (error) {
    throw new SourceError({
      code: 'unreadable',
      where: path,
      message: `${path} can't be read (${systemCode(error) || String(error)}).`,
      cause: error,
    })
  }
}

const readFile = (path: string): Snapshot =>
  readText(readBytes(path), { name: basename(path), file: basename(path) })

const checked = (path: string, snapshot: Snapshot): Snapshot => {
  if (snapshot.objects.length + snapshot.logs.length + snapshot.samples.length > 0) return snapshot
  throw new SourceError({
    code: 'not-a-dump',
    where: path,
    message:
      `${path} holds nothing that a diagnosis can read: no Kubernetes objects, no logs, no output of kubectl. ${snapshot.gaps.slice(0, 3).join(' ')}`.trim(),
  })
}

/** Reads a dump: a folder, an archive, one file, or `-` for standard input. Rejects with a `SourceError`. */
export const readPath = async (path: string, options: ReadPathOptions = {}): Promise<Snapshot> => {
  const limits = { ...READ_LIMITS, ...options.limits }
  if (path === '-')
    return readText(await readStandardInput(options.stdin, limits), {
      name: 'standard input',
      file: 'stdin',
    })
  const stat = statOf(path)
  const name = basename(resolve(path))
  if (stat.isDirectory())
    return checked(path, readFolder(path, { name, limits, logsWanted: options.logsWanted }))
  return checked(path, readFile(path))
}
