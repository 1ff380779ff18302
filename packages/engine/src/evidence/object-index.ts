import { eventView, type EventView } from './events.ts'
import type { KubeObject, OwnerReference, Pod } from './kube.ts'
import type { SnapshotObject } from './snapshot.ts'

/** A pod with the entry of the snapshot that it is from. */
export interface PodEntry {
  readonly pod: Pod
  readonly entry: SnapshotObject
}

/** The topmost owner of a pod: what a person would name (`Deployment/web`), with the controllers on the way to it. */
export interface Workload {
  readonly kind: string
  readonly namespace: string
  readonly name: string
  /** From the topmost owner down; empty for a bare pod or where the owners are not in the snapshot. */
  readonly chain: readonly SnapshotObject[]
}

/** The objects of a snapshot with their look-ups: by kind, namespace and name, owners, events by object. */
export class ObjectIndex {
  readonly pods: readonly PodEntry[]
  readonly events: readonly EventView[]
  readonly #byKey = new Map<string, SnapshotObject>()
  readonly #byKind = new Map<string, SnapshotObject[]>()
  readonly #byNamespace = new Map<string, SnapshotObject[]>()
  readonly #events = new Map<string, EventView[]>()
  /** Kinds in small letters: there are few, and each is asked for thousands of times. */
  readonly #kinds = new Map<string, string>()
  #podsByWorkload: ReadonlyMap<string, readonly PodEntry[]> | undefined
  #podsByAddress: ReadonlyMap<string, readonly PodEntry[]> | undefined

  constructor(objects: readonly SnapshotObject[]) {
    const events: EventView[] = []
    for (const entry of objects) this.#add(entry, events)
    this.events = events
    for (const list of this.#events.values()) sortByTime(list)
    this.pods = this.all('Pod').map((entry) => ({ pod: entry.object as Pod, entry }))
  }

  all(kind: string): readonly SnapshotObject[] {
    return this.#byKind.get(this.#lower(kind)) ?? []
  }

  inNamespace(kind: string, namespace: string): readonly SnapshotObject[] {
    return this.#byNamespace.get(`${this.#lower(kind)}\u0000${namespace}`) ?? []
  }

  /** Pods whose workload has this name, whatever its kind. */
  podsOf(namespace: string, workload: string): readonly PodEntry[] {
    this.#podsByWorkload ??= Map.groupBy(
      this.pods,
      ({ pod }) => `${pod.metadata.namespace ?? ''}/${this.workloadOf(pod).name}`,
    )
    return this.#podsByWorkload.get(`${namespace}/${workload}`) ?? []
  }

