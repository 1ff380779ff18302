import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useMemo } from 'react'
import type { Column } from '../parts/sortable-table.tsx'
import { Moment } from '../parts/moment.tsx'
import { Tag } from '../parts/tag.tsx'
import { objectsQuery, podRow, type PodRow } from './objects.ts'
import { PlacePage } from './place-page.tsx'

const route = getRouteApi('/pods')

const COLUMNS: readonly Column<PodRow>[] = [
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
    id: 'status',
    name: 'Status',
    value: ({ status }) => status,
    cell: ({ status, isWell }) => <Tag tone={isWell ? 'good' : 'bad'}>{status}</Tag>,
  },
  { id: 'ready', name: 'Ready', value: ({ ready }) => ready },
  { id: 'restarts', name: 'Restarts', value: ({ restarts }) => restarts },
  { id: 'probes', name: 'Probes', value: ({ probes }) => probes },
  { id: 'memory', name: 'Memory asked / limit', value: ({ memory }) => memory },
  { id: 'cpu', name: 'CPU asked / limit', value: ({ cpu }) => cpu },
  { id: 'node', name: 'Node', value: ({ node }) => node },
  {
    id: 'age',
    name: 'Made',
    value: ({ ageMs }) => -ageMs,
    cell: ({ ageMs }) => <Moment ms={ageMs} />,
  },
]

export function PodsPage() {
  const search = route.useSearch()
  const { data, error } = useQuery(objectsQuery('Pod'))
  const rows = useMemo(() => data?.map(podRow), [data])
  return (
    <PlacePage
      title="Pods"
      path="/pods"
      search={search}
      rows={rows}
      error={error}
      columns={COLUMNS}
      keyOf={({ namespace, name }) => `${namespace}/${name}`}
    />
  )
}
