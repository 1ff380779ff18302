import type { Pod, SnapshotObject } from '@unloop/engine/evidence'
import {
  ObjectDraft,
  type ContainerDraft,
  type EventDraft,
  type LogDraft,
  type LogTarget,
  type TextDraft,
} from './draft.ts'
import { ANY_NAMESPACE } from './draft.ts'
import { isFailing } from './pod-rows.ts'
import { looksLikePod } from './prose.ts'
import { getPath, setPath } from './tree.ts'

/** Finds out whose a fragment, an event or a log is where its own lines don't say. */
export class Attribution {
  readonly #draft: TextDraft
  /** Pods that were pasted as YAML or JSON, in the form of the others. */
  readonly #written: readonly ObjectDraft[]
  readonly #focuses = new Map<string | null, ObjectDraft | null>()
  #namelessPod: ObjectDraft | null = null

  constructor(draft: TextDraft) {
    this.#draft = draft
    this.#written = draft.objects.flatMap((found) => asDraft(found))
  }

  /** Nameless parts of a status or description belong to the one failing pod, if there is one that lacks them. */
  joinFragments(): void {
    if (this.#written.length > 0) return
    const fragments = this.#draft.drafts.filter((d) => d.kind === 'Pod' && d.name === null)
    const joined = new Set<ObjectDraft>()
    let nameless: ObjectDraft | undefined
    for (const fragment of fragments) {
      const hint = fragment.containers.find((container) => container.name !== '')?.name ?? null
      const into = this.#focus(hint) ?? nameless
      if (into === undefined || !canJoin(into, fragment)) {
        nameless ??= fragment
        continue
      }
      join(into, fragment)
      joined.add(fragment)
    }
    this.#draft.drafts = this.#draft.drafts.filter((draft) => !joined.has(draft))
    this.#focuses.clear()
  }

  placeEvents(): void {
    const { events } = this.#draft
    events.forEach((event, index) => {
      const placed = event.involved ?? this.#ownerOf(event, index)
      if (placed !== null && placed.name !== '') Object.assign(event, { involved: placed })
    })
    const named = containersOf(events)
    for (const event of events) this.#learnFrom(event, named)
    if (this.#pods.some(({ kind, name }) => kind === 'Pod' && name === null))
      for (const event of events)
        if (event.involved === null)
          Object.assign(event, { involved: { kind: 'Pod', name: '', namespace: null } })
    this.#focuses.clear()
  }

  placeLogs(): void {
    const { logs, events, drafts } = this.#draft
    // Named ones first: the pods that they tell of may be what the others are about.
    for (const log of logs) if (log.target !== null && log.target.pod !== null) this.#placeLog(log)
    this.#focuses.clear()
    for (const log of logs) if (!log.doubtful && log.target?.pod == null) this.#placeLog(log)
    const asked = askedContainers(logs)
    const named = containersOf(events)
    for (const pod of drafts) if (pod.kind === 'Pod') nameSoleContainer(pod, asked, named)
    for (const log of logs) this.#fillContainer(log)
  }

  get #pods(): readonly ObjectDraft[] {
    return [...this.#draft.drafts.filter((d) => d.kind === 'Pod'), ...this.#written]
  }

  #named(name: string): readonly ObjectDraft[] {
    return [...this.#draft.named('Pod', name), ...this.#written.filter((pod) => pod.name === name)]
  }

  /** The pod that the text is about: the failing one, or the worst of one workload's. */
  #focus(containerHint: string | null): ObjectDraft | null {
    const known = this.#focuses.get(containerHint)
    if (known !== undefined) return known
    const focus = focusOf(this.#pods, containerHint)
    this.#focuses.set(containerHint, focus)
    return focus
  }

  /** Events around a named one in a table without a pod are of the same pod. */
  #ownerOf(event: EventDraft, index: number): EventDraft['involved'] {
    const near = nearestInvolved(this.#draft.events, index)
    if (near !== null) return near
    const pod = this.#focus(containerOf(event))
    return pod?.name == null ? null : { kind: 'Pod', name: pod.name, namespace: pod.namespace }
  }

  /** A pod known only by its events is in the state that the kubelet's back-off event tells. */
  #learnFrom(event: EventDraft, named: ReadonlyMap<string | null, NamedContainers>): void {
    const { involved, line, source } = event
    const isWarning = event.type === 'Warning' || event.reason === 'Killing'
    if (!isWarning || (involved !== null && (involved.kind !== 'Pod' || involved.name === '')))
      return
    if (involved !== null && this.#isGone(involved)) return
    const pod =
      involved === null
        ? this.#nameless(event)
        : this.#draft.object('Pod', { source, line, ...involved })
    if (pod.rows.length > 0 || hasStates(pod)) return
    const reason = waitingReason(event)
    if (reason === null || (reason === 'ImagePullBackOff' && this.#isPulledSince(event))) return
    const name = containerOf(event) ?? soleContainer(named.get(involved?.name ?? null)) ?? ''
    pod.container(name, false).set('status', 'state.waiting.reason', { value: reason, line })
  }

  /** The image came after all: the kubelet says so before it makes the container. */
  #isPulledSince(failed: EventDraft): boolean {
    const about = failed.involved?.name ?? ''
    return this.#draft.events.some(
      (event) =>
        event.reason === 'Pulled' &&
        (event.involved?.name ?? '') === about &&
        isSince(event.last, failed.last),
    )
  }

  /** A pod that the list of its namespace does not hold any more: its events are history. */
  #isGone({
    name,
    namespace,
  }: {
    readonly name: string
    readonly namespace: string | null
  }): boolean {
    if (this.#named(name).length > 0) return false
    return this.#draft.lists.some(
      (list) =>
        list === ANY_NAMESPACE || list === namespace || (list === null && namespace === null),
    )
  }

