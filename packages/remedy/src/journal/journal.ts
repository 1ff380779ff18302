import { readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import type { KubeObject } from '@unloop/engine/evidence'
import { makeFolder } from '@unloop/sources/files'
import type { ObjectRef } from '../cluster/objects.ts'
import { RemedyError } from '../errors.ts'
import type { JsonObject } from '../patch/value.ts'

/** One object that was changed, with what it takes to put it back. */
export type JournalChange =
  | { readonly op: 'create'; readonly ref: ObjectRef; readonly uid: string | null }
  | {
      readonly op: 'patch'
      readonly ref: ObjectRef
      readonly uid: string | null
      /** What the user stated before, and what the server answered; `after` is null until it did. */
      readonly before: JsonObject
      readonly after: JsonObject | null
    }
  | {
      readonly op: 'replace'
      readonly ref: ObjectRef
      readonly before: KubeObject
      readonly uid: string | null
    }

export interface JournalEntry {
  readonly id: string
  readonly at: string
  readonly context: string
  /** The API server's address: a context's name may mean another cluster tomorrow. */
  readonly server: string
  readonly namespace: string
  readonly workload: { readonly kind: string; readonly name: string }
  readonly cause: string
  readonly plan: { readonly id: string; readonly title: string }
  readonly state: 'begun' | 'applied' | 'proven' | 'not-proven' | 'undone'
  readonly changes: readonly JournalChange[]
  /** When a temporary change is to be taken back, RFC 3339. */
  readonly until?: string
}

type Env = Readonly<Record<string, string | undefined>>

/**
 * A file for each fix under the XDG state directory (specifications.freedesktop.org/basedir-spec), written before anything is
 * changed and after each change. Readable by its owner alone, as it may hold what a Secret held.
 */
export class Journal {
  readonly folder: string

  constructor(env: Env) {
    const state = env['XDG_STATE_HOME'] || join(env['HOME'] || homedir(), '.local', 'state')
    this.folder = join(state, 'unloop', 'fixes')
  }

  write(entry: JournalEntry): void {
    try {
      makeFolder(this.folder)
      const path = join(this.folder, `${entry.id}.json`)
      writeFileSync(`${path}.new`, `${JSON.stringify(entry, null, 1)}\n`, { mode: 0o600 })
      renameSync(`${path}.new`, path)
    } catch (error) {
      throw new RemedyError(
        'journal-broken',
        `The journal ${this.folder} can't be written: ${error instanceof Error ? error.message : String(error)}.`,
        'Nothing is changed without it: make the folder writable, or set XDG_STATE_HOME.',
      )
    }
  }

  /** Newest first; a file that can't be read is left out. */
  entries(): readonly JournalEntry[] {
    return this.#names()
      .flatMap((name): readonly JournalEntry[] => {
        try {
          return [JSON.parse(readFileSync(join(this.folder, name), 'utf8')) as JournalEntry]
        } catch {
          return []
        }
      })
      .sort((a, b) => (a.at < b.at ? 1 : -1))
  }

  #names(): readonly string[] {
    try {
      return readdirSync(this.folder).filter((name) => name.endsWith('.json'))
    } catch {
      return []
    }
  }
}
