import type { KubeEvent } from './kube.ts'
import type { EventAges, Origin, SnapshotObject } from './snapshot.ts'
import { millis } from './time.ts'

/** One event, from core/v1 or events.k8s.io/v1, with its times in milliseconds since 1970. */
export interface EventView {
  readonly type: string
  readonly reason: string
  readonly message: string
  readonly count: number
  readonly first: number | null
  readonly last: number | null
  readonly kind: string
  readonly namespace: string
  readonly name: string
  /** The container that `involvedObject.fieldPath` names (`spec.containers{api}`), null where it names none. */
  readonly container: string | null
  readonly origin: Origin
  /** Null where it has a time, or neither. */
  readonly ages: EventAges | null
}

const CONTAINER_PATH = /\{([^}]+)\}/

/** An event of core/v1 or of events.k8s.io/v1, whose fields have other names. */
export function eventView({ object, origin, ages }: SnapshotObject): EventView {
  const event = object as KubeEvent & {
    regarding?: KubeEvent['involvedObject']
    note?: string
    deprecatedCount?: number
    deprecatedFirstTimestamp?: string
    deprecatedLastTimestamp?: string
  }
  const about = event.involvedObject ?? event.regarding ?? {}
  const last =
    millis(event.series?.lastObservedTime) ??
    millis(event.lastTimestamp) ??
    millis(event.deprecatedLastTimestamp) ??
    millis(event.eventTime) ??
    millis(event.metadata.creationTimestamp)
  return {
    type: event.type ?? '',
    reason: event.reason ?? '',
    message: event.message ?? event.note ?? '',
    count: event.series?.count ?? event.count ?? event.deprecatedCount ?? 1,
    first: millis(event.firstTimestamp) ?? millis(event.deprecatedFirstTimestamp) ?? last,
    last,
    kind: about.kind ?? '',
    namespace: about.namespace ?? event.metadata.namespace ?? '',
    name: about.name ?? '',
    container: CONTAINER_PATH.exec(about.fieldPath ?? '')?.[1] ?? null,
    origin,
    ages: ages ?? null,
  }
}

/** Seconds from one event's last time to another's, below 0 where the other came before; null where that is not told. */
export function secondsBetween(from: EventView, to: EventView): number | null {
  if (from.last !== null && to.last !== null) return (to.last - from.last) / 1000
  return from.ages && to.ages ? from.ages.last - to.ages.last : null
}
