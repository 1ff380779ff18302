import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../api/client.ts'
import type { TraceRow } from '../api/answers.ts'
import { Answered } from '../parts/answered.tsx'
import { Moment } from '../parts/moment.tsx'
import { SortableTable, type Column } from '../parts/sortable-table.tsx'
import { Tag } from '../parts/tag.tsx'
import type { ExploreSearch } from '../routes/search.ts'
import { millis } from '../story/millis.ts'
import { asked } from './asked.ts'

const COLUMNS: readonly Column<TraceRow>[] = [
  {
    id: 'began',
    name: 'Began',
    value: ({ began }) => -(millis(began) ?? 0),
    cell: ({ began }) => <Moment ms={millis(began) ?? 0} />,
  },
  { id: 'service', name: 'Service', value: ({ service }) => service },
  { id: 'name', name: 'Name', value: ({ name }) => name },
  {
    id: 'duration',
    name: 'Took',
    value: ({ duration_ns }) => Number(duration_ns),
    cell: ({ duration_ns }) => `${(Number(duration_ns) / 1e6).toFixed(1)} ms`,
  },
  { id: 'spans', name: 'Spans', value: ({ spans }) => Number(spans) },
  {
    id: 'errors',
    name: 'Failed',
    value: ({ errors }) => Number(errors),
    cell: ({ errors }) => (Number(errors) === 0 ? '' : <Tag tone="bad">{`${errors} failed`}</Tag>),
  },
]

/** Traces of a place and time; the field narrows to one service. */
export function TracesTab({ search }: { readonly search: ExploreSearch }) {
  const [sort, setSort] = useState('')
  const query = useQuery({
    queryKey: ['explore', 'traces', search],
    queryFn: async () =>
      (
        await api.traces({
          ...asked(search),
          limit: 500,
          ...(search.q === undefined ? {} : { service: search.q }),
        })
      ).records,
  })
  return (
    <Answered query={query} rows={8}>
      {(rows) => (
        <SortableTable
          label="Traces"
          rows={rows}
          columns={COLUMNS}
          keyOf={({ trace_id }) => trace_id}
          find=""
          sort={sort}
          onSort={setSort}
        />
      )}
    </Answered>
  )
}
