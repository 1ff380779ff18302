import { logsWanted } from '@unloop/engine'
import type { LogRequest, Snapshot } from '@unloop/engine/evidence'
import type { Tracked } from '../incidents/tracker.ts'

/** What is diagnosed at a look: all of a cluster, some namespaces, or nothing, as all is as it was. */
export type Scope =
  | { readonly kind: 'whole' }
  | { readonly kind: 'namespaces'; readonly namespaces: ReadonlySet<string> }
  | { readonly kind: 'same' }

/** The last diagnosis of a whole cluster. Milliseconds; `atMs` since 1970. */
export interface WholeLook {
  readonly atMs: number
  readonly tookMs: number
}

/** What happened since the last diagnosis of the whole cluster, and since the last look. */
export interface News {
  /** A diagnosis of the whole cluster is under way. */
  readonly isWholeUnderWay?: boolean
  readonly hasChanged: boolean
  /** Namespaces in which a run of a container ended since the last look. */
  readonly crashedIn: ReadonlySet<string>
}

/** A whole cluster that is diagnosed so fast is diagnosed at each look. */
const QUICK_MS = 150
/** What spans namespaces is seen at the latest after so long. */
const WHOLE_AFTER_MS = 20_000
/** Causes depend on the time, too: how long something waits, what is recent. */
const ANYWAY_AFTER_MS = 300_000

/** A crash in a large cluster does not wait for the diagnosis of everything. */
export function scopeOf(last: WholeLook | null, news: News, nowMs: number): Scope {
  if (last === null || !isSlow(last)) return { kind: 'whole' }
  const oldMs = nowMs - last.atMs
  const isBegun = news.isWholeUnderWay === true
  if (!isBegun && oldMs >= (news.hasChanged ? WHOLE_AFTER_MS : ANYWAY_AFTER_MS))
    return { kind: 'whole' }
  if (news.crashedIn.size === 0) return { kind: 'same' }
  return { kind: 'namespaces', namespaces: news.crashedIn }
}

/** Whether a whole cluster is diagnosed so slowly that nothing should wait for it. */
export function isSlow({ tookMs }: WholeLook): boolean {
  return tookMs >= QUICK_MS
}

/** The logs that are wanted for what is diagnosed. */
export function logsWantedIn(snapshot: Snapshot, scope: Scope): readonly LogRequest[] {
  if (scope.kind === 'same') return []
  return logsWanted(scope.kind === 'whole' ? snapshot : focusedOn(snapshot, scope.namespaces))
}

/** Adds the namespaces of incidents that make others fail in these, or fail by them. */
export function withLinked(
  namespaces: ReadonlySet<string>,
  open: readonly Tracked[],
): ReadonlySet<string> {
  const linked = new Set(namespaces)
  const byId = new Map(open.map((tracked) => [tracked.id, tracked.incident]))
  for (const { namespace, victims, victimOf } of byId.values()) {
    if (!namespaces.has(namespace)) continue
    for (const id of victimOf === null ? victims : [victimOf, ...victims]) {
      const other = byId.get(id)
      if (other !== undefined) linked.add(other.namespace)
    }
  }
  return linked
}

/** Kinds that say what stands behind an address, wherever it is. */
const ADDRESSES: ReadonlySet<string> = new Set(['Service', 'EndpointSlice', 'Endpoints'])

/** What is known of some namespaces, with what belongs to none and the addresses of all. */
export function focusedOn(snapshot: Snapshot, namespaces: ReadonlySet<string>): Snapshot {
  const { objects, logs, samples } = snapshot
  return {
    ...snapshot,
    objects: objects.filter(
      ({ object: { kind, metadata } }) =>
        metadata.namespace === undefined ||
        namespaces.has(metadata.namespace) ||
        ADDRESSES.has(kind),
    ),
    logs: logs.filter(({ namespace }) => namespace === null || namespaces.has(namespace)),
    samples: samples.filter(({ labels }) => namespaces.has(labels['namespace'] ?? '')),
  }
}
