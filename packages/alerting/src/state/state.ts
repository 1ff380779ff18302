/** Values under keys; null for a key that is gone. */
export type Changes = ReadonlyMap<string, string | null>

/** Where what must outlive a restart is kept: texts under keys, a set of them for each name. */
export interface StateStore {
  /** The last value of each key that is not gone. */
  readonly load: (name: string) => Promise<ReadonlyMap<string, string>>
  /** Notes what changed; done when it is stored. What was noted before stays, whatever happens meanwhile. */
  readonly save: (name: string, changes: Changes) => Promise<void>
}

/** Keeps state for the life of the process. */
export function memoryState(): StateStore {
  const names = new Map<string, Map<string, string>>()
  const entriesOf = (name: string): Map<string, string> => names.get(name) ?? new Map()
  return {
    load: (name) => Promise.resolve(new Map(entriesOf(name))),
    save: (name, changes) => {
      names.set(name, changed(entriesOf(name), changes))
      return Promise.resolve()
    },
  }
}

/** Puts changes into a map, and gives it back. */
export function changed(entries: Map<string, string>, changes: Changes): Map<string, string> {
  for (const [key, value] of changes)
    if (value === null) entries.delete(key)
    else entries.set(key, value)
  return entries
}
