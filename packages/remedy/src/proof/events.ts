import type { KubeEvent, Pod } from '@unloop/engine/evidence'
import type { ClusterApi } from '@unloop/sources'

/** Events about some pods, and the clock that stamped them. */
export interface EventsRead {
  readonly events: readonly KubeEvent[]
  /** The cluster's time at the answer: milliseconds since 1970. */
  readonly now: number
  /** A time of our own clock as the cluster's clock shows it: milliseconds since 1970. */
  readonly atCluster: (time: number) => number
}

/** The events about these very pods; null where they could not be read. */
export async function readEvents(
  api: ClusterApi,
  { namespace, pods }: { readonly namespace: string; readonly pods: readonly Pod[] },
): Promise<EventsRead | null> {
  const path = api.pathOf('Event', namespace)
  if (path === null) return null
  const answer = await api.send({ method: 'GET', path }).catch(() => null)
  if (answer?.status !== 200) return null
  const { items = [] } = (answer.body ?? {}) as { readonly items?: readonly KubeEvent[] }
  const own = api.timing.now()
  // A laptop whose clock is minutes ahead would take a failure of this moment for an old one.
  const now = answer.date ?? own
  return {
    events: items.filter((event) => pods.some((pod) => isAbout(event, pod))),
    now,
    atCluster: (time) => time + now - own,
  }
}

/** A StatefulSet gives its pods the same names again: the uid tells the new one from the old one. */
const isAbout = ({ involvedObject }: KubeEvent, { metadata }: Pod): boolean =>
  involvedObject?.name === metadata.name &&
  (!involvedObject?.uid || !metadata.uid || involvedObject.uid === metadata.uid)

/** When the event came last, as the cluster's clock shows it: milliseconds since 1970, or NaN where it has no time. */
export function lastSeen({ series, lastTimestamp, eventTime, metadata }: KubeEvent): number {
  const time =
    series?.lastObservedTime ?? lastTimestamp ?? eventTime ?? metadata.creationTimestamp ?? ''
  return Date.parse(time)
}

/** How often it came. */
export function timesSeen({ series, count }: KubeEvent): number {
  return Math.max(1, series?.count ?? count ?? 1)
}

/** `Unhealthy: Liveness probe failed: …`, at most 160 characters. */
export function eventWords({ reason = '', message = '' }: KubeEvent): string {
  return `${reason}: ${message}`.slice(0, 160)
}
