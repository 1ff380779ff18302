import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useMemo } from 'react'
import type { Column } from '../parts/sortable-table.tsx'
import { Tag } from '../parts/tag.tsx'
import { incidentsQuery } from '../queries/queries.ts'
import { fieldsOf } from '../story/revisions.ts'
import type { Version } from '../story/story.ts'
import type { Tone } from '../style/tone.ts'
import { isAnswered, objectsQuery, runsQuery } from './objects.ts'
import { PlacePage } from './place-page.tsx'
import { podsOf, type KnownPod } from './pods.ts'

const route = getRouteApi('/nodes')

type Readiness = 'ready' | 'not ready' | 'unknown'

/** A node with what happens on it. */
interface NodeRow {
  readonly name: string
  readonly readiness: Readiness
  /** Conditions that are true beside `Ready`, such as `DiskPressure`. */
  readonly troubles: string
  /** Pods of which runs are known. */
  readonly pods: number
  readonly failing: number
  readonly restarts: number
}

const TONES: Readonly<Record<Readiness, Tone>> = {
  ready: 'good',
  'not ready': 'bad',
  unknown: 'calm',
}

const COLUMNS: readonly Column<NodeRow>[] = [
  { id: 'name', name: 'Node', value: ({ name }) => name },
  {
    id: 'ready',
    name: 'Ready',
    value: ({ readiness }) => readiness,
    cell: ({ readiness }) => <Tag tone={TONES[readiness]}>{readiness}</Tag>,
  },
  { id: 'troubles', name: 'Pressure', value: ({ troubles }) => troubles },
  { id: 'failing', name: 'Pods with an incident', value: ({ failing }) => failing },
  { id: 'pods', name: 'Pods with runs', value: ({ pods }) => pods },
  { id: 'restarts', name: 'Restarts', value: ({ restarts }) => restarts },
]

/** All nodes, by their conditions and the pods that crash on them. */
export function NodesPage() {
  const search = route.useSearch()
  const nodes = useQuery(objectsQuery('Node'))
  const runs = useQuery(runsQuery)
  const incidents = useQuery(incidentsQuery)
  const isWhole = [runs, incidents].every(isAnswered)
  const rows = useMemo(() => {
    if (!isWhole) return undefined
    const pods = podsOf(runs.data ?? [], incidents.data ?? [])
    return nodes.data?.map((node) => nodeRow(node, pods))
  }, [nodes.data, runs.data, incidents.data, isWhole])
  return (
    <PlacePage
      title="Nodes"
      path="/nodes"
      search={search}
      rows={rows}
      query={nodes}
      columns={COLUMNS}
      keyOf={({ name }) => name}
    />
  )
}

/** The server keeps each condition's state by its type. */
function nodeRow({ name, object }: Version, pods: readonly KnownPod[]): NodeRow {
  const { Ready: ready, ...others } = fieldsOf(object['conditions'])
  const own = pods.filter(({ node }) => node === name)
  return {
    name,
    readiness: ready === 'True' ? 'ready' : ready === undefined ? 'unknown' : 'not ready',
    troubles: Object.entries(others)
      .filter(([, state]) => state === 'True')
      .map(([type]) => type)
      .join(', '),
    pods: own.length,
    failing: own.filter(({ incident }) => incident !== null).length,
    restarts: own.reduce((sum, { restarts }) => sum + restarts, 0),
  }
}
