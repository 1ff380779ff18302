import { eventView, type EventView } from './events.ts'
import type { KubeObject, OwnerReference, Pod, PodSpec } from './kube.ts'
import type { LogStream, Sample, Snapshot, SnapshotObject } from './snapshot.ts'
import { millis } from './time.ts'

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

const key = (kind: string, namespace: string, name: string): string =>
  `${kind.toLowerCase()}\u0000${namespace}\u0000${name}`

/** The snapshot with its look-ups made once: objects by kind and name, owners, events by object, logs by container. */
export class Inventory {
  readonly snapshot: Snapshot
  readonly pods: readonly PodEntry[]
  readonly events: readonly EventView[]
  readonly #byKey = new Map<string, SnapshotObject>()
  readonly #byKind = new Map<string, SnapshotObject[]>()
  readonly #byNamespace = new Map<string, SnapshotObject[]>()
  readonly #events = new Map<string, EventView[]>()
  readonly #logs = new Map<string, LogStream[]>()
  readonly #samples = new Map<string, Sample[]>()
  #now: number | null | undefined
  #podsByWorkload: ReadonlyMap<string, readonly PodEntry[]> | undefined
  #podsByAddress: ReadonlyMap<string, readonly PodEntry[]> | undefined

  constructor(snapshot: Snapshot) {
    this.snapshot = snapshot
    const events: EventView[] = []
    for (const entry of snapshot.objects) this.#add(entry, events)
    this.events = events
    for (const list of this.#events.values()) sortByTime(list)
    for (const log of snapshot.logs)
      push(this.#logs, `${log.namespace ?? ''}/${log.pod ?? ''}`, log)
    for (const sample of snapshot.samples) push(this.#samples, sample.name, sample)
    this.pods = this.all('Pod').map((entry) => ({ pod: entry.object as Pod, entry }))
  }

  /** "Now" in milliseconds since 1970: the capture time, else the newest time in the snapshot; null where it has none. */
  get now(): number | null {
    if (this.#now === undefined) this.#now = this.#newest()
    return this.#now
  }

  all(kind: string): readonly SnapshotObject[] {
    return this.#byKind.get(kind.toLowerCase()) ?? []
  }

  inNamespace(kind: string, namespace: string): readonly SnapshotObject[] {
    return this.#byNamespace.get(`${kind.toLowerCase()}\u0000${namespace}`) ?? []
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

  get(kind: string, namespace: string, name: string): SnapshotObject | null {
    return this.#byKey.get(key(kind, namespace, name)) ?? null
  }

  /** Whether the snapshot holds objects of this kind in the namespace at all: only then an absent one is known to be missing. */
  knows(kind: string, namespace: string): boolean {
    return this.inNamespace(kind, namespace).length > 0
  }

  /** Newest last. */
  eventsOf(kind: string, namespace: string, name: string): readonly EventView[] {
    return this.#events.get(key(kind, namespace, name)) ?? []
  }

  logsOf(namespace: string, pod: string, container: string | null): readonly LogStream[] {
    const streams = this.#logs.get(`${namespace}/${pod}`) ?? []
    const loose = namespace ? (this.#logs.get(`/${pod}`) ?? []) : []
    return [...streams, ...loose].filter(
      (log) => container === null || log.container === null || log.container === container,
    )
  }

  samplesOf(name: string, labels: Readonly<Record<string, string>>): readonly Sample[] {
    const wanted = Object.entries(labels)
    return (this.#samples.get(name) ?? []).filter((sample) =>
      wanted.every(([label, value]) => sample.labels[label] === value),
    )
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

  #add(entry: SnapshotObject, events: EventView[]): void {
    const { kind, metadata } = entry.object
    if (kind === 'Event') {
      const event = eventView(entry)
      events.push(event)
      push(this.#events, key(event.kind, event.namespace, event.name), event)
      return
    }
    push(this.#byKind, kind.toLowerCase(), entry)
    push(this.#byNamespace, `${kind.toLowerCase()}\u0000${metadata.namespace ?? ''}`, entry)
    this.#byKey.set(key(kind, metadata.namespace ?? '', metadata.name ?? ''), entry)
  }

  #newest(): number | null {
    const captured = millis(this.snapshot.source.capturedAt)
    if (captured !== null) return captured
    const newest = new Newest()
    for (const event of this.events) newest.see(event.last)
    for (const { pod } of this.pods) podTimes(pod, newest)
    for (const { object } of this.all('Node')) nodeTimes(object, newest)
    for (const { object } of this.all('Lease'))
      newest.seeText((object['spec'] as { renewTime?: string })?.renewTime)
    for (const log of this.snapshot.logs) newest.seeText(lastLogTime(log))
    return newest.at
  }
}

/** The newest of many times. */
class Newest {
  #at: number | null = null
  #text = ''

  /** Times as the API server writes them, in UTC with whole seconds, are in the order of their letters. */
  seeText(time: string | null | undefined): void {
    if (!time) return
    if (typeof time !== 'string' || time.length !== 20 || !time.endsWith('Z'))
      this.see(millis(time))
    else if (time > this.#text && millis(time) !== null) this.#text = time
  }

  see(at: number | null): void {
    if (at !== null && (this.#at === null || at > this.#at)) this.#at = at
  }

  get at(): number | null {
    this.see(millis(this.#text))
    return this.#at
  }
}

/** A table of a paste is in order already, and may hold events without a time. */
const sortByTime = (events: EventView[]): void => {
  if (events.every(({ last }) => last !== null))
    events.sort((a, b) => (a.last ?? 0) - (b.last ?? 0))
}

const push = <T>(map: Map<string, T[]>, name: string, value: T): void => {
  const list = map.get(name)
  if (list) list.push(value)
  else map.set(name, [value])
}

const controller = (object: KubeObject): OwnerReference | undefined => {
  const owners = object.metadata.ownerReferences ?? []
  return owners.find((owner) => owner.controller) ?? owners[0]
}

/** A ReplicaSet or CronJob's Job that is not in the snapshot: its owner's name is the name without the generated suffix. */
const withoutHash = (
  top: { kind: string; name: string },
  pod: Pod,
): { kind: string; name: string } => {
  const hash = pod.metadata.labels?.['pod-template-hash']
  if (top.kind === 'ReplicaSet' && hash && top.name.endsWith(`-${hash}`))
    return { kind: 'Deployment', name: top.name.slice(0, -hash.length - 1) }
  return top
}

const podTimes = ({ metadata, status }: Pod, newest: Newest): void => {
  newest.seeText(metadata.creationTimestamp)
  for (const condition of status?.conditions ?? []) newest.seeText(condition.lastTransitionTime)
  for (const list of [status?.initContainerStatuses, status?.containerStatuses]) {
    for (const { state, lastState } of list ?? []) {
      newest.seeText(state?.running?.startedAt)
      newest.seeText(state?.terminated?.finishedAt)
      newest.seeText(lastState?.terminated?.finishedAt)
    }
  }
}

const nodeTimes = (node: KubeObject, newest: Newest): void => {
  const status = node['status'] as
    { conditions?: readonly { lastHeartbeatTime?: string }[] } | undefined
  for (const condition of status?.conditions ?? []) newest.seeText(condition.lastHeartbeatTime)
}

const KUBECTL_TIMESTAMP = /(?:^|\n)(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z) [^\n]*\n?$/

/** Only kubectl's own timestamp is trusted: a program may print any date. */
const lastLogTime = (log: LogStream): string | undefined =>
  KUBECTL_TIMESTAMP.exec((log.end ?? log.text).slice(-2000))?.[1]

export const podSpecOf = (object: KubeObject): PodSpec | null => {
  const spec = object['spec'] as
    | { template?: { spec?: PodSpec }; jobTemplate?: { spec?: { template?: { spec?: PodSpec } } } }
    | undefined
  if (object.kind === 'Pod') return (spec as PodSpec | undefined) ?? null
  return spec?.template?.spec ?? spec?.jobTemplate?.spec?.template?.spec ?? null
}
