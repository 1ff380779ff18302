import type { Pod, SnapshotObject } from '@unloop/engine'
import {
  ObjectDraft,
  type ContainerDraft,
  type EventDraft,
  type LogDraft,
  type LogTarget,
  type TextDraft,
} from './draft.ts'
import { isTroubled } from './pod-rows.ts'
import { looksLikePod } from './prose.ts'
import { getPath, setPath } from './tree.ts'

/** Finds out whose a fragment, an event or a log is where its own lines don't say. */
export class Attribution {
  readonly #draft: TextDraft
  /** Pods that were pasted as YAML or JSON, in the form of the others. */
  readonly #written: readonly ObjectDraft[]

  constructor(draft: TextDraft) {
    this.#draft = draft
    this.#written = draft.objects.flatMap((found) => asDraft(found))
  }

  /** Nameless parts of a status or description belong to the one pod in trouble, if there is one that lacks them. */
  joinFragments(): void {
    const fragments = this.#draft.drafts.filter((d) => d.kind === 'Pod' && d.name === null)
    if (this.#written.length > 0) return
    for (const fragment of fragments) {
      const hint = fragment.containers.find((container) => container.name !== '')?.name ?? null
      const into = this.#focus(hint) ?? this.#namelessBefore(fragment)
      if (into === null || into === fragment || !canJoin(into, fragment)) continue
      join(into, fragment)
      this.#draft.drafts.splice(this.#draft.drafts.indexOf(fragment), 1)
    }
  }

  placeEvents(): void {
    for (const event of this.#draft.events) {
      const placed = event.involved ?? this.#ownerOf(event)
      if (placed !== null && placed.name !== '') Object.assign(event, { involved: placed })
    }
    for (const event of this.#draft.events) this.#learnFrom(event)
  }

  placeLogs(): void {
    for (const log of this.#draft.logs) if (!log.doubtful) this.#placeLog(log)
    for (const pod of this.#draft.drafts)
      if (pod.kind === 'Pod') nameSoleContainer(pod, this.#draft)
    for (const log of this.#draft.logs) this.#fillContainer(log)
  }

  get #pods(): readonly ObjectDraft[] {
    return [...this.#draft.drafts.filter((d) => d.kind === 'Pod'), ...this.#written]
  }

  /** The pod that the text is about: the one in trouble, or the worst of one workload's. */
  #focus(containerHint: string | null): ObjectDraft | null {
    const named = this.#pods.filter((pod) => pod.name !== null)
    const troubled = named.filter(isInTrouble)
    const pool = troubled.length > 0 ? troubled : named
    const hinted = containerHint === null ? [] : pool.filter((pod) => fits(pod, containerHint))
    const candidates = hinted.length > 0 ? hinted : pool
    const [first] = candidates
    if (first === undefined) return null
    if (candidates.some((pod) => workloadOf(pod.name) !== workloadOf(first.name))) return null
    return candidates.reduce((worst, pod) => (restartsOf(pod) > restartsOf(worst) ? pod : worst))
  }

  #namelessBefore(fragment: ObjectDraft): ObjectDraft | null {
    return this.#pods.find((pod) => pod.name === null && pod !== fragment) ?? null
  }

  /** Events around a named one in a table without a pod are of the same pod. */
  #ownerOf(event: EventDraft): EventDraft['involved'] {
    const near = nearestInvolved(this.#draft.events, event)
    if (near !== null) return near
    const container = containerOf(event)
    const pod = this.#focus(container)
    return pod?.name == null ? null : { kind: 'Pod', name: pod.name, namespace: pod.namespace }
  }

  /** A pod known only by its events is in the state that the kubelet's back-off event tells. */
  #learnFrom(event: EventDraft): void {
    const { involved, line, source } = event
    const isWarning = event.type === 'Warning' || event.reason === 'Killing'
    if (involved !== null && (involved.kind !== 'Pod' || involved.name === '')) return
    if (!isWarning) return
    const pod =
      involved === null
        ? (this.#pods.find((d) => d.name === null) ?? this.#draft.fragment(source, line))
        : this.#draft.object('Pod', {
            source,
            line,
            name: involved.name,
            namespace: involved.namespace,
          })
    if (pod.rows.length > 0 || hasStates(pod)) return
    const reason = waitingReason(event)
    const name =
      containerOf(event) ?? soleContainer(this.#draft.events, involved?.name ?? null) ?? ''
    if (reason === null) return
    const container = pod.container(name, false)
    container.set('status', 'state.waiting.reason', { value: reason, line })
  }

  #placeLog(log: LogDraft): void {
    const target = log.target ?? NOBODY
    const pod = this.#podOf(target) ?? this.#newPod(log)
    if (pod === null) return
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
      const known = this.#pods.find(
        (p) =>
          p.name === target.pod &&
          (p.namespace ?? target.namespace) === (target.namespace ?? p.namespace),
      )
      return known ?? null
    }
    if (target.workload !== null) {
      const of = this.#pods.filter((p) => p.name?.startsWith(`${target.workload}-`) === true)
      return of.find(isInTrouble) ?? of[0] ?? null
    }
    return this.#focus(target.container)
  }

