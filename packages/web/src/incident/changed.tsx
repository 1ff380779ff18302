import { Section } from '../parts/section.tsx'
import { Moment } from '../parts/moment.tsx'
import { semanticDiff } from '../diff/semantic.ts'
import { revisionsOf, templateOf } from '../story/revisions.ts'
import { ownChanges, versionBefore } from '../story/references.ts'
import type { Story, Version } from '../story/story.ts'
import { DiffTable } from './diff-table.tsx'
import parts from '../parts/parts.module.css'

/** What differs between the revision that ran and the one that does not. */
export function Changed({ story }: { readonly story: Story }) {
  const { incident, nowMs } = story
  const revisions = revisionsOf(story)
  const changes =
    revisions === null
      ? []
      : semanticDiff(templateOf(revisions.before), templateOf(revisions.after))
  const configs = ownChanges(story).filter(({ kind }) => kind === 'ConfigMap' || kind === 'Secret')
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
      {configs.map((version) => (
        <ConfigChange
          key={`${version.kind}/${version.name}/${version.ms}`}
          of={version}
          story={story}
        />
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

/** A version of a ConfigMap or Secret. */
interface ConfigChangeProps {
  readonly of: Version
  readonly story: Story
}

/** Of a Secret no value is kept, so that only the moment can be told. */
function ConfigChange({ of: version, story }: ConfigChangeProps) {
  const before = versionBefore(story, version)
  const changes =
    before === undefined || version.kind === 'Secret'
      ? []
      : semanticDiff(dataOf(before), dataOf(version)).slice(0, MOST_CHANGES)
  return (
    <>
      <p>
        {version.kind} {version.name} changed <Moment ms={version.ms} nowMs={story.nowMs} />
      </p>
      {changes.length === 0 ? null : (
        <DiffTable changes={changes} beforeName="before" afterName="after" />
      )}
    </>
  )
}

// Fields shown of one change.
const MOST_CHANGES = 20

/** The values of a ConfigMap. */
const dataOf = ({ object }: Version): unknown => object['data'] ?? {}
