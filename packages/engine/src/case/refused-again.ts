import type { EventView } from '../evidence/events.ts'
import type { Inventory, PodEntry } from '../evidence/inventory.ts'
import { podSpecOf } from '../evidence/inventory.ts'
import type { Pod } from '../evidence/kube.ts'
import type { SnapshotObject } from '../evidence/snapshot.ts'
import { isTurnedAway } from './turned-away.ts'

/** Reasons of events for which a pod is ended that had not started, beside those of its admission (pkg/kubelet/eviction). */
const EVICTED = /^(?:Evicted|NoExecuteTaintManagerEviction)$/
const STARTED = /^(?:Started|Created)$/
const RECENT_MS = 10 * 60_000
/** Pods of a StatefulSet that are looked for by their names. */
const MOST_ORDINALS = 50

/**
 * Pods that their controller makes again and again as a kubelet refuses each: between two of them there is none, or one that
 * has not been refused yet. Whether there is an incident does not depend on the second in which one looks: the owner is short
 * of pods, and the newest word about one is a refusal. Each is given as the refused pod was.
 */
export function refusedAgain(inventory: Inventory): readonly PodEntry[] {
  return (['StatefulSet', 'DaemonSet'] as const).flatMap((kind) =>
    inventory.all(kind).flatMap((owner) => (isShort(owner) ? refusedOf(owner, inventory) : [])),
  )
}

/** Fewer pods than wanted: what was refused is still missing. */
const isShort = ({ object }: SnapshotObject): boolean => {
  const spec = object['spec'] as { replicas?: number } | undefined
  const status = (object['status'] ?? {}) as Readonly<Record<string, number | undefined>>
  return object.kind === 'StatefulSet'
    ? (status['readyReplicas'] ?? 0) < (spec?.replicas ?? 1)
    : (status['numberReady'] ?? 0) < (status['desiredNumberScheduled'] ?? 0)
}

const refusedOf = (owner: SnapshotObject, inventory: Inventory): readonly PodEntry[] => {
  const namespace = owner.object.metadata.namespace ?? ''
  for (const name of podNames(owner, inventory)) {
    const events = inventory.eventsOf('Pod', namespace, name)
    const refusal = events.findLast(({ reason }) => isTurnedAway(reason) || EVICTED.test(reason))
    if (!refusal || !isNewest(refusal, events, inventory.now)) continue
    const phase = (inventory.get('Pod', namespace, name)?.object as Pod | undefined)?.status?.phase
    // A refused pod that is still there states it itself.
    if (phase === undefined || phase === 'Pending') return [standIn(owner, name, refusal)]
  }
  return []
}

const isNewest = ({ last }: EventView, events: readonly EventView[], now: number | null): boolean =>
  last !== null &&
  (now === null || now - last < RECENT_MS) &&
  !events.some(({ reason, last: at }) => STARTED.test(reason) && (at ?? 0) > last)

/** Of a StatefulSet by their ordinals; of a DaemonSet those that its events name (`Found failed daemon pod shop/agent-x …`). */
const podNames = ({ object }: SnapshotObject, inventory: Inventory): readonly string[] => {
  const { name = '', namespace = '' } = object.metadata
  if (object.kind === 'StatefulSet') {
    const { replicas = 1, ordinals } = (object['spec'] ?? {}) as {
      replicas?: number
      ordinals?: { start?: number }
    }
    const length = Math.min(replicas, MOST_ORDINALS)
    return Array.from({ length }, (_, index) => `${name}-${(ordinals?.start ?? 0) + index}`)
  }
  return inventory
    .eventsOf(object.kind, namespace, name)
    .filter(({ reason }) => reason === 'FailedDaemonPod' || reason === 'SuccessfulCreate')
    .flatMap(({ message }) => /pod:? (?:[\w.-]+\/)?([\w.-]+)/.exec(message)?.[1] ?? [])
    .reverse()
    .slice(0, MOST_ORDINALS)
}

/** A pod that is gone, made up from its owner's template, so that the incident has something to stand on. */
const standIn = (owner: SnapshotObject, name: string, refusal: EventView): PodEntry => {
  const { kind, metadata } = owner.object
  const pod: Pod = {
    kind: 'Pod',
    metadata: {
      name,
      ...(metadata.namespace ? { namespace: metadata.namespace } : {}),
      ownerReferences: [{ kind, name: metadata.name ?? '', controller: true }],
    },
    ...spec(owner),
    status: { phase: 'Failed', reason: refusal.reason, message: refusal.message },
  }
  return { pod, entry: { ...owner, object: pod } }
}

const spec = ({ object }: SnapshotObject): Pick<Pod, 'spec'> => {
  const found = podSpecOf(object)
  return found ? { spec: found } : {}
}
