import type { LogRequest, Snapshot } from '@unloop/engine/evidence'
import type { Content } from '../bytes/decode.ts'
import { DumpReader } from './dump-reader.ts'

/** One file of a dump: of a folder, an archive, or dropped on a page. */
export interface Entry {
  /** Inside the dump, with `/` between its parts. */
  readonly path: string
  readonly size: number
  /** Reads the content; not called for what is not wanted, and again for a log that was let go to save memory. */
  text(): Content
}

/**
 * Reads a whole dump in memory. `logsWanted` names the logs that the engine would read; without it all logs are there, each
 * read only when its text is asked for.
 */
export function snapshotFromEntries(
  entries: Iterable<Entry>,
  name: string,
  logsWanted?: (objects: Snapshot) => readonly LogRequest[],
): Snapshot {
  const reader = new DumpReader(name)
  const logs = new Map<string, Entry>()
  for (const entry of entries) {
    const kind = reader.accept(entry)
    if (kind === 'log') logs.set(entry.path, entry)
    else if (kind !== 'skip') readEntry(reader, entry)
  }
  for (const file of reader.logFiles(logsWanted?.(reader.snapshot()))) {
    const entry = logs.get(file.path)
    if (entry !== undefined) reader.addLog(file, () => entry.text())
  }
  return reader.snapshot()
}

function readEntry(reader: DumpReader, entry: Entry): void {
  let content: Content
  try {
    content = entry.text()
  } catch (cause) {
    const reason = cause instanceof Error ? `: ${cause.message}` : ''
    reader.addGap(`${entry.path}: The file could not be read${reason}.`)
    return
  }
  reader.read(entry.path, content)
}
