import { Section } from '../parts/section.tsx'
import type { Relative, Story } from '../story/story.ts'
import css from './incident.module.css'

/** Who brings whom down: the root at the left, victims at the right, each with what it says. */
export function Graph({ story }: { readonly story: Story }) {
  const { incident, relatives } = story
  if (relatives.length === 0) return null
  const root = relatives.find(({ role }) => role === 'root')
  const victims = relatives.filter(({ role }) => role === 'victim')
  const here = (
    <span className={`${css['node']} ${css['here']} ${root === undefined ? css['isRoot'] : ''}`}>
      {incident.workload.name}
      <small>this incident</small>
    </span>
  )
  return (
    <Section
      id="graph"
      title="Root and victims"
      note={root === undefined ? `brings ${victims.length} down` : 'brought down by another'}
    >
      <div className={css['graph']}>
        {root === undefined ? here : <Node of={root} />}
        <span className={css['arrow']} aria-label="brings down">
          →
        </span>
        {root === undefined ? (
          <ul>
            {victims.map((victim) => (
              <li key={victim.id}>
                <Node of={victim} />
              </li>
            ))}
          </ul>
        ) : (
          here
        )}
      </div>
    </Section>
  )
}

/** A related incident as a link. */
function Node({ of }: { readonly of: Relative }) {
  return (
    <a
      className={`${css['node']} ${of.role === 'root' ? css['isRoot'] : ''}`}
      href={`/i/${encodeURIComponent(of.id)}`}
    >
      {of.workload}
      <small>{of.title}</small>
    </a>
  )
}
