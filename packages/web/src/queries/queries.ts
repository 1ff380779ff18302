import { queryOptions } from '@tanstack/react-query'
import { api } from '../api/client.ts'
import type { Incident } from '@unloop/engine/report'

// Milliseconds between two questions: lists and views show what crashes now, the rest changes seldom.
const LIST_MS = 5_000
const VIEW_MS = 5_000
const SLOW_MS = 15_000

/** How the server and its clusters are. */
export const statusQuery = queryOptions({
  queryKey: ['status'],
  queryFn: api.status,
  refetchInterval: LIST_MS,
})

/** All incidents that are kept: the list filters and orders them itself. */
export const incidentsQuery = queryOptions({
  queryKey: ['incidents'],
  queryFn: async () => (await api.incidents({ limit: 5_000 })).incidents,
  refetchInterval: LIST_MS,
})

/** One incident with its newest report and its runs. */
export function incidentQuery(id: string) {
  return queryOptions({
    queryKey: ['incident', id],
    queryFn: () => api.incident(id),
    refetchInterval: VIEW_MS,
  })
}

/** An incident's report with the cluster that it is of: another may have the same names. */
export interface Placed {
  readonly cluster: string
  readonly incident: Incident
}

/** Events of the incident's namespace; which of them are the incident's is decided by name. */
export function eventsQuery(placed: Placed | null) {
  return queryOptions({
    queryKey: ['events', ...keyOf(placed)],
    queryFn: async () => (await api.events({ ...namespaceOf(placed), limit: 2_000 })).records,
    enabled: placed !== null,
    refetchInterval: SLOW_MS,
  })
}

// Pods whose traces are asked for; replicas fail alike.
const CALL_PODS = 3
// A day.
const CALLS_MS = 86_400_000

/** Traces of the incident's first pods, newest first. */
export function tracesQuery(placed: Placed | null) {
  return queryOptions({
    queryKey: ['traces', ...keyOf(placed)],
    queryFn: async () => {
      const from = new Date(Date.now() - CALLS_MS).toISOString()
      const pods = placed?.incident.pods.slice(0, CALL_PODS) ?? []
      const answers = await Promise.all(
        pods.map((pod) => api.traces({ ...namespaceOf(placed), pod, from, limit: 500 })),
      )
      return answers.flatMap(({ records }) => records)
    },
    enabled: placed !== null,
    refetchInterval: SLOW_MS,
  })
}

/** Crashes may begin long after what they come from. */
const CHANGES_MS = 14 * 86_400_000
// What holds the template of pods, and its revisions.
const OBJECT_KINDS = 'ReplicaSet,ControllerRevision,Deployment,StatefulSet,DaemonSet'

/** Manifests and revisions of the namespace's workloads, and what changed in it. */
export function versionsQuery(placed: Placed | null) {
  return queryOptions({
    queryKey: ['versions', ...keyOf(placed)],
    queryFn: async () => {
      const place = namespaceOf(placed)
      const from = new Date(Date.now() - CHANGES_MS).toISOString()
      const [changed, now] = await Promise.all([
        api.changes({ ...place, from, limit: 500 }),
        api.objects({ kind: OBJECT_KINDS, ...place, limit: 2_500 }),
      ])
      return [...changed.records, ...now.records]
    },
    enabled: placed !== null,
    refetchInterval: SLOW_MS * 2,
  })
}

const keyOf = (placed: Placed | null): readonly (string | undefined)[] => [
  placed?.cluster,
  placed?.incident.namespace,
  placed?.incident.id,
]

const namespaceOf = (
  placed: Placed | null,
): { readonly cluster: string; readonly namespace: string } => ({
  cluster: placed?.cluster ?? '',
  namespace: placed?.incident.namespace ?? '',
})