  #nameless({ source, line }: EventDraft): ObjectDraft {
    this.#namelessPod ??=
      this.#pods.find((pod) => pod.name === null) ?? this.#draft.fragment(source, line)
    return this.#namelessPod
  }

  #placeLog(log: LogDraft): void {
    const target = log.target ?? NOBODY
    const pod = this.#podOf(target) ?? this.#newPod(log)
    if (pod === null) return
    // A table of one namespace does not name it; the command for the log often does.
    pod.namespace ??= target.namespace
    log.target = { ...target, pod: pod.name, namespace: target.namespace ?? pod.namespace }
  }

  /** A pod of which only the log was shown is still a pod of the text. */
  #newPod(log: LogDraft): ObjectDraft | null {
    const { target, lines, source } = log
    const [line] = lines
    if (target === null || target.pod === null || line === undefined) return null
    return this.#draft.object('Pod', {
      source,
      line,
      name: target.pod,
      namespace: target.namespace,
    })
  }

  #podOf(target: LogTarget): ObjectDraft | null {
    if (target.pod !== null) {
      const known = this.#named(target.pod).find(
        ({ namespace }) =>
          namespace === null || target.namespace === null || namespace === target.namespace,
      )
      return known ?? null
    }
    if (target.workload !== null) {
      const of = this.#pods.filter((p) => p.name?.startsWith(`${target.workload}-`) === true)
      return of.find(isPodFailing) ?? of[0] ?? null
    }
    return this.#focus(target.container)
  }

  #fillContainer(log: LogDraft): void {
    const { target } = log
    if (log.doubtful || (target !== null && target.container !== null)) return
    const name = target?.pod ?? null
    const pod = name === null ? solePod(this.#pods) : this.#named(name)[0]
    const containers = (pod?.containers ?? []).filter((c) => !c.init && c.name !== '')
    const names = [...new Set(containers.map((c) => c.name))]
    if (names.length === 1) log.target = { ...(target ?? NOBODY), container: names[0] ?? null }
  }
}

function solePod(pods: readonly ObjectDraft[]): ObjectDraft | undefined {
  return pods.length === 1 && pods[0]?.name === null ? pods[0] : undefined
}

function focusOf(pods: readonly ObjectDraft[], containerHint: string | null): ObjectDraft | null {
  const named = pods.filter((pod) => pod.name !== null)
  const failing = named.filter(isPodFailing)
  const pool = failing.length > 0 ? failing : named
  const hinted = containerHint === null ? [] : pool.filter((pod) => fits(pod, containerHint))
  const candidates = hinted.length > 0 ? hinted : pool
  const [first] = candidates
  if (first === undefined) return null
  const workload = workloadOf(first.name)
  if (candidates.some((pod) => workloadOf(pod.name) !== workload)) return null
  return candidates.reduce((worst, pod) => (restartsOf(pod) > restartsOf(worst) ? pod : worst))
}

