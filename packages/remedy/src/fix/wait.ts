import type { KubeObject } from '@unloop/engine/evidence'
import type { ClusterApi } from '@unloop/sources'
import { mustRead, type ObjectRef } from '../cluster/objects.ts'
import type { Health } from '../proof/health.ts'
import { loopSeconds, provingSeconds } from '../proof/period.ts'
import { podsOf, restartsByPod, watchWorkload, type Watched } from '../proof/watch.ts'

/** A workload that somebody has just changed, by whatever means. */
export interface WaitRequest {
  readonly api: ClusterApi
  readonly ref: ObjectRef
  readonly timeoutSeconds: number
  readonly onLook?: (health: Health, levelForSeconds: number) => void
  readonly isInterrupted?: () => boolean
}

/** Waits until the newest revision has proved itself, or loops. Pods of earlier revisions say nothing. */
export async function waitFor(
  request: WaitRequest,
): Promise<Watched & { readonly levelSeconds: number }> {
  const { api, ref } = request
  const workload = await mustRead(api, ref)
  const pods = await podsOf(api, workload)
  const levelSeconds = provingSeconds(loopSeconds(pods))
  const old = pods.filter((pod) => !isNewest(pod, workload, pods))
  const watched = await watchWorkload({
    ...request,
    baseline: restartsByPod(old),
    replaced: new Set(old.map(({ metadata }) => metadata.uid ?? '')),
    levelSeconds,
  })
  return { ...watched, levelSeconds }
}

/** By the hash that controllers put on the pods of a template: the one of the youngest pod, or the one that the status names. */
const isNewest = (pod: KubeObject, workload: KubeObject, pods: readonly KubeObject[]): boolean => {
  const hash = ({ metadata }: KubeObject): string | undefined =>
    metadata.labels?.['pod-template-hash'] ?? metadata.labels?.['controller-revision-hash']
  const named = (workload['status'] as { updateRevision?: string } | undefined)?.updateRevision
  const youngest = [...pods].sort((a, b) =>
    (a.metadata.creationTimestamp ?? '') < (b.metadata.creationTimestamp ?? '') ? 1 : -1,
  )[0]
  const newest = named ?? (youngest && hash(youngest))
  return newest === undefined || hash(pod) === newest
}
