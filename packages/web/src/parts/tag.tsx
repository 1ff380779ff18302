import type { ReactNode } from 'react'
import type { Tone } from '../style/tone.ts'
import css from './parts.module.css'

// A shape for each tone.
const GLYPHS: Readonly<Record<Tone, string>> = {
  bad: '●',
  warn: '▲',
  good: '✓',
  calm: '○',
  change: '◆',
}

/** A word with its shape and colour: none of the three is needed to tell it. */
export function Tag({ tone, children }: { readonly tone: Tone; readonly children: ReactNode }) {
  return (
    <span className={`${css['tag']} ${css[tone]}`}>
      <span aria-hidden="true">{GLYPHS[tone]}</span>
      {children}
    </span>
  )
}
