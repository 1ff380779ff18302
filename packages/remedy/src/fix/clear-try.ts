import type { KubeObject, Pod } from '@unloop/engine/evidence'
import type { ClusterApi } from '@unloop/sources'
import { deleteObject, listObjects, readObject, refOf, type ObjectRef } from '../cluster/objects.ts'
import { ANNOTATION } from '../mark.ts'
import { isPodReady } from '../proof/health.ts'
import { podsOf } from '../proof/watch.ts'

const MOST_MS = 120_000
const PAUSE_MS = 2000
/** So long a Deployment is given to scale the try down by itself. */
const STUCK_MS = 10_000

const REVISIONS: Readonly<Record<string, string>> = {
  Deployment: 'ReplicaSet',
  StatefulSet: 'ControllerRevision',
  DaemonSet: 'ControllerRevision',
}

/**
 * Waits until the pods of a try that was put back are gone, and takes its revision away, so that nobody goes back to it. A
 * Deployment whose former revision does not get ready either keeps both (deploymentutil.MaxUnavailable of a quarter of three
 * or fewer is 0, so that neither may be scaled down): there the try's ReplicaSet goes with its pods, where none is ready. A
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
  const remove = async (): Promise<void> => {
    for (const each of made)
      await deleteObject(api, refOf(each), {
        uid: each.metadata.uid,
        policy: 'Background',
      }).catch(() => undefined)
  }
  const cut = ref.kind === 'Deployment' ? remove : null
  const left = await waitForGone(api, owner, { hashes, cut })
  if (left.length === 0) await remove()
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

interface Try {
  readonly hashes: ReadonlySet<string>
  /** Takes the pods away with what makes them; null where their controller does so by itself. */
  readonly cut: (() => Promise<void>) | null
}

const waitForGone = async (
  api: ClusterApi,
  owner: KubeObject,
  { hashes, cut }: Try,
): Promise<readonly Pod[]> => {
  if (hashes.size === 0) return []
  const began = api.timing.now()
  const until = began + MOST_MS
  for (let isCut = cut === null; ;) {
    const left = (await podsOf(api, owner)).filter(
      ({ metadata: { labels = {} } }) =>
        hashes.has(labels['pod-template-hash'] ?? '') ||
        hashes.has(labels['controller-revision-hash'] ?? ''),
    )
    if (left.length === 0 || api.timing.now() > until) return left
    const isStuck = api.timing.now() - began > STUCK_MS && !left.some(isPodReady)
    if (!isCut && isStuck && (await isSeen(api, owner))) {
      isCut = true
      await cut?.()
    }
    await api.timing.sleep(PAUSE_MS)
  }
}

/** The controller knows that the former template is wanted again: until then it would make the try's ReplicaSet anew. */
const isSeen = async (api: ClusterApi, { kind, metadata }: KubeObject): Promise<boolean> => {
  const { namespace = '', name = '' } = metadata
  const now = await readObject(api, { kind, namespace, name })
  const { observedGeneration = 0 } = (now?.['status'] ?? {}) as { observedGeneration?: number }
  return observedGeneration >= (now?.metadata.generation ?? 0)
}
