import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useMemo } from 'react'
import type { IncidentRow } from '../api/answers.ts'
import type { Column } from '../parts/sortable-table.tsx'
import { incidentsQuery } from '../queries/queries.ts'
import { fieldsOf } from '../story/revisions.ts'
import type { Version } from '../story/story.ts'
import { IncidentLink } from './incident-link.tsx'
import { isAnswered, listOf, objectsQuery, runsQuery, textOf } from './objects.ts'
import { PlacePage } from './place-page.tsx'
import { podsOf, type KnownPod } from './pods.ts'

const route = getRouteApi('/workloads')

/** A workload with what its template asks for. */
interface WorkloadRow {
  readonly kind: string
  readonly namespace: string
  readonly name: string
  /** As asked for; none of a DaemonSet. */
  readonly replicas: string
  readonly restarts: number
  readonly images: string
  readonly memory: string
  readonly cpu: string
  readonly probes: string
  readonly incident: IncidentRow | null
}

const COLUMNS: readonly Column<WorkloadRow>[] = [
  { id: 'namespace', name: 'Namespace', value: ({ namespace }) => namespace },
  { id: 'name', name: 'Workload', value: ({ name }) => name },
  { id: 'kind', name: 'Kind', value: ({ kind }) => kind },
  {
    id: 'incident',
    name: 'Incident',
    value: ({ incident }) => incident?.title ?? '',
    cell: ({ incident }) => <IncidentLink incident={incident} />,
  },
  { id: 'restarts', name: 'Restarts', value: ({ restarts }) => restarts },
  { id: 'replicas', name: 'Replicas', value: ({ replicas }) => replicas },
  { id: 'memory', name: 'Memory asked / limit', value: ({ memory }) => memory },
  { id: 'cpu', name: 'CPU asked / limit', value: ({ cpu }) => cpu },
  { id: 'probes', name: 'Probes', value: ({ probes }) => probes },
  { id: 'images', name: 'Images', value: ({ images }) => images },
]

/** All workloads that keep pods running. */
export function WorkloadsPage() {
  const search = route.useSearch()
  const workloads = useQuery(objectsQuery('Deployment,StatefulSet,DaemonSet'))
  const incidents = useQuery(incidentsQuery)
  const runs = useQuery(runsQuery)
  const isWhole = [runs, incidents].every(isAnswered)
  const rows = useMemo(() => {
    if (!isWhole) return undefined
    const pods = podsOf(runs.data ?? [], incidents.data ?? [])
    return workloads.data?.map((one) => workloadRow(one, pods))
  }, [workloads.data, incidents.data, runs.data, isWhole])
  return (
    <PlacePage
      title="Workloads"
      path="/workloads"
      search={search}
      rows={rows}
      query={workloads}
      columns={COLUMNS}
      keyOf={({ kind, namespace, name }) => `${kind}/${namespace}/${name}`}
    />
  )
}

function workloadRow(
  { kind, namespace, name, object }: Version,
  pods: readonly KnownPod[],
): WorkloadRow {
  const spec = fieldsOf(object['spec'])
  const containers = listOf(fieldsOf(fieldsOf(spec['template'])['spec'])['containers'])
  const own = pods.filter((pod) => pod.namespace === namespace && pod.workload === name)
  return {
    kind,
    namespace,
    name,
    replicas: kind === 'DaemonSet' ? '' : textOf(spec['replicas'] ?? 1),
    restarts: own.reduce((sum, { restarts }) => sum + restarts, 0),
    images: containers.map(({ image }) => textOf(image).replace(/^.*\//, '')).join(', '),
    memory: usage(containers, 'memory'),
    cpu: usage(containers, 'cpu'),
    probes: probesOf(containers),
    incident: own.find(({ incident }) => incident !== null)?.incident ?? null,
  }
}

// Fields of a container, and what the table calls them.
const PROBES = [
  ['livenessProbe', 'live'],
  ['readinessProbe', 'ready'],
  ['startupProbe', 'startup'],
] as const

type Fields = Readonly<Record<string, unknown>>

/** Which probes any of its containers has. */
function probesOf(containers: readonly Fields[]): string {
  const known = PROBES.filter(([name]) => containers.some((one) => one[name] !== undefined))
  return known.length === 0 ? 'none' : known.map(([, word]) => word).join(', ')
}

/** `64Mi / 192Mi`: what is asked for, and the limit. */
function usage(containers: readonly Fields[], resource: 'cpu' | 'memory'): string {
  return containers
    .map((one) => {
      const resources = fieldsOf(one['resources'])
      const asked = textOf(fieldsOf(resources['requests'])[resource]) || '–'
      const limit = textOf(fieldsOf(resources['limits'])[resource]) || 'none'
      return `${asked} / ${limit}`
    })
    .join(', ')
}
