import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../api/client.ts'
import type { EventRow } from '../api/answers.ts'
import { Answered } from '../parts/answered.tsx'
import { Moment } from '../parts/moment.tsx'
import { SortableTable, type Column } from '../parts/sortable-table.tsx'
import { Tag } from '../parts/tag.tsx'
import type { ExploreSearch } from '../routes/search.ts'
import { millis } from '../story/millis.ts'
import { asked } from './asked.ts'

const COLUMNS: readonly Column<EventRow>[] = [
  {
    id: 'ts',
    name: 'Last seen',
    value: ({ ts }) => -(millis(ts) ?? 0),
    cell: ({ ts }) => <Moment ms={millis(ts) ?? 0} />,
  },
  {
    id: 'reason',
    name: 'Reason',
    value: ({ reason }) => reason,
    cell: ({ reason, type }) => <Tag tone={type === 'Warning' ? 'bad' : 'calm'}>{reason}</Tag>,
  },
  {
    id: 'name',
    name: 'Object',
    value: ({ namespace, kind, name }) => `${namespace}/${kind}/${name}`,
  },
  { id: 'count', name: 'Count', value: ({ count }) => count },
  { id: 'message', name: 'Message', value: ({ message }) => message },
]

/** The newest events that fit the place and time; the words narrow what is here. */
export function EventsTab({ search }: { readonly search: ExploreSearch }) {
  const [sort, setSort] = useState('')
  const query = useQuery({
    queryKey: ['explore', 'events', search],
    queryFn: async () => (await api.events({ ...asked(search), limit: 2_000 })).records,
  })
  return (
    <Answered query={query} rows={8}>
      {(rows) => (
        <SortableTable
          label="Events"
          rows={rows}
          columns={COLUMNS}
          keyOf={(row) => `${row.ts}/${row.name}/${row.reason}/${row.count}/${row.message}`}
          find={search.q ?? ''}
          sort={sort}
          onSort={setSort}
        />
      )}
    </Answered>
  )
}
