import type { ReactNode } from 'react'
import css from './parts.module.css'

export interface SectionProps {
  readonly id: string
  readonly title: string
  readonly note?: ReactNode
  readonly tools?: ReactNode
  readonly children: ReactNode
}

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
