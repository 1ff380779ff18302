import { useSyncExternalStore } from 'react'

// One clock for the whole page: everything relative changes in the same moment.
const EVERY_MS = 1_000
const listeners = new Set<() => void>()
let nowMs = Date.now()
let timer: ReturnType<typeof setInterval> | undefined

/** The time in milliseconds since 1970, once a second. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, read, read)
}

const read = (): number => nowMs

/** The timer runs only while something is shown that needs it. */
function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  timer ??= setInterval(tick, EVERY_MS)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}

function tick(): void {
  nowMs = Date.now()
  for (const listener of listeners) listener()
}
