/** Where what must outlive a restart is kept: one text a name. */
export interface StateStore {
  /** Undefined where nothing was stored. */
  readonly load: (name: string) => Promise<string | undefined>
  /** Replaces what is stored, whole or not at all. */
  readonly save: (name: string, text: string) => Promise<void>
}

/** Keeps state for the life of the process. */
export function memoryState(): StateStore {
  const texts = new Map<string, string>()
  return {
    load: (name) => Promise.resolve(texts.get(name)),
    save: (name, text) => {
      texts.set(name, text)
      return Promise.resolve()
    },
  }
}
