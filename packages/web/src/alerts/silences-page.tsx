import { useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { Answered } from '../parts/answered.tsx'
import { Button } from '../parts/button.tsx'
import { Moment } from '../parts/moment.tsx'
import { SortableTable, type Column } from '../parts/sortable-table.tsx'
import { Empty } from '../parts/states.tsx'
import { Tag } from '../parts/tag.tsx'
import { isWithoutNotifier, silencesQuery, type Silence } from './api.ts'
import { ExpireDialog } from './expire-dialog.tsx'
import { matchersText } from './matchers.ts'
import { SilenceDialog } from './silence-dialog.tsx'
import css from '../incidents/incidents.module.css'

const route = getRouteApi('/silences')

const COLUMNS: readonly Column<Silence>[] = [
  { id: 'matchers', name: 'Silences', value: ({ matchers }) => matchersText(matchers) },
  {
    id: 'state',
    name: 'State',
    value: ({ status }) => status.state,
    cell: ({ status }) => (
      <Tag tone={status.state === 'active' ? 'warn' : 'calm'}>{status.state}</Tag>
    ),
  },
  {
    id: 'ends',
    name: 'Ends',
    value: ({ endsAt }) => Date.parse(endsAt),
    cell: ({ endsAt }) => <Moment ms={Date.parse(endsAt)} />,
  },
  { id: 'by', name: 'By', value: ({ createdBy }) => createdBy },
  { id: 'comment', name: 'Why', value: ({ comment }) => comment },
]

/** Silences made and expired; what a new one is to match may stand in the address. */
export function SilencesPage() {
  const { match } = route.useSearch()
  const navigate = useNavigate()
  const client = useQueryClient()
  const query = useQuery(silencesQuery)
  const [sort, setSort] = useState('')
  const [ending, setEnding] = useState<Silence | null>(null)
  // A space opens the dialog with nothing in it: an empty value would be left out of the address.
  const ask = (next: string | null) =>
    void navigate({ to: '/silences', search: next === null ? {} : { match: next }, replace: true })
  const done = () => {
    void client.invalidateQueries({ queryKey: silencesQuery.queryKey })
    setEnding(null)
    ask(null)
  }
  const columns: readonly Column<Silence>[] = [
    ...COLUMNS,
    {
      id: 'expire',
      name: 'Expire',
      value: () => '',
      cell: (silence) =>
        silence.status.state === 'expired' ? null : (
          <Button onClick={() => setEnding(silence)}>Expire</Button>
        ),
    },
  ]
  const cannot = isWithoutNotifier(query.error) ? query.error : null
  return (
    <div className={css['page']}>
      <div className={css['head']}>
        <h1>Silences</h1>
        {query.data === undefined ? null : <Button onClick={() => ask(' ')}>New silence</Button>}
      </div>
      {cannot !== null ? (
        <Empty title="This server notifies nobody">
          <p>{cannot.message}</p>
        </Empty>
      ) : (
        <Answered query={query} rows={6}>
          {(silences) => (
            <SortableTable
              label="Silences"
              rows={silences}
              columns={columns}
              keyOf={({ id }) => id}
              find=""
              sort={sort}
              onSort={setSort}
              none={
                <Empty title="Nothing is silenced">
                  <p>A silence keeps alerts from being sent, for a time; they still show here.</p>
                </Empty>
              }
            />
          )}
        </Answered>
      )}
      {match === undefined || query.data === undefined ? null : (
        <SilenceDialog match={match.trim()} onClose={() => ask(null)} onDone={done} />
      )}
      {ending === null ? null : (
        <ExpireDialog silence={ending} onClose={() => setEnding(null)} onDone={done} />
      )}
    </div>
  )
}
