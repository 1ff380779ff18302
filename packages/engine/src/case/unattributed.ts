import type { Inventory, PodEntry } from '../evidence/inventory.ts'
import type { Pod } from '../evidence/kube.ts'
import type { LogStream, SnapshotObject } from '../evidence/snapshot.ts'
import { millis } from '../evidence/time.ts'
import type { EventView } from '../evidence/events.ts'
import { exitsOf } from './exit.ts'
import { containersOf, type FailingContainer } from './failing-container.ts'
import { STARTING_SECONDS, troublingEvents } from './troubling-events.ts'

/**
 * The failing containers of a paste. Its logs belong to the failing pods that it shows where it names them. A log or an event
 * of a pod whose status is not shown, or is shown as well, is a failing container of its own: nobody pastes what is fine.
 */
export function withUnattributed(
  failing: readonly FailingContainer[],
  inventory: Inventory,
): readonly FailingContainer[] {
  const known = new Set(failing.map(({ pod }) => keyOf(pod?.pod.metadata)))
  const all = inventory.pods.map(({ pod }) => pod)
  for (const pod of all)
    if (!inventory.snapshot.told && (isFinished(pod) || isDoneBy(pod, all)))
      known.add(keyOf(pod.metadata))
  if (showsSeveral(inventory))
    for (const pod of all)
      if (isOver(pod) || isStarting(pod, inventory)) known.add(keyOf(pod.metadata))
  const named = new Map<string, LogStream>()
  for (const log of logsOfPrograms(inventory)) {
    const key = keyOf({ namespace: log.namespace, name: log.pod })
    const at = `${key}/${log.container ?? ''}`
    if (!known.has(key) && !named.has(at)) named.set(at, log)
  }
  const fromLogs = [...named.values()].map((log) => ({
    ...containerOfLog(log, inventory),
    ...(tellsOnlyOfReadiness(inventory) ? { kind: 'not-ready' as const } : {}),
  }))
  const seen = new Set([...known, ...fromLogs.map(({ pod }) => keyOf(pod?.pod.metadata))])
  const fromEvents = inventory.pods
    .filter(
      ({ pod }) =>
        !seen.has(keyOf(pod.metadata)) && hasWarnings(pod, inventory) && !neverEnded(pod),
    )
    .map((entry) => ({
      ...containerOfPod(entry, inventory, null),
      ...(isOnlyUnready(entry.pod, inventory) ? { kind: 'not-ready' as const } : {}),
    }))
  return [...failing.filter((one) => !isMadeUpFor(one, all)), ...fromLogs, ...fromEvents]
}

/**
 * What a client printed that somebody ran, in a container or beside it, is no log of the container, which runs meanwhile; unless
 * a crash is told of, nothing else shows one.
 */
const logsOfPrograms = ({ snapshot }: Inventory): readonly LogStream[] =>
  snapshot.told ? snapshot.logs : snapshot.logs.filter(({ isOfClient }) => isOfClient !== true)

const keyOf = (
  at: { readonly namespace?: string | null; readonly name?: string | null } = {},
): string => `${at.namespace ?? ''}/${at.name ?? ''}`

/** Whoever shows the pods of one workload and a log asks about that one, well or not. */
const showsSeveral = (inventory: Inventory): boolean => {
  const names = inventory.pods.map(({ pod }) => inventory.workloadOf(pod).name)
  return names.some((name) => name !== names[0])
}

/** A pod whose status shows that all of it runs and is ready, or that it ended for good: what else tells of it is history. */
const isOver = ({ metadata, status }: Pod): boolean => {
  if (metadata.deletionTimestamp || /^(?:Succeeded|Failed)$/.test(status?.phase ?? '')) return true
  const containers = status?.containerStatuses ?? []
  return containers.length > 0 && containers.every(({ state, ready }) => state?.running && ready)
}

/** Ended with success at its first run. */
const isFinished = ({ status }: Pod): boolean =>
  status?.phase === 'Succeeded' &&
  (status.containerStatuses ?? []).every(({ restartCount }) => (restartCount ?? 0) === 0)

