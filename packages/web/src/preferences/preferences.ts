import { useSyncExternalStore } from 'react'
import { keepPreferences, readPreferences, type Preferences } from './kept.ts'

const listeners = new Set<() => void>()

/** Keeps a change and draws anew what depends on it. */
export function setPreferences(change: Partial<Preferences>): void {
  keepPreferences(change)
  for (const listener of listeners) listener()
}

/** The user's preferences, kept up to date. */
export function usePreferences(): Preferences {
  return useSyncExternalStore(subscribe, readPreferences, readPreferences)
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
