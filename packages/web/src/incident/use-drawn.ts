import { startTransition, useEffect, useState } from 'react'

/** A page in the background draws no frame. */
const MOST_MS = 300

/** True once a frame was drawn in which `isReady` held: what is not needed for it waits until then. */
export function useDrawn(isReady: boolean): boolean {
  const [isDrawn, setDrawn] = useState(false)
  useEffect(() => {
    if (!isReady || isDrawn) return undefined
    let after: ReturnType<typeof setTimeout> | undefined
    // Whoever clicks or types meanwhile goes first.
    const drawn = () => startTransition(() => setDrawn(true))
    const late = setTimeout(drawn, MOST_MS)
    const frame = requestAnimationFrame(() => {
      after = setTimeout(drawn, 0)
    })
    return () => {
      cancelAnimationFrame(frame)
      clearTimeout(after)
      clearTimeout(late)
    }
  }, [isReady, isDrawn])
  return isDrawn
}
