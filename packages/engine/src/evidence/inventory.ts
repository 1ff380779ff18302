import type { EventView } from './events.ts'
import type { ContainerStatus, KubeObject, Pod, PodSpec } from './kube.ts'
import { indexOf, push, type ObjectIndex, type PodEntry, type Workload } from './object-index.ts'
import type { LogStream, Sample, Snapshot, SnapshotObject } from './snapshot.ts'
import { millis } from './time.ts'

export type { PodEntry, Workload } from './object-index.ts'

/** The snapshot with its look-ups made once: objects by kind and name, owners, events by object, logs by container. */
export class Inventory {
  readonly snapshot: Snapshot
  readonly #objects: ObjectIndex
  readonly #logs = new Map<string, LogStream[]>()
  readonly #samples = new Map<string, Sample[]>()
  #now: number | null | undefined

  constructor(snapshot: Snapshot) {
    this.snapshot = snapshot
    this.#objects = indexOf(snapshot.objects)
    for (const log of snapshot.logs)
      push(this.#logs, `${log.namespace ?? ''}/${log.pod ?? ''}`, log)
    for (const sample of snapshot.samples) push(this.#samples, sample.name, sample)
  }

  /** "Now" in milliseconds since 1970: the capture time, else the newest time in the snapshot; null where it has none. */
  get now(): number | null {
    if (this.#now === undefined) this.#now = this.#newest()
    return this.#now
  }

  get pods(): readonly PodEntry[] {
    return this.#objects.pods
  }

  get events(): readonly EventView[] {
    return this.#objects.events
  }

  all(kind: string): readonly SnapshotObject[] {
    return this.#objects.all(kind)
  }

  inNamespace(kind: string, namespace: string): readonly SnapshotObject[] {
    return this.#objects.inNamespace(kind, namespace)
  }

  /** Pods whose workload has this name, whatever its kind. */
  podsOf(namespace: string, workload: string): readonly PodEntry[] {
    return this.#objects.podsOf(namespace, workload)
  }

  /** Pods of this address that do not share it with their node. */
  podsAt(ip: string): readonly PodEntry[] {
    return this.#objects.podsAt(ip)
  }

  get(kind: string, namespace: string, name: string): SnapshotObject | null {
    return this.#objects.get(kind, namespace, name)
  }

  /** Whether the snapshot holds objects of this kind in the namespace at all: only then an absent one is known to be missing. */
  knows(kind: string, namespace: string): boolean {
    return this.#objects.knows(kind, namespace)
  }

  /** Newest last. */
  eventsOf(kind: string, namespace: string, name: string): readonly EventView[] {
    return this.#objects.eventsOf(kind, namespace, name)
  }

  workloadOf(pod: Pod): Workload {
    return this.#objects.workloadOf(pod)
  }

  logsOf(namespace: string, pod: string, container: string | null): readonly LogStream[] {
    const streams = this.#logs.get(`${namespace}/${pod}`) ?? []
    const unattributed = namespace ? (this.#logs.get(`/${pod}`) ?? []) : []
    return [...streams, ...unattributed].filter(
      (log) => container === null || log.container === null || log.container === container,
    )
  }

  samplesOf(name: string, labels: Readonly<Record<string, string>>): readonly Sample[] {
    const wanted = Object.entries(labels)
    return (this.#samples.get(name) ?? []).filter((sample) =>
      wanted.every(([label, value]) => sample.labels[label] === value),
    )
  }

  #newest(): number | null {
    const captured = millis(this.snapshot.source.capturedAt)
    if (captured !== null) return captured
    const newest = new Newest()
    newest.seeText(this.snapshot.newest)
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

const podTimes = ({ metadata, status }: Pod, newest: Newest): void => {
  newest.seeText(metadata.creationTimestamp)
  for (const condition of status?.conditions ?? []) newest.seeText(condition.lastTransitionTime)
  for (const container of status?.initContainerStatuses ?? []) containerTimes(container, newest)
  for (const container of status?.containerStatuses ?? []) containerTimes(container, newest)
}

const containerTimes = ({ state, lastState }: ContainerStatus, newest: Newest): void => {
  newest.seeText(state?.running?.startedAt)
  newest.seeText(state?.terminated?.finishedAt)
  newest.seeText(lastState?.terminated?.finishedAt)
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

/** The pod's spec that an object is or makes, be it a Pod, an owner of pods, or a CronJob. */
export function podSpecOf(object: KubeObject): PodSpec | null {
  const spec = object['spec'] as
    | { template?: { spec?: PodSpec }; jobTemplate?: { spec?: { template?: { spec?: PodSpec } } } }
    | undefined
  if (object.kind === 'Pod') return (spec as PodSpec | undefined) ?? null
  return spec?.template?.spec ?? spec?.jobTemplate?.spec?.template?.spec ?? null
}
