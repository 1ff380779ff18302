import { createReadStream, statSync, type Stats } from 'node:fs'
import { basename, resolve } from 'node:path'
import { createGunzip } from 'node:zlib'
import type { Snapshot } from '@unloop/engine/evidence'
import { SourceError, systemCode } from '../errors.ts'
import {
  Budget,
  fileHead,
  sniff,
  SKIP,
  SNIFFED,
  type Archive,
  type ArchiveKind,
} from './archive.ts'
import { READ_LIMITS, type LogsWanted, type ReadLimits } from './entry.ts'
import { readArchive } from './read-archive.ts'
import { readFolder, type ReadOptions } from './read-folder.ts'
import { readText } from './read-text.ts'
import { isPlainFile, readTogether } from './read-together.ts'
import { readBounded } from './read-bounded.ts'
import { pipeStream } from './pipe.ts'
import { cutSentence, HeadAndTail } from './head-and-tail.ts'
import { readStream } from './stdin.ts'
import { withTemporaryFile } from './temporary.ts'

export interface ReadPathOptions {
  /** Without it the logs of all containers are in the snapshot. */
  readonly logsWanted?: LogsWanted
  readonly limits?: Partial<ReadLimits>
  /** Where `-` is read from; standard input by default. */
  readonly stdin?: AsyncIterable<Uint8Array>
}

interface Reading extends ReadOptions {
  /** Where a file lies: a node's paths say whose log it is. */
  readonly path?: string
  /** Archives in archives are opened once. */
  readonly nesting: number
}

const unreadable = (path: string, error: unknown): SourceError => {
  const missing = systemCode(error) === 'ENOENT' || systemCode(error) === 'ENOTDIR'
  return new SourceError({
    code: missing ? 'not-found' : 'unreadable',
    where: path,
    message: missing
      ? `${path} does not exist. Give a folder, an archive or a file of a dump, or - for standard input.`
      : `${path} can't be read (${systemCode(error) || String(error)}).`,
    cause: error,
  })
}

const statOf = (path: string): Stats => {
  try {
    return statSync(path)
  } catch (error) {
    throw unreadable(path, error)
  }
}

/** Unpacks a gzip file, within the limits, and stops after `enough` bytes; of a long text both ends are kept. */
const gunzip = async (
  path: string,
  limits: ReadLimits,
  enough = Infinity,
): Promise<HeadAndTail> => {
  const budget = new Budget(path, statOf(path).size, limits)
  const kept = new HeadAndTail(limits.unpackedBytes)
  const stream = createReadStream(path).pipe(createGunzip())
  try {
    for await (const chunk of stream as AsyncIterable<Uint8Array>) {
      budget.out(chunk.length)
      kept.push(chunk)
      if (kept.size >= enough) break
    }
  } catch (error) {
    if (error instanceof SourceError) throw error
    if (kept.size === 0)
      throw new SourceError({
        code: 'archive-damaged',
        where: path,
        message: `${path} can't be unpacked (${error instanceof Error ? error.message : String(error)}). Copy it again.`,
        cause: error,
      })
  }
  return kept
}

/** The readers of archives are loaded when one is met: most diagnoses read a folder or a paste. */
const archiveOf = async (
  path: string,
  kind: ArchiveKind,
  limits: ReadLimits,
): Promise<Archive | null> => {
  switch (kind) {
    case 'zip':
      return (await import('./zip.ts')).zipArchive(path, limits)
    case 'tar':
      return (await import('./tar.ts')).tarArchive(path, false, limits)
    case 'gzip': {
      const isTar = sniff((await gunzip(path, limits, SNIFFED)).bytes()) === 'tar'
      return isTar ? (await import('./tar.ts')).tarArchive(path, true, limits) : null
    }
    case 'none':
      return null
  }
}

/** The first archive inside of an archive that has nothing else to read: people zip a must-gather.tar.gz to attach it. */
const readNested = async (
  path: string,
  archive: Archive,
  reading: Reading,
): Promise<Snapshot | null> => {
  let found: { readonly path: string; readonly bytes: Uint8Array } | null = null
  await archive.visit({
    wish: (name, size) =>
      found === null && /\.(?:tar|tar\.gz|tgz|zip)$/i.test(name)
        ? { kind: 'read', tail: Math.min(size, reading.limits.bytes) }
        : SKIP,
    read: (name, bytes) => {
      found ??= { path: name, bytes }
    },
  })
  const inner = found as { readonly path: string; readonly bytes: Uint8Array } | null
  if (inner === null) return null
  return withTemporaryFile(inner.bytes, (file) =>
    readFile(file, {
      ...reading,
      name: `${basename(path)}/${basename(inner.path)}`,
      nesting: reading.nesting + 1,
    }),
  )
}

/** A text whose words tell of a crash is read as a whole where nothing in it has a known form. */
const isEmpty = (snapshot: Snapshot): boolean =>
  snapshot.told !== true &&
  snapshot.objects.length + snapshot.logs.length + snapshot.samples.length === 0

