import type { KubeObject, Pod } from '@unloop/engine/evidence'
import type { ClusterApi } from '@unloop/sources'
import { deleteObject, listObjects, readObject, refOf, type ObjectRef } from '../cluster/objects.ts'
import { ANNOTATION } from '../mark.ts'
import { podsOf } from '../proof/watch.ts'

const MOST_MS = 120_000
const PAUSE_MS = 2000

const REVISIONS: Readonly<Record<string, string>> = {
  Deployment: 'ReplicaSet',
  StatefulSet: 'ControllerRevision',
  DaemonSet: 'ControllerRevision',
}

/**
 * Waits until the pods of a try that was put back are gone, and takes its revision away, so that nobody goes back to it. A
 * sentence for each pod that is still there after two minutes.
 */
export async function clearTry(
  api: ClusterApi,
  { ref, id }: { readonly ref: ObjectRef; readonly id: string },
): Promise<readonly string[]> {
  const kind = REVISIONS[ref.kind]
  const owner = kind ? await readObject(api, ref) : null
  if (!kind || owner === null) return []
  const made = (await listObjects(api, { kind, namespace: ref.namespace })).filter(
    ({ metadata }) =>
      metadata.ownerReferences?.some(({ uid }) => uid === owner.metadata.uid) &&
      isOf(metadata.annotations?.[ANNOTATION], id),
  )
  const hashes = new Set(made.flatMap(hashesOf))
  const left = await waitForGone(api, owner, hashes)
  if (left.length === 0)
    for (const each of made)
      await deleteObject(api, refOf(each), {
        uid: each.metadata.uid,
        policy: 'Background',
      }).catch(() => undefined)
  return left.map(({ metadata }) => `Pod ${metadata.name} of the try is still ending.`)
}

const isOf = (mark: string | undefined, id: string): boolean =>
  mark !== undefined && mark.includes(JSON.stringify(id))

const hashesOf = ({ metadata }: KubeObject): readonly string[] =>
  [
    metadata.labels?.['pod-template-hash'],
    metadata.labels?.['controller.kubernetes.io/hash'],
    metadata.name,
  ].filter((one) => one !== undefined)

const waitForGone = async (
  api: ClusterApi,
  owner: KubeObject,
  hashes: ReadonlySet<string>,
): Promise<readonly Pod[]> => {
  if (hashes.size === 0) return []
  const until = api.timing.now() + MOST_MS
  for (;;) {
    const left = (await podsOf(api, owner)).filter(
      ({ metadata: { labels = {} } }) =>
        hashes.has(labels['pod-template-hash'] ?? '') ||
        hashes.has(labels['controller-revision-hash'] ?? ''),
    )
    if (left.length === 0 || api.timing.now() > until) return left
    await api.timing.sleep(PAUSE_MS)
  }
}
