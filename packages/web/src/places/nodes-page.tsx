import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useMemo } from 'react'
import type { Column } from '../parts/sortable-table.tsx'
import { Tag } from '../parts/tag.tsx'
import { fieldsOf } from '../story/revisions.ts'
import type { Version } from '../story/story.ts'
import { listOf, objectsQuery, textOf } from './objects.ts'
import { PlacePage } from './place-page.tsx'

const route = getRouteApi('/nodes')

interface NodeRow {
  readonly name: string
  readonly isReady: boolean
  readonly troubles: string
  readonly pods: number
  readonly cpu: string
  readonly memory: string
  readonly version: string
  readonly runtime: string
}

const COLUMNS: readonly Column<NodeRow>[] = [
  { id: 'name', name: 'Node', value: ({ name }) => name },
  {
    id: 'ready',
    name: 'Ready',
    value: ({ isReady }) => (isReady ? 'ready' : 'not ready'),
    cell: ({ isReady }) => (
      <Tag tone={isReady ? 'good' : 'bad'}>{isReady ? 'ready' : 'not ready'}</Tag>
    ),
  },
  { id: 'troubles', name: 'Pressure', value: ({ troubles }) => troubles },
  { id: 'pods', name: 'Pods', value: ({ pods }) => pods },
  { id: 'cpu', name: 'CPU', value: ({ cpu }) => cpu },
  { id: 'memory', name: 'Memory', value: ({ memory }) => memory },
  { id: 'version', name: 'Kubelet', value: ({ version }) => version },
  { id: 'runtime', name: 'Runtime', value: ({ runtime }) => runtime },
]

export function NodesPage() {
  const search = route.useSearch()
  const nodes = useQuery(objectsQuery('Node'))
  const pods = useQuery(objectsQuery('Pod'))
  const rows = useMemo(
    () => nodes.data?.map((node) => nodeRow(node, pods.data ?? [])),
    [nodes.data, pods.data],
  )
  return (
    <PlacePage
      title="Nodes"
      path="/nodes"
      search={search}
      rows={rows}
      error={nodes.error}
      columns={COLUMNS}
      keyOf={({ name }) => name}
    />
  )
}

function nodeRow({ name, object }: Version, pods: readonly Version[]): NodeRow {
  const status = fieldsOf(object['status'])
  const conditions = listOf(status['conditions'])
  const info = fieldsOf(status['nodeInfo'])
  const capacity = fieldsOf(status['allocatable'] ?? status['capacity'])
  return {
    name,
    isReady: conditions.some(({ type, status: is }) => type === 'Ready' && is === 'True'),
    troubles: conditions
      .filter(({ type, status: is }) => type !== 'Ready' && is === 'True')
      .map(({ type }) => textOf(type))
      .join(', '),
    pods: pods.filter((pod) => fieldsOf(pod.object['spec'])['nodeName'] === name).length,
    cpu: textOf(capacity['cpu']),
    memory: textOf(capacity['memory']),
    version: textOf(info['kubeletVersion']),
    runtime: textOf(info['containerRuntimeVersion']),
  }
}