  /** Pods of this address that do not share it with their node. */
  podsAt(ip: string): readonly PodEntry[] {
    this.#podsByAddress ??= Map.groupBy(
      this.pods.filter(({ pod }) => pod.status?.podIP && !pod.spec?.hostNetwork),
      ({ pod }) => pod.status?.podIP ?? '',
    )
    return this.#podsByAddress.get(ip) ?? []
  }

  /** Null where the snapshot does not have it. */
  get(kind: string, namespace: string, name: string): SnapshotObject | null {
    // Owners are asked for of each pod, and many a dump holds none of their kind.
    if (!this.#byKind.has(this.#lower(kind))) return null
    return this.#byKey.get(this.#key(kind, namespace, name)) ?? null
  }

  /** Whether the snapshot holds objects of this kind in the namespace at all: only then an absent one is known to be missing. */
  knows(kind: string, namespace: string): boolean {
    return this.inNamespace(kind, namespace).length > 0
  }

  /** Newest last. */
  eventsOf(kind: string, namespace: string, name: string): readonly EventView[] {
    return this.#events.get(this.#key(kind, namespace, name)) ?? []
  }

  workloadOf(pod: Pod): Workload {
    const namespace = pod.metadata.namespace ?? ''
    const chain: SnapshotObject[] = []
    let top = { kind: 'Pod', name: pod.metadata.name ?? '' }
    let owner = controller(pod)
    for (let depth = 0; owner?.kind && owner.name && owner.kind !== 'Node' && depth < 6; depth++) {
      top = { kind: owner.kind, name: owner.name }
      const entry = this.get(owner.kind, namespace, owner.name)
      if (!entry) {
        top = withoutHash(top, pod)
        break
      }
      chain.unshift(entry)
      owner = controller(entry.object)
    }
    return { ...top, namespace, chain }
  }

  #key(kind: string, namespace: string, name: string): string {
    return `${this.#lower(kind)}\u0000${namespace}\u0000${name}`
  }

  #lower(kind: string): string {
    const known = this.#kinds.get(kind)
    if (known !== undefined) return known
    const small = kind.toLowerCase()
    this.#kinds.set(kind, small)
    return small
  }

  #add(entry: SnapshotObject, events: EventView[]): void {
    const { kind, metadata } = entry.object
    if (kind === 'Event') {
      const event = eventView(entry)
      events.push(event)
      push(this.#events, this.#key(event.kind, event.namespace, event.name), event)
      return
    }
    push(this.#byKind, this.#lower(kind), entry)
    push(this.#byNamespace, `${this.#lower(kind)}\u0000${metadata.namespace ?? ''}`, entry)
    this.#byKey.set(this.#key(kind, metadata.namespace ?? '', metadata.name ?? ''), entry)
  }
}

const indexes = new WeakMap<readonly SnapshotObject[], ObjectIndex>()

/** The index of the same objects is made once: a reader is told which logs are wanted before it has them. */
export function indexOf(objects: readonly SnapshotObject[]): ObjectIndex {
  const known = indexes.get(objects)
  if (known) return known
  const made = new ObjectIndex(objects)
  indexes.set(objects, made)
  return made
}

/** A table of a paste is in order already, and may hold events without a time. */
const sortByTime = (events: EventView[]): void => {
  if (events.every(({ last }) => last !== null))
    events.sort((a, b) => (a.last ?? 0) - (b.last ?? 0))
  else if (events.every(({ ages }) => ages !== null))
    events.sort((a, b) => (b.ages?.last ?? 0) - (a.ages?.last ?? 0))
}

/** Adds to the list of a key, which is made where it is missing. */
export function push<T>(map: Map<string, T[]>, name: string, value: T): void {
  const list = map.get(name)
  if (list) list.push(value)
  else map.set(name, [value])
}

const controller = (object: KubeObject): OwnerReference | undefined => {
  const owners = object.metadata.ownerReferences ?? []
  return owners.find((owner) => owner.controller) ?? owners[0]
}

/** The ten letters in which a template's hash is written, and the minutes or seconds of a CronJob's run. */
const OF_DEPLOYMENT = /^(.+)-(?:[bcdf4-9]{8,10}|(?=[a-f]*\d)[0-9a-f]{7,10})$/
const OF_CRON_JOB = /^(.+)-(?:2\d{7}|1\d{9})$/

/** A ReplicaSet or CronJob's Job that is not in the snapshot: its owner's name is the name without the generated suffix. */
const withoutHash = (
  top: { kind: string; name: string },
  pod: Pod,
): { kind: string; name: string } => {
  const hash = pod.metadata.labels?.['pod-template-hash']
  if (top.kind === 'ReplicaSet' && hash && top.name.endsWith(`-${hash}`))
    return { kind: 'Deployment', name: top.name.slice(0, -hash.length - 1) }
  const deployment = top.kind === 'ReplicaSet' && !hash ? OF_DEPLOYMENT.exec(top.name) : null
  if (deployment) return { kind: 'Deployment', name: deployment[1] ?? top.name }
  const cronJob = top.kind === 'Job' ? OF_CRON_JOB.exec(top.name) : null
  return cronJob ? { kind: 'CronJob', name: cronJob[1] ?? top.name } : top
}
