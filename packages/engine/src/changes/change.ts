import type { Inventory } from '../evidence/inventory.ts'
import { podSpecOf } from '../evidence/inventory.ts'
import type { KubeObject, PodSpec } from '../evidence/kube.ts'
import { REVISION_ANNOTATION } from '../evidence/revision.ts'
import type { SnapshotObject } from '../evidence/snapshot.ts'
import { millis, rfc3339 } from '../evidence/time.ts'
import type { CaseFile } from '../case/case-file.ts'
import type { Change } from '../report/report.ts'
import { diffTemplates } from './diff.ts'
import { youngReferences } from './references.ts'

/** One revision of a workload's pod template, from a ReplicaSet or a ControllerRevision. */
export interface Revision {
  readonly number: number
  readonly at: string | null
  readonly spec: PodSpec
  readonly entry: SnapshotObject
}

/**
 * What differs between the revision that ran and the one that doesn't: the pod template (from ReplicaSets and
 * ControllerRevisions) and the ConfigMaps and Secrets that it reads, where they are younger than the last good start.
 */
export function changeOf(file: CaseFile, inventory: Inventory): Change | null {
  const revisions = revisionsOf(file, inventory)
  const current = revisions.find((revision) => owns(revision, file)) ?? revisions.at(-1)
  const previous = current
    ? revisions.filter(({ number }) => number < current.number).at(-1)
    : undefined
  const template = current && previous ? diffTemplates(previous.spec, current.spec) : []
  const references = youngReferences(file, inventory)
  const what = [...template, ...references.map(({ what }) => what)]
  if (what.length === 0) return null
  return {
    at: template.length > 0 ? (current?.at ?? null) : (references[0]?.at ?? null),
    what: what.join('; '),
    revision: current ? String(current.number) : null,
    previous: template.length > 0 && previous ? String(previous.number) : null,
  }
}

/** The revision before the one that the failing pod belongs to; null where the snapshot holds none. */
export function previousRevision(file: CaseFile): Revision | null {
  const revisions = revisionsOf(file, file.inventory)
  const current = revisions.find((revision) => owns(revision, file)) ?? revisions.at(-1)
  return revisions.filter(({ number }) => number < (current?.number ?? 0)).at(-1) ?? null
}

/** Oldest first. */
export function revisionsOf(file: CaseFile, inventory: Inventory): readonly Revision[] {
  const { kind, name, namespace } = file.failing.workload
  const sets = kind === 'Deployment' ? inventory.inNamespace('ReplicaSet', namespace) : []
  const controllers =
    kind === 'StatefulSet' || kind === 'DaemonSet'
      ? inventory.inNamespace('ControllerRevision', namespace)
      : []
  return [...sets, ...controllers]
    .filter(({ object }) =>
      object.metadata.ownerReferences?.some((owner) => owner.kind === kind && owner.name === name),
    )
    .filter(({ object }) => !isTry(object, file))
    .flatMap((entry) => {
      const revision = revisionOf(entry)
      return revision ? [revision] : []
    })
    .sort((a, b) => a.number - b.number)
}

/** On what `unloop fix` changed; revisions take over the annotations of their owner. */
const MARK = 'unloop/fix'

/** A try of a fix that was put back: its revision has the mark, its owner has none any more. It is no change of anybody's. */
const isTry = ({ metadata }: KubeObject, { failing, inventory }: CaseFile): boolean => {
  const { kind, name } = failing.workload
  const owner = inventory.get(kind, failing.namespace, name)?.object
  return (
    metadata.annotations?.[MARK] !== undefined &&
    owner !== undefined &&
    owner.metadata.annotations?.[MARK] === undefined
  )
}

const revisionOf = (entry: SnapshotObject): Revision | null => {
  const { object } = entry
  const template =
    object.kind === 'ReplicaSet' ? object : (object['data'] as KubeObject | undefined)
  const spec = template ? podSpecOf({ ...template, kind: object.kind }) : null
  const stated =
    object.kind === 'ReplicaSet'
      ? object.metadata.annotations?.[REVISION_ANNOTATION]
      : object['revision']
  const number = Number(stated)
  if (!spec || !Number.isFinite(number)) return null
  return { number, at: rfc3339(millis(object.metadata.creationTimestamp)), spec, entry }
}

const owns = ({ entry }: Revision, file: CaseFile): boolean => {
  const { pod, subject } = file.failing
  const { kind, metadata } = entry.object
  if (kind === 'ControllerRevision') {
    const label = pod?.pod.metadata.labels?.['controller-revision-hash']
    return (
      label !== undefined &&
      (metadata.name?.endsWith(label) ||
        metadata.labels?.['controller.kubernetes.io/hash'] === label) === true
    )
  }
  const owner = pod?.pod.metadata.ownerReferences?.[0]?.name
  return metadata.name === (owner ?? subject?.object.metadata.name)
}
