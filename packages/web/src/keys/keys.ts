import { useEffect, useRef } from 'react'

/** A key, or two in a row such as `g i`, and what it does. */
export interface KeyBinding {
  readonly keys: string
  readonly label: string
  readonly run: () => void
}

// Bindings of what is shown now; each holds the newest of its component.
const registry = new Set<{ current: readonly KeyBinding[] }>()
// Milliseconds between the two keys of a chord.
const CHORD_MS = 1_200
let first: { readonly key: string; readonly at: number } | null = null

/** Binds keys while the component is shown; the newest binding of a key wins. */
export function useKeys(bindings: readonly KeyBinding[]): void {
  const ref = useRef(bindings)
  ref.current = bindings
  useEffect(() => {
    registry.add(ref)
    return () => {
      registry.delete(ref)
    }
  }, [])
}

/** All that is bound now, for the help. */
export function boundKeys(): KeyBinding[] {
  const all = [...registry].flatMap(({ current }) => current)
  return [...new Map(all.map((binding) => [binding.keys, binding])).values()]
}

/** Handles a key of the document; true where something was bound to it. */
export function pressKey(event: KeyboardEvent): boolean {
  if (isTyping(event) || event.ctrlKey || event.metaKey || event.altKey) return false
  const bound = boundKeys()
  const chord =
    first !== null && event.timeStamp - first.at < CHORD_MS ? `${first.key} ${event.key}` : null
  first = null
  const found = bound.find(({ keys }) => keys === (chord ?? event.key))
  if (found !== undefined) {
    found.run()
    return true
  }
  if (bound.some(({ keys }) => keys.startsWith(`${event.key} `)))
    first = { key: event.key, at: event.timeStamp }
  return false
}

/** Whether the key belongs to a field. */
function isTyping({ target }: KeyboardEvent): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  )
}
