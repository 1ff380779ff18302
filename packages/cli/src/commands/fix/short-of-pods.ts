import type { KubeObject, Snapshot } from '@unloop/engine/evidence'
import { parseTarget } from '../../select/target.ts'

interface Asked {
  readonly operand: string | undefined
  readonly namespace: string | null
}

/** A sentence where the workload that was asked about has fewer ready pods than it wants, though nothing says why yet; else null. */
export function shortOfPods(snapshot: Snapshot, { operand, namespace }: Asked): string | null {
  if (operand === undefined) return null
  const { kind, name } = parseTarget(operand)
  const found = snapshot.objects
    .map(({ object }) => object)
    .find(
      (object) =>
        object.kind.toLowerCase() === kind &&
        object.metadata.name === name &&
        (namespace === null || object.metadata.namespace === namespace),
    )
  const counts = found ? countsOf(found) : null
  if (!found || counts === null || counts.ready >= counts.wanted) return null
  return `${found.kind} ${name} has ${counts.ready} of ${counts.wanted} pods ready, and nothing that was read says why yet. A start may take a while: run it again in a minute, or look with kubectl describe.`
}

function countsOf(object: KubeObject): { readonly ready: number; readonly wanted: number } | null {
  const spec = object['spec'] as { replicas?: number } | undefined
  const status = (object['status'] ?? {}) as Readonly<Record<string, number | undefined>>
  if (object.kind === 'DaemonSet')
    return { ready: status['numberReady'] ?? 0, wanted: status['desiredNumberScheduled'] ?? 0 }
  if (object.kind !== 'Deployment' && object.kind !== 'StatefulSet') return null
  return { ready: status['readyReplicas'] ?? 0, wanted: spec?.replicas ?? 1 }
}