/** A run of a Job that failed once, where another pod of the same Job has done the work since. */
const isMadeUpFor = ({ pod, status }: FailingContainer, all: readonly Pod[]): boolean => {
  if (!pod || !status?.state?.terminated || (status.restartCount ?? 0) > 0) return false
  return isDoneBy(pod.pod, all)
}

const isDoneBy = (pod: Pod, all: readonly Pod[]): boolean => {
  const job = jobOf(pod)
  return job !== null && all.some((other) => jobOf(other) === job && isFinished(other))
}

/** The name without the five letters that a controller adds (k8s.io/apimachinery/pkg/util/rand). */
const jobOf = ({ metadata }: Pod): string | null =>
  /^(.+)-[bcdfghjklmnpqrstvwxz2456789]{5}$/.exec(metadata.name ?? '')?.[1] ?? null

/** A list of pods that are all well, or that ended well: who pastes it asks, and shows no crash. */
export function showsOnlyWell({ pods }: Inventory): boolean {
  const all = pods.map(({ pod }) => pod)
  return pods.length > 1 && all.every((pod) => isOver(pod) || isDoneBy(pod, all))
}

const troubleOf = (pod: Pod, inventory: Inventory): readonly EventView[] =>
  troublingEvents(inventory.eventsOf('Pod', pod.metadata.namespace ?? '', pod.metadata.name ?? ''))

const hasWarnings = (pod: Pod, inventory: Inventory): boolean =>
  troubleOf(pod, inventory).some(
    ({ reason }) => !(reason === 'Unhealthy' && isStarting(pod, inventory)),
  )

/** Nothing but its readiness is told of: it may be slow or idle, and nothing says that it ends. */
const isOnlyUnready = (pod: Pod, inventory: Inventory): boolean =>
  troubleOf(pod, inventory).every(
    ({ reason, message }) => reason === 'Unhealthy' && message.startsWith('Readiness probe'),
  )

/** Its status shows that all of it runs, is ready and was never restarted. */
const neverEnded = ({ status }: Pod): boolean => {
  const containers = status?.containerStatuses ?? []
  return (
    containers.length > 0 &&
    containers.every(
      ({ state, ready, restartCount }) => state?.running && ready && restartCount === 0,
    )
  )
}

const READINESS = /\bReadiness probe (?:failed|errored)\b/
const OF_AN_END =
  /\b(?:Liveness|Startup) probe|back-?off|crash|exit(?:ed|s| code)|restart|kill|terminated|oom/i

/** What tables and descriptions hold of pods that were never restarted, and how people say so. */
const NO_RESTART =
  /\bRestart Count:?\s+0\b|\bRESTARTS\b|\brestartPolicy: \w+|\b(?:no|zero|0|without(?: any| a)?) restarts?\b/gi

/** A text that shows a failed readiness probe, and no word of an end. */
const tellsOnlyOfReadiness = ({ snapshot: { whole = '' } }: Inventory): boolean =>
  READINESS.test(whole) && !OF_AN_END.test(whole.replace(NO_RESTART, ''))

/** Began so lately that its probes may well fail: no log of it is a crash yet. */
const isStarting = ({ metadata, status }: Pod, { now }: Inventory): boolean => {
  const created = millis(metadata.creationTimestamp)
  return (
    created !== null &&
    now !== null &&
    now - created < STARTING_SECONDS * 1000 &&
    (status?.containerStatuses ?? []).every(
      ({ restartCount, state }) => (restartCount ?? 0) === 0 && state?.terminated === undefined,
    )
  )
}

const containerOfLog = (log: LogStream, inventory: Inventory): FailingContainer => {
  const shown = inventory.pods.find(
    ({ pod: { metadata } }) =>
      metadata.name === (log.pod ?? '') &&
      (log.namespace === null || !metadata.namespace || metadata.namespace === log.namespace),
  )
  return containerOfPod(shown ?? standIn(log, inventory), inventory, log.container)
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

const containerOfPod = (
  entry: PodEntry,
  inventory: Inventory,
  container: string | null,
): FailingContainer => {
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
