import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useMemo } from 'react'
import type { IncidentRow } from '../api/answers.ts'
import type { Column } from '../parts/sortable-table.tsx'
import { Tag } from '../parts/tag.tsx'
import { incidentsQuery } from '../queries/queries.ts'
import { fieldsOf } from '../story/revisions.ts'
import type { Version } from '../story/story.ts'
import { listOf, objectsQuery, textOf } from './objects.ts'
import { PlacePage } from './place-page.tsx'

const route = getRouteApi('/workloads')

interface WorkloadRow {
  readonly kind: string
  readonly namespace: string
  readonly name: string
  readonly ready: number
  readonly wanted: number
  readonly images: string
  readonly incident: IncidentRow | null
}

const COLUMNS: readonly Column<WorkloadRow>[] = [
  { id: 'namespace', name: 'Namespace', value: ({ namespace }) => namespace },
  { id: 'name', name: 'Workload', value: ({ name }) => name },
  { id: 'kind', name: 'Kind', value: ({ kind }) => kind },
  {
    id: 'ready',
    name: 'Ready',
    value: ({ ready, wanted }) => ready - wanted,
    cell: ({ ready, wanted }) => (
      <Tag tone={ready >= wanted ? 'good' : 'bad'}>
        {ready} of {wanted}
      </Tag>
    ),
  },
  {
    id: 'restarts',
    name: 'Restarts',
    value: ({ incident }) => incident?.crashes ?? 0,
  },
  { id: 'images', name: 'Images', value: ({ images }) => images },
  {
    id: 'incident',
    name: 'Incident',
    value: ({ incident }) => incident?.title ?? '',
    cell: ({ incident }) =>
      incident === null ? (
        ''
      ) : (
        <a href={`/i/${encodeURIComponent(incident.id)}`}>{incident.title}</a>
      ),
  },
]

export function WorkloadsPage() {
  const search = route.useSearch()
  const deployments = useQuery(objectsQuery('Deployment'))
  const sets = useQuery(objectsQuery('StatefulSet'))
  const daemons = useQuery(objectsQuery('DaemonSet'))
  const incidents = useQuery(incidentsQuery)
  const rows = useMemo(() => {
    if (deployments.data === undefined) return undefined
    const all = [...deployments.data, ...(sets.data ?? []), ...(daemons.data ?? [])]
    return all.map((one) => workloadRow(one, incidents.data ?? []))
  }, [deployments.data, sets.data, daemons.data, incidents.data])
  return (
    <PlacePage
      title="Workloads"
      path="/workloads"
      search={search}
      rows={rows}
      error={deployments.error}
      columns={COLUMNS}
      keyOf={({ kind, namespace, name }) => `${kind}/${namespace}/${name}`}
    />
  )
}

function workloadRow(
  { kind, namespace, name, object }: Version,
  incidents: readonly IncidentRow[],
): WorkloadRow {
  const [spec, status] = [fieldsOf(object['spec']), fieldsOf(object['status'])]
  const containers = listOf(fieldsOf(fieldsOf(spec['template'])['spec'])['containers'])
  const isOwn = (row: IncidentRow): boolean =>
    row.state === 'open' && row.namespace === namespace && row.workload === name
  return {
    kind,
    namespace,
    name,
    ready: Number(status['readyReplicas'] ?? status['numberReady'] ?? 0),
    wanted: Number(spec['replicas'] ?? status['desiredNumberScheduled'] ?? 1),
    images: containers.map(({ image }) => textOf(image).replace(/^.*\//, '')).join(', '),
    incident: incidents.find(isOwn) ?? null,
  }
}