const NOBODY: LogTarget = {
  namespace: null,
  pod: null,
  container: null,
  workload: null,
  run: 'unknown',
}

/** Events of one table that are looked at around one without a pod. */
const NEAR = 40

function nearestInvolved(events: readonly EventDraft[], index: number): EventDraft['involved'] {
  const event = events[index]
  if (event === undefined) return null
  const near = events
    .slice(Math.max(0, index - NEAR), index + NEAR)
    .filter(
      (other) =>
        other.source === event.source && Math.abs(other.line.number - event.line.number) < NEAR,
    )
  const named = near.filter((other) => other.involved !== null)
  const names = new Set(named.map((other) => other.involved?.name))
  if (names.size === 1) return named[0]?.involved ?? null
  const before = named.findLast((other) => other.line.number < event.line.number)
  return before?.involved ?? null
}

const containerOf = (event: EventDraft): string | null =>
  /\{([^}]+)\}/.exec(event.fieldPath ?? '')?.[1] ?? null

/** The containers that the events of one pod name, and those that its failing ones do. */
interface NamedContainers {
  readonly all: Set<string>
  readonly failing: Set<string>
}

function containersOf(events: readonly EventDraft[]): Map<string | null, NamedContainers> {
  const byPod = new Map<string | null, NamedContainers>()
  for (const event of events) {
    const container = containerOf(event)
    if (container === null) continue
    const pod = event.involved?.name ?? null
    const named = byPod.get(pod) ?? { all: new Set(), failing: new Set() }
    named.all.add(container)
    if (event.type === 'Warning' || event.reason === 'Killing') named.failing.add(container)
    byPod.set(pod, named)
  }
  return byPod
}

function soleContainer(named: NamedContainers | undefined): string | null {
  if (named === undefined) return null
  const { failing, all } = named
  if (failing.size === 1) return [...failing][0] ?? null
  return all.size === 1 ? ([...all][0] ?? null) : null
}

/** kubelet: BackOff events are sent for containers (`Back-off restarting failed container`) and for image pulls. */
function waitingReason({ reason, message }: EventDraft): string | null {
  if (/back-off [^]{0,40}restarting\s+failed|CrashLoopBackOff/i.test(message))
    return 'CrashLoopBackOff'
  if (/^Back-off pulling image|ImagePullBackOff/.test(message)) return 'ImagePullBackOff'
  return reason === 'CrashLoopBackOff' ? reason : null
}

function isSince(later: EventDraft['last'], before: EventDraft['last']): boolean {
  if (later === null || before === null) return false
  if ('age' in later) return 'age' in before && later.age <= before.age
  return 'at' in before && later.at >= before.at
}

function hasStates(pod: ObjectDraft): boolean {
  return pod.containers.some(
    ({ status }) => status['state'] !== undefined || status['lastState'] !== undefined,
  )
}

function isPodFailing(pod: ObjectDraft): boolean {
  if (pod.rows.some(isFailing)) return true
  return pod.containers.some(({ status }) => {
    const waiting = getPath(status, 'state.waiting.reason')
    const code =
      getPath(status, 'lastState.terminated.exitCode') ??
      getPath(status, 'state.terminated.exitCode')
    return (
      waiting !== undefined || typeof code === 'number' || Number(status['restartCount'] ?? 0) > 0
    )
  })
}

function restartsOf(pod: ObjectDraft): number {
  const rows = pod.rows.map((row) => row.restarts ?? 0)
  const counts = pod.containers.map(({ status }) => Number(status['restartCount'] ?? 0))
  return Math.max(0, ...rows, ...counts)
}

const fits = (pod: ObjectDraft, container: string): boolean =>
  pod.containers.some((c) => c.name === container) || (pod.name ?? '').includes(container)

