import { logsWanted } from '@unloop/engine'
import type { Snapshot } from '@unloop/engine/evidence'
import { readPaths } from '@unloop/sources/files'
import type { Subject } from './subject.ts'
import type { Io } from '../io.ts'
import { joinedSource } from './joined-source.ts'
import { joinedReadAs } from './read-as.ts'

/** Everything that -f names as one subject: a log and the text of `kubectl describe` belong to one story. */
export async function readFiles(paths: readonly string[], io: Io): Promise<Subject> {
  if (paths.includes('-') && io.terminal.in)
    io.err('unloop: Paste the text and end it with Ctrl+D.\n')
  const [first, ...others] = await readPaths(paths, { logsWanted, stdin: io.stdin })
  if (first === undefined) throw new TypeError('There is no path to read.')
  return { snapshot: others.reduce(merge, first), cluster: null }
}

/** A dump with a paste is a dump: what a dump lacks can be said, what a paste lacks can not. */
const merge = (all: Snapshot, next: Snapshot): Snapshot => ({
  source: {
    kind: all.source.kind === 'text' ? next.source.kind : all.source.kind,
    ...joinedSource(all.source, next.source),
    ...joinedReadAs([...(all.source.readAs ?? []), ...(next.source.readAs ?? [])]),
  },
  ...(all.told === true || next.told === true ? { told: true } : {}),
  objects: [...all.objects, ...next.objects],
  logs: [...all.logs, ...next.logs],
  samples: [...all.samples, ...next.samples],
  gaps: [...all.gaps, ...next.gaps],
})