  #fillContainer(log: LogDraft): void {
    const { target } = log
    if (log.doubtful || (target !== null && target.container !== null)) return
    const pod = this.#pods.find(
      (p) => p.name === (target?.pod ?? null) && (p.name !== null || this.#pods.length === 1),
    )
    const names = [
      ...new Set(
        (pod?.containers ?? []).filter((c) => !c.init && c.name !== '').map((c) => c.name),
      ),
    ]
    if (names.length === 1) log.target = { ...(target ?? NOBODY), container: names[0] ?? null }
  }
}

const NOBODY: LogTarget = {
  namespace: null,
  pod: null,
  container: null,
  workload: null,
  run: 'unknown',
}

function nearestInvolved(events: readonly EventDraft[], event: EventDraft): EventDraft['involved'] {
  const index = events.indexOf(event)
  const isNear = (other: EventDraft | undefined): boolean =>
    other !== undefined &&
    other.source === event.source &&
    Math.abs(other.line.number - event.line.number) < 40
  const named = events.filter((other) => isNear(other) && other.involved !== null)
  const names = new Set(named.map((other) => other.involved?.name))
  if (names.size === 1) return named[0]?.involved ?? null
  for (let i = index - 1; i >= 0; i--)
    if (isNear(events[i]) && events[i]?.involved != null) return events[i]?.involved ?? null
  return null
}

const containerOf = (event: EventDraft): string | null =>
  /\{([^}]+)\}/.exec(event.fieldPath ?? '')?.[1] ?? null

/** The container that all failing events of a pod name. */
function soleContainer(events: readonly EventDraft[], pod: string | null): string | null {
  const own = events.filter((event) => (event.involved?.name ?? null) === pod)
  const names = (some: readonly EventDraft[]): Set<string> =>
    new Set(some.flatMap((event) => containerOf(event) ?? []))
  const failing = names(
    own.filter((event) => event.type === 'Warning' || event.reason === 'Killing'),
  )
  const all = names(own)
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

function hasStates(pod: ObjectDraft): boolean {
  return pod.containers.some(
    ({ status }) => status['state'] !== undefined || status['lastState'] !== undefined,
  )
}

function isInTrouble(pod: ObjectDraft): boolean {
  if (pod.rows.some(isTroubled)) return true
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
  const rows = pod.rows.map((row) => row.restarts)
  const counts = pod.containers.map(({ status }) => Number(status['restartCount'] ?? 0))
  return Math.max(0, ...rows, ...counts)
}

const fits = (pod: ObjectDraft, container: string): boolean =>
  pod.containers.some((c) => c.name === container) || (pod.name ?? '').includes(container)

/** `web-7d9f8b6c5-h2m8q` → `web`, `db-0` → `db`, `agent-x2x2k` → `agent`. */
export function workloadOf(name: string | null): string {
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

/** What a table's row leaves open: the command for the log may name the container, or the pod's events do. */
function nameSoleContainer(pod: ObjectDraft, draft: TextDraft): void {
  const named = draft.logs.flatMap(({ target }) =>
    target?.pod === pod.name && target.container !== null ? [target.container] : [],
  )
  const asked = new Set(named)
  const sole = asked.size === 1 ? (named[0] ?? null) : null
  const name = sole ?? (asked.size === 0 ? soleContainer(draft.events, pod.name) : null)
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
