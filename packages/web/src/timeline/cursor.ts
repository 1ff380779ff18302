import { useSyncExternalStore } from 'react'

/** The one moment that all lanes and the log point at; outside of React's state, since it moves with the mouse. */
export class CursorStore {
  #ms: number | null = null
  readonly #listeners = new Set<() => void>()

  readonly get = (): number | null => this.#ms

  readonly set = (ms: number | null): void => {
    if (ms === this.#ms) return
    this.#ms = ms
    for (const listener of this.#listeners) listener()
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }
}

export function useCursor(store: CursorStore): number | null {
  return useSyncExternalStore(store.subscribe, store.get, store.get)
}
