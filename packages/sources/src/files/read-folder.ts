import type { Snapshot } from '@unloop/engine/evidence'
import { DumpReader } from '@unloop/formats'
import {
  isCollectMeta,
  parseCollectMeta,
  withCollectMeta,
  type CollectMeta,
} from './collect-meta.ts'
import type { FileEntry, LogsWanted, ReadLimits } from './entry.ts'
import { listFolder } from './folder.ts'

export interface ReadOptions {
  readonly name: string
  readonly limits: ReadLimits
  readonly logsWanted?: LogsWanted | undefined
}

const megabytes = (bytes: number): string => `${Math.round(bytes / 1024 / 1024)} MiB`

/** Objects larger than this don't fit into one JavaScript string. */
const MAX_OBJECT_BYTES = 500 * 1024 * 1024

/** The end of a log is read by itself where the log is longer than this. */
const LONG_LOG = 16 * 1024
const LOG_END = 6 * 1024

class FolderReader {
  readonly reader: DumpReader
  readonly logs = new Map<string, FileEntry>()
  meta: CollectMeta | null = null
  readonly #limits: ReadLimits

  constructor(options: ReadOptions) {
    this.reader = new DumpReader(options.name)
    this.#limits = options.limits
  }

  add(entry: FileEntry): void {
    if (isCollectMeta(entry.path)) {
      this.meta = parseCollectMeta(new TextDecoder().decode(entry.tail(MAX_OBJECT_BYTES)))
      return
    }
    const kind = this.reader.accept(entry)
    if (kind === 'log') this.logs.set(entry.path, entry)
    else if (kind === 'text' && entry.size > this.#limits.logBytes) this.#readEnd(entry)
    else if (kind !== 'skip') this.#read(entry)
  }

  addLogs(logsWanted: LogsWanted | undefined): void {
    for (const file of this.reader.logFiles(logsWanted?.(this.reader.snapshot()))) {
      const entry = this.logs.get(file.path)
      if (entry === undefined) continue
      if (entry.size > this.#limits.logBytes)
        this.reader.addGap(
          `${entry.path}: Only the last ${megabytes(this.#limits.logBytes)} of ${megabytes(entry.size)} were read.`,
        )
      const { logBytes } = this.#limits
      this.reader.addLog(
        file,
        () => tailOf(entry, logBytes),
        entry.size > LONG_LOG ? () => tailOf(entry, LOG_END) : undefined,
      )
    }
  }

  /** Of a text that nobody wrote by hand, the end tells what happened. */
  #readEnd(entry: FileEntry): void {
    const { logBytes } = this.#limits
    this.reader.read(entry.path, tailOf(entry, logBytes))
    this.reader.addGap(
      `${entry.path}: Only the last ${megabytes(logBytes)} of ${megabytes(entry.size)} were read.`,
    )
  }

  #read(entry: FileEntry): void {
    if (entry.size > MAX_OBJECT_BYTES) {
      this.reader.addGap(
        `${entry.path}: The file was not read: ${megabytes(entry.size)} are too much for one file.`,
      )
      return
    }
    try {
      entry.use(MAX_OBJECT_BYTES, (bytes) => this.reader.read(entry.path, bytes))
    } catch (error) {
      this.reader.addGap(`${entry.path}: The file could not be read (${String(error)}).`)
    }
  }
}

/** The engine reads logs while it works, and must not fail on a file that has gone meanwhile. */
const tailOf = (entry: FileEntry, bytes: number): Uint8Array => {
  try {
    return entry.tail(bytes)
  } catch {
    return new Uint8Array()
  }
}

/** Reads files that can be opened in any order; logs are read when the engine asks for their text. */
export function readEntries(entries: readonly FileEntry[], options: ReadOptions): Snapshot {
  const folder = new FolderReader(options)
  for (const entry of entries) folder.add(entry)
  folder.addLogs(options.logsWanted)
  return withCollectMeta(folder.reader.snapshot(), folder.meta)
}

/** Reads a folder with all that lies below it. */
export function readFolder(path: string, options: ReadOptions): Snapshot {
  const { entries, gaps } = listFolder(path, options.limits)
  const snapshot = readEntries(entries, options)
  return { ...snapshot, gaps: [...snapshot.gaps, ...gaps] }
}