const readFile = async (path: string, reading: Reading): Promise<Snapshot> => {
  let head: Uint8Array
  try {
    head = fileHead(path)
  } catch (error) {
    throw unreadable(path, error)
  }
  const kind = sniff(head)
  const archive = await archiveOf(path, kind, reading.limits)
  if (archive === null) return readOne(path, kind, reading)
  const { snapshot, nested } = await readArchive(path, archive, reading)
  if (!isEmpty(snapshot) || nested.length === 0 || reading.nesting > 0) return snapshot
  return (await readNested(path, archive, reading)) ?? snapshot
}

/** One file of text or objects, packed or not. */
const readOne = async (path: string, kind: ArchiveKind, reading: Reading): Promise<Snapshot> => {
  const { name, limits } = reading
  const file = reading.path ?? name
  if (kind !== 'gzip') {
    const { bytes, gaps } = readBounded(path, name, limits)
    return withGaps(readText(bytes, { name, file }), gaps)
  }
  const kept = await gunzip(path, limits)
  const gaps = kept.lost > 0 ? [cutSentence(name, kept.size, limits.unpackedBytes)] : []
  return withGaps(readText(kept.bytes(), { name, file: file.replace(/\.gz$/, '') }), gaps)
}

const withGaps = (snapshot: Snapshot, gaps: readonly string[]): Snapshot =>
  gaps.length === 0 ? snapshot : { ...snapshot, gaps: [...snapshot.gaps, ...gaps] }

const checked = (path: string, snapshot: Snapshot): Snapshot => {
  if (!isEmpty(snapshot)) return snapshot
  throw new SourceError({
    code: 'not-a-dump',
    where: path,
    message:
      `${path} holds nothing that a diagnosis can read: no Kubernetes objects, no logs, no output of kubectl. ${snapshot.gaps.slice(0, 3).join(' ')}`.trim(),
  })
}

const readStreamed = async (
  input: AsyncIterable<Uint8Array>,
  name: string,
  { limits, logsWanted }: Pick<Reading, 'limits' | 'logsWanted'>,
): Promise<Snapshot> => {
  const read = await readStream(input, name, limits)
  if (read.kind === 'bytes')
    return withGaps(readText(read.bytes, { name, file: 'stdin' }), read.gaps)
  return read.file.use((file) => readFile(file, { name, limits, logsWanted, nesting: 0 }))
}

const OWN_INPUT = new Set(['-', '/dev/stdin', '/dev/fd/0', '/proc/self/fd/0'])

/** Reads what is no file and no folder: a pipe to its end; a device has none, and a socket is no file. */
const readSpecial = (path: string, stat: Stats, reading: Reading): Promise<Snapshot> => {
  if (stat.isFIFO()) return readStreamed(pipeStream(path), path, reading)
  throw new SourceError({
    code: 'unreadable',
    where: path,
    message: `${path} is a ${stat.isSocket() ? 'socket' : 'device'}, no file. Give a folder, an archive or a file of a dump, or - for standard input.`,
  })
}

/**
 * Reads several sources: plain files as one dump, as they are parts of one story, and each archive, folder and pipe for itself.
 * Rejects with a `SourceError`.
 */
export async function readPaths(
  paths: readonly string[],
  options: ReadPathOptions = {},
): Promise<readonly Snapshot[]> {
  const plain = paths.filter((path) => !OWN_INPUT.has(path) && isPlainFile(path))
  if (plain.length < 2) return readEach(paths, options)
  const name = plain.map((path) => basename(path)).join(', ')
  const limits = { ...READ_LIMITS, ...options.limits }
  const together = readTogether(plain, { name, limits, logsWanted: options.logsWanted })
  const others = await readEach(
    paths.filter((path) => !plain.includes(path)),
    options,
  )
  return [checked(name, together), ...others]
}

async function readEach(
  paths: readonly string[],
  options: ReadPathOptions,
): Promise<readonly Snapshot[]> {
  const snapshots: Snapshot[] = []
  for (const path of paths) snapshots.push(await readPath(path, options))
  return snapshots
}

/** Reads a dump: a folder, an archive, one file, or `-` for standard input. Rejects with a `SourceError`. */
export async function readPath(path: string, options: ReadPathOptions = {}): Promise<Snapshot> {
  const limits = { ...READ_LIMITS, ...options.limits }
  if (OWN_INPUT.has(path)) {
    const input = options.stdin ?? (process.stdin as AsyncIterable<Uint8Array>)
    const own = { limits, logsWanted: options.logsWanted }
    return checked('Standard input', await readStreamed(input, 'standard input', own))
  }
  const stat = statOf(path)
  const reading = {
    name: basename(resolve(path)),
    path: resolve(path),
    limits,
    logsWanted: options.logsWanted,
    nesting: 0,
  }
  try {
    if (stat.isDirectory()) return checked(path, readFolder(path, reading))
    if (!stat.isFile()) return checked(path, await readSpecial(path, stat, reading))
    return checked(path, await readFile(path, reading))
  } catch (error) {
    throw error instanceof SourceError ? error : unreadable(path, error)
  }
}
