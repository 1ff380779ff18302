import type { Snapshot } from '@unloop/engine/evidence'
import { DumpReader, type LogFile } from '@unloop/formats'
import { SourceError } from '../errors.ts'
import {
  SKIP,
  type Archive,
  type ArchiveReport,
  type ArchiveVisitor,
  type Wish,
} from './archive.ts'
import {
  isCollectMeta,
  parseCollectMeta,
  withCollectMeta,
  type CollectMeta,
} from './collect-meta.ts'
import type { ReadOptions } from './read-folder.ts'

/** Logs are kept in the first pass while all of them are no more than this; else a second pass reads those that are wanted. */
const LOGS_AT_ONCE_BYTES = 128 * 1024 * 1024
const MAX_FILE_BYTES = 500 * 1024 * 1024

const NESTED = /\.(?:tar|tar\.gz|tgz|zip)$/i

/** First pass: objects, texts and metrics are read, logs are indexed and kept while they are few. */
class FirstPass implements ArchiveVisitor {
  readonly reader: DumpReader
  readonly nested: string[] = []
  readonly #options: ReadOptions
  readonly #logPaths = new Set<string>()
  logs: Map<string, Uint8Array> | null = new Map()
  meta: CollectMeta | null = null
  #logBytes = 0

  constructor(options: ReadOptions) {
    this.#options = options
    this.reader = new DumpReader(options.name)
  }

  wish(path: string, size: number): Wish {
    if (isCollectMeta(path)) return { kind: 'read', tail: 1 << 20 }
    if (NESTED.test(path)) this.nested.push(path)
    const kind = this.reader.accept({ path, size })
    if (kind === 'skip') return SKIP
    if (kind === 'log') return this.#wishLog(path, size)
    if (size <= MAX_FILE_BYTES) return { kind: 'read', tail: MAX_FILE_BYTES }
    this.reader.addGap(`${path}: The file was not read: it is larger than 500 MiB.`)
    return SKIP
  }

  read(path: string, bytes: Uint8Array): void {
    if (isCollectMeta(path)) this.meta = parseCollectMeta(new TextDecoder().decode(bytes))
    else if (this.#logPaths.has(path)) this.logs?.set(path, bytes)
    else this.reader.read(path, bytes)
  }

  #wishLog(path: string, size: number): Wish {
    this.#logBytes += Math.min(size, this.#options.limits.logBytes)
    if (this.#logBytes > LOGS_AT_ONCE_BYTES) this.logs = null
    if (this.logs === null) return SKIP
    this.#logPaths.add(path)
    return { kind: 'read', tail: this.#options.limits.logBytes }
  }
}

/** Second pass: only the logs that are wanted. */
const readWantedLogs = async (
  archive: Archive,
  files: readonly LogFile[],
  logBytes: number,
): Promise<Map<string, Uint8Array>> => {
  const wanted = new Set(files.map((file) => file.path))
  const logs = new Map<string, Uint8Array>()
  await archive.visit({
    wish: (path) => (wanted.has(normal(path)) ? { kind: 'read', tail: logBytes } : SKIP),
    read: (path, bytes) => void logs.set(normal(path), bytes),
  })
  return logs
}

/** As `formats` names entries: without a leading `./`, which `tar .` writes. */
const normal = (path: string): string => path.replaceAll('\\', '/').replace(/^(?:\.\/)+/, '')

const addLogs = async (archive: Archive, first: FirstPass, options: ReadOptions): Promise<void> => {
  const { reader } = first
  const files = reader.logFiles(options.logsWanted?.(reader.snapshot()))
  const { logBytes } = options.limits
  const kept = first.logs
  const logs =
    kept === null
      ? await readWantedLogs(archive, files, logBytes)
      : new Map([...kept].map(([path, bytes]) => [normal(path), bytes]))
  for (const file of files) {
    const bytes = logs.get(file.path)
    if (bytes === undefined) continue
    if (file.size > logBytes)
      reader.addGap(
        `${file.path}: Only the last ${Math.round(logBytes / 1024 / 1024)} MiB were read.`,
      )
    reader.addLog(file, () => bytes)
  }
}

const reportGaps = (report: ArchiveReport): readonly string[] => [
  ...(report.damage === null
    ? []
    : [
        `The archive is damaged or cut off (${report.damage}); what followed is missing from this diagnosis.`,
      ]),
  ...(report.links === 0
    ? []
    : [
        `${report.links} ${report.links === 1 ? 'link was' : 'links were'} not followed; what they point to is not in this diagnosis.`,
      ]),
]

export interface ArchiveReading {
  readonly snapshot: Snapshot
  /** Archives inside of the archive. */
  readonly nested: readonly string[]
}

/** Reads an archive in one pass, or in two where its logs are many. */
export async function readArchive(
  path: string,
  archive: Archive,
  options: ReadOptions,
): Promise<ArchiveReading> {
  const first = new FirstPass(options)
  const report = await archive.visit(first)
  if (report.files === 0 && report.damage !== null)
    throw new SourceError({
      code: 'archive-damaged',
      where: path,
      message: `${path} can't be unpacked (${report.damage}). Copy it again, or unpack it yourself and give the folder.`,
    })
  await addLogs(archive, first, options)
  const snapshot = withCollectMeta(first.reader.snapshot(), first.meta)
  return {
    snapshot: { ...snapshot, gaps: [...snapshot.gaps, ...reportGaps(report)] },
    nested: first.nested,
  }
}
