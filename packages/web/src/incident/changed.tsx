import { Section } from '../parts/section.tsx'
import { Moment } from '../parts/moment.tsx'
import { semanticDiff } from '../diff/semantic.ts'
import { revisionsOf, templateOf } from '../story/revisions.ts'
import type { Story } from '../story/story.ts'
import { DiffTable } from './diff-table.tsx'
import parts from '../parts/parts.module.css'

/** What differs between the revision that ran and the one that does not. */
export function Changed({ story }: { readonly story: Story }) {
  const { incident, versions, nowMs } = story
  const revisions = revisionsOf(story)
  const changes =
    revisions === null
      ? []
      : semanticDiff(templateOf(revisions.before), templateOf(revisions.after))
  const configs = versions.filter(
    ({ kind, change }) => change === 'modified' && (kind === 'ConfigMap' || kind === 'Secret'),
  )
  const at = incident.change?.at == null ? null : Date.parse(incident.change.at)
  return (
    <Section
      id="changed"
      title="What changed before the first crash"
      note={at === null ? undefined : <Moment ms={at} nowMs={nowMs} />}
    >
      {incident.change === null ? null : <p>{incident.change.what}</p>}
      {revisions === null || changes.length === 0 ? null : (
        <DiffTable
          changes={changes}
          beforeName={revisions.beforeName}
          afterName={revisions.afterName}
        />
      )}
      {configs.map(({ kind, name, ms }) => (
        <p key={`${kind}/${name}/${ms}`}>
          {kind} {name} changed <Moment ms={ms} nowMs={nowMs} />
        </p>
      ))}
      {incident.change !== null || changes.length > 0 || configs.length > 0 ? null : (
        <p className={parts['note']} style={{ color: 'var(--soft)' }}>
          No change of the workload or its configuration is known. It has looked like this since it
          was first seen.
        </p>
      )}
    </Section>
  )
}
