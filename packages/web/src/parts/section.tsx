import type { ReactNode } from 'react'
import css from './parts.module.css'

export interface SectionProps {
  /** What the address's fragment names. */
  readonly id: string
  readonly title: string
  /** A few words beside the title. */
  readonly note?: ReactNode
  readonly tools?: ReactNode
  readonly children: ReactNode
}

/** A part of a page with its heading. */
export function Section({ id, title, note, tools, children }: SectionProps) {
  return (
    <section className={css['section']} id={id} aria-labelledby={`${id}-title`}>
      <div className={css['sectionHead']}>
        <h2 id={`${id}-title`}>{title}</h2>
        {note === undefined ? null : <span className={css['note']}>{note}</span>}
        {tools === undefined ? null : <div className={css['tools']}>{tools}</div>}
      </div>
      {children}
    </section>
  )
}
