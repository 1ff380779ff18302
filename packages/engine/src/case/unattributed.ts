import type { Inventory, PodEntry } from '../evidence/inventory.ts'
import type { Pod } from '../evidence/kube.ts'
import type { LogStream, SnapshotObject } from '../evidence/snapshot.ts'
import { exitsOf } from './exit.ts'
import { containersOf, type Trouble } from './failing-container.ts'

/**
 * Troubles of a paste. Its logs belong to the pods that it shows in trouble where it names them; a log or an event of a pod
 * whose status is not shown, or is shown as well, is a trouble of its own: nobody pastes what is fine.
 */
export const looseTroubles = (
  troubles: readonly Trouble[],
  inventory: Inventory,
): readonly Trouble[] => {
  const known = new Set(troubles.map(({ pod }) => pod?.pod.metadata.name ?? ''))
  const named = new Map<string, LogStream>()
  for (const log of inventory.snapshot.logs) {
    const at = `${log.pod ?? ''}/${log.container ?? ''}`
    if (!known.has(log.pod ?? '') && !named.has(at)) named.set(at, log)
  }
  const fromLogs = [...named.values()].map((log) => logTrouble(log, inventory))
  const seen = new Set([...known, ...fromLogs.map(({ pod }) => pod?.pod.metadata.name ?? '')])
  const fromEvents = inventory.pods
    .filter(({ pod }) => !seen.has(pod.metadata.name ?? '') && hasWarnings(pod, inventory))
    .map((entry) => podTrouble(entry, inventory, null))
  return [...troubles, ...fromLogs, ...fromEvents]
}

const hasWarnings = (pod: Pod, inventory: Inventory): boolean =>
  inventory
    .eventsOf('Pod', pod.metadata.namespace ?? '', pod.metadata.name ?? '')
    .some(({ reason, type }) => type === 'Warning' || reason === 'Killing' || reason === 'BackOff')

const logTrouble = (log: LogStream, inventory: Inventory): Trouble => {
  const name = log.pod ?? ''
  const shown = inventory.pods.find(({ pod }) => pod.metadata.name === name)
  return podTrouble(shown ?? standIn(log, inventory), inventory, log.container)
}

const standIn = (log: LogStream, inventory: Inventory): PodEntry => {
  const pod: Pod = {
    kind: 'Pod',
    metadata: {
      name: log.pod ?? '',
      ...(log.namespace === null ? {} : { namespace: log.namespace }),
    },
  }
  const entry: SnapshotObject = {
    object: pod,
    origin: { source: inventory.snapshot.source.kind },
    partial: true,
  }
  return { pod, entry }
}

const podTrouble = (entry: PodEntry, inventory: Inventory, container: string | null): Trouble => {
  const views = containersOf(entry.pod)
  const view =
    views.find(({ name }) => name === container) ?? (container === null ? views[0] : undefined)
  const containerName = view?.name ?? container ?? ''
  return {
    kind: 'crash-loop',
    namespace: entry.pod.metadata.namespace ?? '',
    workload: inventory.workloadOf(entry.pod),
    pod: entry,
    container: containerName === '' ? null : { name: containerName, role: view?.role ?? 'main' },
    spec: view?.spec ?? null,
    status: view?.status ?? null,
    statusField: view?.statusField ?? 'status.containerStatuses[0]',
    specField: view?.specField ?? 'spec.containers[0]',
    exits: exitsOf(view?.status ?? null),
    subject: entry.entry,
    isUnattributed: true,
  }
}
