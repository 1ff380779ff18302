import { useEffect, useState } from 'react'
import type { Found } from '@unloop/engine/explain'

/** What is known of a code or a reason; null for nothing. */
type LookUp = (word: string) => Found | null

// Once for the whole page.
let loaded: LookUp | null = null

/** What is known of a code, once that is loaded; nothing until then. */
export function useExplain(): LookUp {
  const [lookUp, setLookUp] = useState<LookUp>(() => loaded ?? nothing)
  useEffect(() => {
    if (loaded !== null) return
    void import('@unloop/engine/explain').then((module) => {
      loaded = module.lookUp
      setLookUp(() => module.lookUp)
    })
  }, [])
  return lookUp
}

const nothing: LookUp = () => null
