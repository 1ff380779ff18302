import type { ContainerStatus, Snapshot } from '@unloop/engine/evidence'
import type { ClusterApi } from '@unloop/sources'
import type { Picked } from '@unloop/remedy/subject'

/** Where to look: in the container that runs (or beside it, where it has no shell), or in a copy of its pod. */
export type Place = 'running' | 'copy'

/** A container that crash-loops is gone before anything is seen, also where it runs at this moment. */
export function placeFor({ pod, container, incident }: Picked): Place {
  if (incident?.kind === 'crash-loop' || incident?.kind === 'start-blocked') return 'copy'
  return isRunning(pod.status?.containerStatuses, container.name) ? 'running' : 'copy'
}

const isRunning = (statuses: readonly ContainerStatus[] | undefined, name: string): boolean =>
  statuses?.find((each) => each.name === name)?.state?.running != null

/** The pod has a sandbox with an address: what is added to it shares its network. */
export function hasNetwork({ pod }: Picked): boolean {
  return (
    pod.status?.podIP !== undefined &&
    (pod.status.phase === 'Running' || pod.status.phase === 'Pending')
  )
}

/** Ephemeral containers are stable since Kubernetes 1.25 (KEP-277). */
export async function servesEphemeral(api: ClusterApi): Promise<boolean> {
  const { body } = await api.send({ method: 'GET', path: '/version' })
  const { major, minor } = (body ?? {}) as { readonly major?: string; readonly minor?: string }
  const [big, small] = [Number.parseInt(major ?? '', 10), Number.parseInt(minor ?? '', 10)]
  return big > 1 || (big === 1 && small >= 25)
}

/** Pod Security admission (docs: Pod Security Admission). */
export function isRestricted({ objects }: Snapshot, namespace: string): boolean {
  return objects.some(
    ({ object }) =>
      object.kind === 'Namespace' &&
      object.metadata.name === namespace &&
      object.metadata.labels?.['pod-security.kubernetes.io/enforce'] === 'restricted',
  )
}

/** Claims that one pod alone may use at a time (ReadWriteOncePod, KEP-2485): a copy would wait for ever. */
export function exclusiveClaims({ objects }: Snapshot, namespace: string): ReadonlySet<string> {
  return new Set(
    objects.flatMap(({ object }) => {
      const modes = (object['spec'] as { accessModes?: readonly string[] } | undefined)?.accessModes
      return object.kind === 'PersistentVolumeClaim' &&
        object.metadata.namespace === namespace &&
        modes?.includes('ReadWriteOncePod')
        ? [object.metadata.name ?? '']
        : []
    }),
  )
}
