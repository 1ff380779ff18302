import { REVISION_ANNOTATION } from '@unloop/engine/evidence'
import type { Story, Version } from './story.ts'

/** The template that runs now and the one before it. */
export interface Revisions {
  readonly before: Version
  readonly after: Version
  readonly beforeName: string
  readonly afterName: string
}

/**
 * The two newest revisions of the workload's pod template: ReplicaSets of a Deployment by their revision, ControllerRevisions
 * of the others, else what the workload itself was before its last change. Null where fewer than two are known.
 */
export function revisionsOf(story: Story): Revisions | null {
  return keptRevisions(story) ?? watchedRevisions(story)
}

/** Two versions of the workload that were seen one after the other. */
function watchedRevisions({ incident, versions }: Story): Revisions | null {
  const { kind, name } = incident.workload
  const own = versions.filter((version) => version.kind === kind && version.name === name)
  const at = own.findLastIndex(({ change }) => change === 'modified')
  const [before, after] = [own[at - 1], own[at]]
  if (before === undefined || after === undefined) return null
  return { before, after, beforeName: 'before', afterName: 'after' }
}

/** The two newest revisions that controllers keep; null for fewer. */
function keptRevisions({ incident, versions }: Story): Revisions | null {
  const { workload } = incident
  const known = newestOfEach(
    versions.filter(
      ({ kind, object }) =>
        (kind === 'ReplicaSet' || kind === 'ControllerRevision') &&
        isOwnedBy(object, workload.name),
    ),
  )
    .map((version) => ({ version, revision: revisionOf(version.object) }))
    .filter(({ revision }) => revision > 0)
    .toSorted((a, b) => b.revision - a.revision)
  const [after, before] = known
  if (after === undefined || before === undefined) return null
  return {
    before: before.version,
    after: after.version,
    beforeName: `revision ${before.revision}`,
    afterName: `revision ${after.revision}`,
  }
}

/** The part of an object that makes its pods. */
export function templateOf({ object }: Version): unknown {
  const spec = fieldsOf(object['spec'])
  const data = fieldsOf(object['data'])
  return spec['template'] ?? fieldsOf(data['spec'])['template'] ?? {}
}

/** Of each object its newest version. */
function newestOfEach(versions: readonly Version[]): Version[] {
  return [
    ...new Map(versions.map((version) => [`${version.kind}/${version.name}`, version])).values(),
  ]
}

/** Whether an object belongs to an owner of this name: within a namespace that is enough for workloads. */
function isOwnedBy(object: Version['object'], name: string): boolean {
  const owners = fieldsOf(object['metadata'])['ownerReferences']
  return Array.isArray(owners) && owners.some((owner) => fieldsOf(owner)['name'] === name)
}

/** The number of a revision; 0 where an object states none. */
function revisionOf(object: Version['object']): number {
  const annotations = fieldsOf(fieldsOf(object['metadata'])['annotations'])
  return Number(annotations[REVISION_ANNOTATION] ?? object['revision'] ?? 0)
}

/** A mapping; an empty one for anything else. */
export function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : {}
}
