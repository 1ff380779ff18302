import { revisionNumber, type KubeObject } from '@unloop/engine/evidence'
import type { Patch } from '@unloop/engine/report'
import type { ClusterApi } from '@unloop/sources'
import { listObjects, mustRead, type ObjectRef } from '../cluster/objects.ts'
import { ANNOTATION } from '../mark.ts'
import { RemedyError } from '../errors.ts'

type Fields = Readonly<Record<string, unknown>>

/** What `kubectl rollout undo` does, as a patch: the template of the newest revision before the current one. */
export async function undoPatch(api: ClusterApi, ref: ObjectRef): Promise<Patch> {
  const object = await mustRead(api, ref)
  const spec = object['spec'] as {
    template?: Fields
    selector?: { matchLabels?: Record<string, string> }
  }
  const selector = spec.selector?.matchLabels ?? {}
  const template =
    ref.kind === 'Deployment'
      ? await fromReplicaSets(api, object, selector)
      : await fromRevisions(api, object, selector)
  if (template === null)
    throw new RemedyError(
      'no-revision',
      `${ref.kind} ${ref.name} has no earlier revision to go back to.`,
      'Choose another plan with --plan.',
    )
  return {
    target: ref,
    type: 'json',
    body: [{ op: 'replace', path: '/spec/template', value: template }],
  }
}

/** Selectors may overlap, and a selector is all that a list is narrowed by. */
const isOwned = (item: KubeObject, owner: KubeObject): boolean =>
  item.metadata.ownerReferences?.some(({ uid }) => uid === owner.metadata.uid) === true

/** Revisions take over their owner's annotations: one with the mark, whose owner has none, is a try that was put back. */
const isTry = (revision: KubeObject, owner: KubeObject): boolean =>
  revision.metadata.annotations?.[ANNOTATION] !== undefined &&
  owner.metadata.annotations?.[ANNOTATION] === undefined

const fromReplicaSets = async (
  api: ClusterApi,
  owner: KubeObject,
  selector: Readonly<Record<string, string>>,
): Promise<Fields | null> => {
  const namespace = owner.metadata.namespace ?? ''
  const sets = await listObjects(api, { kind: 'ReplicaSet', namespace }, selector)
  const current = revisionNumber(owner)
  const earlier = sets
    .filter((set) => isOwned(set, owner) && revisionNumber(set) < current && !isTry(set, owner))
    .sort((a, b) => revisionNumber(b) - revisionNumber(a))[0]
  const template = (earlier?.['spec'] as { template?: Fields } | undefined)?.template
  return template ? withoutHash(template) : null
}

/** The controller adds the hash itself. */
const withoutHash = (template: Fields): Fields => {
  const metadata = (template['metadata'] ?? {}) as { labels?: Record<string, string> }
  const labels = Object.entries(metadata.labels ?? {}).filter(
    ([key]) => key !== 'pod-template-hash',
  )
  return { ...template, metadata: { ...metadata, labels: Object.fromEntries(labels) } }
}

const fromRevisions = async (
  api: ClusterApi,
  owner: KubeObject,
  selector: Readonly<Record<string, string>>,
): Promise<Fields | null> => {
  const namespace = owner.metadata.namespace ?? ''
  const all = await listObjects(api, { kind: 'ControllerRevision', namespace }, selector)
  const revisions = all
    .filter((each) => isOwned(each, owner) && !isTry(each, owner))
    .sort((a, b) => revisionNumber(b) - revisionNumber(a))
  const data = revisions[1]?.['data'] as { spec?: { template?: Fields } } | undefined
  if (!data?.spec?.template) return null
  const { $patch: _, ...template } = data.spec.template
  return template
}