/** `web-7d9f8b6c5-h2m8q` → `web`, `db-0` → `db`, `agent-x2x2k` → `agent`. */
function workloadOf(name: string | null): string {
  if (name === null) return ''
  const hashed = name.replace(/-[0-9a-z]{5,10}-[0-9a-z]{5}$/, '')
  if (hashed !== name) return hashed
  return looksLikePod(name) ? name.replace(/-[^-]+$/, '') : name
}

/** A fragment repeats nothing that the pod's own lines already told of the same container. */
function canJoin(pod: ObjectDraft, fragment: ObjectDraft): boolean {
  if (pod.containers.length === 0) return true
  return fragment.containers.every((part) => {
    const same = matching(pod, part)
    if (same === undefined) return part.name !== '' || pod.containers.length === 0
    return !overlaps(same.status, part.status)
  })
}

function matching(pod: ObjectDraft, part: ContainerDraft): ContainerDraft | undefined {
  const named = pod.containers.find((c) => c.name === part.name && c.init === part.init)
  if (named !== undefined) return named
  const sole = pod.containers.length === 1 ? pod.containers[0] : undefined
  return sole !== undefined && (sole.name === '' || part.name === '') ? sole : undefined
}

function overlaps(a: Record<string, unknown>, b: Record<string, unknown>): boolean {
  return ['lastState', 'restartCount'].some(
    (key) =>
      a[key] !== undefined &&
      b[key] !== undefined &&
      JSON.stringify(a[key]) !== JSON.stringify(b[key]),
  )
}

function join(pod: ObjectDraft, fragment: ObjectDraft): void {
  for (const part of fragment.containers) {
    const same = matching(pod, part)
    if (same === undefined) {
      pod.containers.push(part)
      continue
    }
    if (same.name === '') same.name = part.name
    merge(same.spec, part.spec)
    merge(same.status, part.status)
    for (const [path, cite] of part.cites) same.cites.set(path, cite)
  }
  for (const [path, cite] of fragment.cites) {
    if (getPath(pod.tree, path) !== undefined) continue
    setPath(pod.tree, path, getPath(fragment.tree, path))
    pod.cites.set(path, cite)
  }
}

function merge(into: Record<string, unknown>, from: Record<string, unknown>): void {
  for (const [key, value] of Object.entries(from)) {
    const before = into[key]
    if (isPlain(before) && isPlain(value)) merge(before, value)
    else into[key] = value
  }
}

const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The containers that commands and headings asked the logs of, by pod. */
function askedContainers(logs: readonly LogDraft[]): Map<string | null, Set<string>> {
  const byPod = new Map<string | null, Set<string>>()
  for (const { target } of logs) {
    if (target === null || target.pod === null || target.container === null) continue
    const asked = byPod.get(target.pod) ?? new Set()
    byPod.set(target.pod, asked.add(target.container))
  }
  return byPod
}

/** What a table's row leaves open: the command for the log may name the container, or the pod's events do. */
function nameSoleContainer(
  pod: ObjectDraft,
  asked: ReadonlyMap<string | null, ReadonlySet<string>>,
  named: ReadonlyMap<string | null, NamedContainers>,
): void {
  const containers = [...(asked.get(pod.name) ?? [])]
  const sole = containers.length === 1 ? containers[0] : undefined
  const name = sole ?? (containers.length === 0 ? soleContainer(named.get(pod.name)) : null)
  if (name === null) return
  const nameless = pod.containers.find((container) => container.name === '')
  if (nameless !== undefined) nameless.name = name
  else if (pod.containers.length === 0) {
    pod.container(
      name,
      pod.rows.some((row) => row.status.startsWith('Init:')),
    )
  }
}

function asDraft({ object, origin }: SnapshotObject): ObjectDraft[] {
  if (object.kind !== 'Pod') return []
  const pod = object as Pod
  const line = { number: origin.line ?? 1, raw: '', text: '' }
  const { name, namespace } = pod.metadata
  const draft = new ObjectDraft('Pod', {
    source: origin.source,
    line,
    ...(name === undefined ? {} : { name }),
    ...(namespace === undefined ? {} : { namespace }),
  })
  for (const container of pod.spec?.containers ?? []) draft.container(container.name, false)
  for (const status of pod.status?.containerStatuses ?? []) {
    Object.assign(draft.container(status.name, false).status, status)
  }
  return [draft]
}
