import { INSPECTION_LABEL } from '@unloop/engine/evidence'
import type { ClusterApi } from '@unloop/sources'
import { listObjects } from '@unloop/remedy/cluster'
import { COPY_OF, SELECTOR } from './marks.ts'

/** A copy that an earlier run has left, or that somebody else is looking at just now. */
export interface Leftover {
  readonly name: string
  readonly of: string
  readonly since: string
}

/** Copies in the namespace but the one that is named. Empty where pods can't be listed. */
export async function leftovers(
  api: ClusterApi,
  namespace: string,
  own: string | null,
): Promise<readonly Leftover[]> {
  try {
    const pods = await listObjects(api, { kind: 'Pod', namespace }, SELECTOR)
    return pods
      .filter(
        ({ metadata }) =>
          metadata.labels?.[INSPECTION_LABEL] !== undefined &&
          metadata.name !== own &&
          !metadata.deletionTimestamp,
      )
      .map(({ metadata }) => ({
        name: metadata.name ?? '',
        of: metadata.annotations?.[COPY_OF] ?? '',
        since: metadata.creationTimestamp ?? '',
      }))
  } catch {
    return []
  }
}
