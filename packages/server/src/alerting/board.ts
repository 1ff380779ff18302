import { type Alert, alert, type CrashFacts, fromMilliseconds, ZERO_MOMENT } from '@unloop/alerting'
import { mask } from '@unloop/engine/logs'
import { LONGEST_BACKOFF_SECONDS, type KubeObject, type Snapshot } from '@unloop/engine/evidence'
import { identityOf } from '../incidents/identity.ts'
import type { Tracked } from '../incidents/tracker.ts'
import { builtInAlerts } from './built-in.ts'
import { crashFacts } from './crash-facts.ts'

/** What a look at a cluster gave. */
export interface Look {
  readonly cluster: string
  readonly snapshot: Pick<Snapshot, 'objects'>
  /** The incidents that are open, resolved ones left out. */
  readonly open: readonly Tracked[]
  readonly nowMs: number
}

/** How built-in alerts look outside, and how often incidents are compared with them. */
export interface BoardOptions {
  /** How links begin. */
  readonly externalUrl: string
  /** Between two looks. */
  readonly intervalMs: number
}

interface Firing {
  readonly labels: Readonly<Record<string, string>>
  annotations: Readonly<Record<string, string>>
  readonly startsMs: number
  /** The last look that gave it. */
  seenMs: number
  resolvedMs: number | undefined
}

interface Crashes {
  readonly ms: number
  readonly crashes: number
}

interface ClusterState {
  readonly firing: Map<string, Firing>
  readonly history: Map<string, readonly Crashes[]>
  facts: readonly CrashFacts[]
  lookedMs: number
}

const TEN_MINUTES_MS = 600_000
/**
 * So long an alert of an incident that goes on stays without its reason: the longest back-off of the kubelet. A container that
 * crashes again and again is ready for some seconds between two crashes.
 */
const HOLD_MS = LONGEST_BACKOFF_SECONDS * 1000
/** So long resolved alerts are still told of. */
const RESOLVED_RETENTION_MS = 900_000
/** As `--rules.alert.resend-delay` of Prometheus: an alert that is not sent again holds for four times as long. */
const MIN_RESEND_MS = 60_000
/** Looks that may fail before nothing is known any more. */
const SILENT_LOOKS = 3
/** Fires where nothing is known any more: silence must not look like health. */
const NO_DATA = 'UnloopNoData'

/**
 * The alerts that what is watched fires by itself, from look to look. While a cluster cannot be read they stay as they
 * are, and that nothing is known is an alert of its own. An incident is over once it was quiet for longer than the
 * kubelet keeps a back-off, so that nothing flaps between two restarts.
 */
export class Board {
  readonly #options: BoardOptions
  readonly #clusters = new Map<string, ClusterState>()
  readonly #facts = new WeakMap<Tracked['incident'], CrashFacts>()

  constructor(options: BoardOptions) {
    this.#options = options
  }

  /** What is known of crashes, gravest first. */
  get facts(): readonly CrashFacts[] {
    return [...this.#clusters.values()].flatMap(({ facts }) => facts)
  }

  /** A cluster that is watched, before it was looked at. */
  watch(cluster: string, nowMs: number): void {
    this.#stateOf(cluster, nowMs)
  }

  look({ cluster, snapshot, open, nowMs }: Look): void {
    const state = this.#stateOf(cluster, nowMs)
    const owners = ownersOf(snapshot)
    const seen = new Set<string>()
    for (const tracked of open) {
      const { incident } = tracked
      const facts = this.#factsOf(tracked, cluster)
      const owner = owners.get(
        keyOf(incident.workload.kind, incident.namespace, incident.workload.name),
      )
      const recent = this.#recent(state, tracked, nowMs)
      for (const { name, severity, summary } of builtInAlerts({ tracked, owner, recent })) {
        const labels = labelsOf(name, severity, { cluster, tracked })
        const annotations = { summary: mask(summary), ...facts.annotations }
        seen.add(
          this.#fire(state, {
            labels,
            annotations,
            nowMs,
            startsMs: startOf(name, tracked, nowMs),
          }),
        )
      }
    }
    const ongoing = new Set(
      open.map((tracked) => subjectOf(labelsOf('', '', { cluster, tracked }))),
    )
    this.#resolve(state, { seen, ongoing, nowMs })
    this.#forget(state, open)
    state.facts = open.map((tracked) => this.#factsOf(tracked, cluster))
    state.lookedMs = nowMs
  }

