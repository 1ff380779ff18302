import { sh } from '@unloop/engine/commands'
import type { KubeObject, Pod } from '@unloop/engine/evidence'
import type { ClusterApi } from '@unloop/sources'
import { evictPod, readObject } from '../cluster/objects.ts'
import type { JournalEntry } from '../journal/journal.ts'
import { isPodReady } from '../proof/health.ts'
import { podsOf } from '../proof/watch.ts'

const READS = new Set(['ConfigMap', 'Secret'])

/**
 * What an undoing long after the fix leaves to do for the pods, each a sentence: a StatefulSet waits for a broken pod instead
 * of going back, so that pod is evicted; what a running pod has read it keeps until its next start, and that is the user's call.
 */
export async function settleUndone(
  api: ClusterApi,
  { workload: { kind, name }, namespace, changes }: JournalEntry,
): Promise<readonly string[]> {
  const isOwn = changes.some(({ ref }) => ref.kind === kind && ref.name === name)
  const read = changes.find(({ ref }) => READS.has(ref.kind))?.ref
  if (!isOwn && read)
    return [
      `Running pods have read ${read.kind} ${read.name} as the fix made it: ${sh`kubectl rollout restart ${kind.toLowerCase()}/${name} -n ${namespace}`} lets them read it again.`,
    ]
  if (!isOwn || kind !== 'StatefulSet') return []
  const set = await readObject(api, { kind, namespace, name })
  const broken = set === null ? [] : (await podsOf(api, set)).filter((pod) => isStuck(pod, set))
  const evicted: string[] = []
  for (const { metadata } of broken)
    if (await evictPod(api, namespace, metadata.name ?? '')) evicted.push(metadata.name ?? '')
  return evicted.length === 0
    ? []
    : [`${evicted.join(', ')} was not ready and of the fix's revision: it starts anew.`]
}

const isStuck = (pod: Pod, set: KubeObject): boolean => {
  const { metadata } = pod
  const { updateRevision } = (set['status'] ?? {}) as { updateRevision?: string }
  return (
    !isPodReady(pod) &&
    !metadata.deletionTimestamp &&
    updateRevision !== undefined &&
    metadata.labels?.['controller-revision-hash'] !== updateRevision
  )
}
