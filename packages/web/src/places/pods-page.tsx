import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useMemo } from 'react'
import type { Column } from '../parts/sortable-table.tsx'
import { Moment } from '../parts/moment.tsx'
import { Tag } from '../parts/tag.tsx'
import { incidentsQuery } from '../queries/queries.ts'
import { IncidentLink } from './incident-link.tsx'
import { isAnswered, runsQuery } from './objects.ts'
import { PlacePage } from './place-page.tsx'
import { podsOf, type KnownPod } from './pods.ts'

const route = getRouteApi('/pods')

const COLUMNS: readonly Column<KnownPod>[] = [
  { id: 'namespace', name: 'Namespace', value: ({ namespace }) => namespace },
  {
    id: 'name',
    name: 'Pod',
    value: ({ name }) => name,
    cell: ({ namespace, name }) => (
      <a href={`/explore?ns=${encodeURIComponent(namespace)}&pod=${encodeURIComponent(name)}`}>
        {name}
      </a>
    ),
  },
  {
    id: 'state',
    name: 'Last run',
    value: ({ state }) => state,
    cell: ({ state, tone }) => <Tag tone={tone}>{state}</Tag>,
  },
  { id: 'restarts', name: 'Restarts', value: ({ restarts }) => restarts },
  {
    id: 'started',
    name: 'Started',
    value: ({ startedMs }) => -(startedMs ?? 0),
    cell: ({ startedMs }) => (startedMs === null ? 'never' : <Moment ms={startedMs} />),
  },
  { id: 'node', name: 'Node', value: ({ node }) => node },
  {
    id: 'incident',
    name: 'Incident',
    value: ({ incident }) => incident?.title ?? '',
    cell: ({ incident }) => <IncidentLink incident={incident} />,
  },
]

/** All pods of which runs are known. */
export function PodsPage() {
  const search = route.useSearch()
  const runs = useQuery(runsQuery)
  const incidents = useQuery(incidentsQuery)
  const isWhole = isAnswered(incidents)
  const rows = useMemo(
    () =>
      runs.data === undefined || !isWhole ? undefined : podsOf(runs.data, incidents.data ?? []),
    [runs.data, incidents.data, isWhole],
  )
  return (
    <PlacePage
      title="Pods"
      path="/pods"
      search={search}
      rows={rows}
      query={runs}
      columns={COLUMNS}
      keyOf={({ namespace, name }) => `${namespace}/${name}`}
    />
  )
}