  /** All alerts as they stand, to be told of again. */
  alerts(nowMs: number): readonly Alert[] {
    for (const [cluster, state] of this.#clusters) this.#checkSilence(cluster, state, nowMs)
    const validMs = 4 * Math.max(this.#options.intervalMs, MIN_RESEND_MS)
    return [...this.#clusters.values()].flatMap(({ firing }) =>
      [...firing.values()].map((one) =>
        toAlert(one, { nowMs, validMs, url: this.#options.externalUrl }),
      ),
    )
  }

  /** Made once of an incident as it is: of hundreds that are open few change from look to look. */
  #factsOf({ incident }: Tracked, cluster: string): CrashFacts {
    const known = this.#facts.get(incident)
    if (known !== undefined) return known
    const facts = crashFacts(incident, { cluster, externalUrl: this.#options.externalUrl })
    this.#facts.set(incident, facts)
    return facts
  }

  #stateOf(cluster: string, nowMs: number): ClusterState {
    const known = this.#clusters.get(cluster)
    if (known !== undefined) return known
    const state: ClusterState = {
      firing: new Map(),
      history: new Map(),
      facts: [],
      lookedMs: nowMs,
    }
    this.#clusters.set(cluster, state)
    return state
  }

  #fire(
    state: ClusterState,
    {
      labels,
      annotations,
      startsMs,
      nowMs,
    }: Pick<Firing, 'labels' | 'annotations' | 'startsMs'> & { readonly nowMs: number },
  ): string {
    const key = JSON.stringify(labels)
    const known = state.firing.get(key)
    if (known !== undefined && known.resolvedMs === undefined) {
      known.annotations = annotations
      known.seenMs = nowMs
    } else
      state.firing.set(key, {
        labels,
        annotations,
        startsMs,
        seenMs: nowMs,
        resolvedMs: undefined,
      })
    return key
  }

  #resolve(
    state: ClusterState,
    {
      seen,
      ongoing,
      nowMs,
    }: {
      readonly seen: ReadonlySet<string>
      /** What the incidents that are open are about. */
      readonly ongoing: ReadonlySet<string>
      readonly nowMs: number
    },
  ): void {
    for (const [key, one] of state.firing) {
      if (seen.has(key)) continue
      if (
        one.resolvedMs === undefined &&
        ongoing.has(subjectOf(one.labels)) &&
        nowMs - one.seenMs < HOLD_MS
      )
        continue
      one.resolvedMs ??= nowMs
      if (nowMs - one.resolvedMs > RESOLVED_RETENTION_MS) state.firing.delete(key)
    }
  }

  #checkSilence(cluster: string, state: ClusterState, nowMs: number): void {
    const silentMs = nowMs - state.lookedMs
    if (silentMs < Math.max(SILENT_LOOKS * this.#options.intervalMs, MIN_RESEND_MS)) return
    const labels = { alertname: NO_DATA, severity: 'warning', cluster }
    const minutes = Math.floor(silentMs / 60_000)
    const summary = `Nothing is known of ${cluster} for ${minutes} min: alerts stay as they were`
    this.#fire(state, { labels, annotations: { summary }, startsMs: state.lookedMs, nowMs })
  }

  /** Crashes in the last ten minutes and in those before. */
  #recent(state: ClusterState, tracked: Tracked, nowMs: number): readonly [number, number] {
    const earlier = (state.history.get(tracked.id) ?? []).filter(
      ({ ms }) => ms > nowMs - 2 * TEN_MINUTES_MS,
    )
    const history = [...earlier, { ms: nowMs, crashes: tracked.crashes }]
    state.history.set(tracked.id, history)
    const atStart = history.find(({ ms }) => ms > nowMs - TEN_MINUTES_MS)?.crashes ?? 0
    const oldest = history[0]?.crashes ?? 0
    return [tracked.crashes - atStart, atStart - oldest]
  }

  #forget(state: ClusterState, open: readonly Tracked[]): void {
    const ids = new Set(open.map(({ id }) => id))
    for (const id of state.history.keys()) if (!ids.has(id)) state.history.delete(id)
  }
}

/** An incident's own alerts began with it; others when they were first seen. */
function startOf(name: string, tracked: Tracked, nowMs: number): number {
  return name === 'UnloopCrashLoop' || name === 'UnloopStartBlocked' ? tracked.openedMs : nowMs
}

function labelsOf(
  alertname: string,
  severity: string,
  { cluster, tracked }: { readonly cluster: string; readonly tracked: Tracked },
): Record<string, string> {
  const { branch: _branch, ...identity } = identityOf(cluster, tracked.incident)
  const labels = { alertname, severity, ...identity }
  return Object.fromEntries(Object.entries(labels).filter(([, value]) => value !== ''))
}

/** What an alert is about: its labels but the alert's own name and weight. */
function subjectOf({
  alertname: _name,
  severity: _severity,
  ...subject
}: Readonly<Record<string, string>>): string {
  return JSON.stringify(subject)
}

function toAlert(
  { labels, annotations, startsMs, resolvedMs }: Firing,
  {
    nowMs,
    validMs,
    url,
  }: { readonly nowMs: number; readonly validMs: number; readonly url: string },
): Alert {
  return alert({
    labels,
    annotations,
    startsAt: startsMs === 0 ? ZERO_MOMENT : fromMilliseconds(startsMs),
    endsAt: fromMilliseconds(resolvedMs ?? nowMs + validMs),
    generatorURL: annotations['unloop_url'] ?? url,
    updatedAt: nowMs,
    isTimeout: false,
  })
}

function ownersOf({ objects }: Look['snapshot']): ReadonlyMap<string, KubeObject> {
  const owners = new Map<string, KubeObject>()
  for (const { object } of objects) {
    const { kind, metadata } = object
    if (!/^(?:Deployment|StatefulSet|DaemonSet|ReplicaSet)$/.test(kind)) continue
    owners.set(keyOf(kind, metadata.namespace ?? '', metadata.name ?? ''), object)
  }
  return owners
}

function keyOf(kind: string, namespace: string, name: string): string {
  return `${kind} ${namespace}/${name}`
}
