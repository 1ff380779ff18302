import { rivals } from '@unloop/engine/phrases'
import { Confidence } from '../parts/confidence.tsx'
import { Section } from '../parts/section.tsx'
import type { Story } from '../story/story.ts'
import css from './incident.module.css'

/** What else it could be, and what would tell them apart. */
export function Rivals({ story }: { readonly story: Story }) {
  const { close, far } = rivals(story.incident)
  const [leader] = story.incident.causes
  const all = [...close, ...far]
  return (
    <Section
      id="rivals"
      title="What else it could be"
      note={close.length === 0 ? 'nothing comes close' : `${close.length} close`}
    >
      {leader?.distinguish === undefined ? null : <p>To tell them apart: {leader.distinguish}</p>}
      {all.length === 0 ? null : (
        <ul className={css['rivals']}>
          {all.map((cause) => (
            <li key={cause.id}>
              <Confidence cause={cause} words={false} /> <code>{cause.id}</code>
              <p>{cause.title}</p>
            </li>
          ))}
        </ul>
      )}
      {leader?.basis === undefined ? null : (
        <p style={{ color: 'var(--soft)', fontSize: 'var(--small)' }}>
          Of {leader.basis.of} answers of this kind, {leader.basis.right} were right.
        </p>
      )}
    </Section>
  )
}
