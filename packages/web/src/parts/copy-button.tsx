import { useEffect, useState } from 'react'
import { Button } from './button.tsx'

export interface CopyButtonProps {
  /** A function is asked when the button is pressed. */
  readonly text: string | (() => string)
  /** What is copied, for those who do not see where the button stands. */
  readonly what: string
  readonly label?: string
}

// Milliseconds that it says how it went.
const SHOWN_MS = 1_600

/** Copies a text, and says whether that worked. */
export function CopyButton({ text, what, label = 'Copy' }: CopyButtonProps) {
  const [state, setState] = useState<'idle' | 'done' | 'failed'>('idle')
  useEffect(() => {
    if (state === 'idle') return undefined
    const timer = setTimeout(() => setState('idle'), SHOWN_MS)
    return () => clearTimeout(timer)
  }, [state])
  const copy = () => {
    const value = typeof text === 'function' ? text() : text
    copyText(value).then(
      () => setState('done'),
      () => setState('failed'),
    )
  }
  const words = state === 'idle' ? label : state === 'done' ? 'Copied' : 'Not copied'
  return (
    <Button quiet onClick={copy} aria-label={`${words} ${what}`}>
      {words}
    </Button>
  )
}

/** The clipboard needs a safe context; over plain HTTP on another machine the older way is left. */
export async function copyText(text: string): Promise<void> {
  if (typeof navigator.clipboard?.writeText === 'function')
    return navigator.clipboard.writeText(text)
  const area = document.createElement('textarea')
  area.value = text
  document.body.append(area)
  area.select()
  const isDone = document.execCommand('copy')
  area.remove()
  if (!isDone) throw new Error('The browser refused to copy.')
}
