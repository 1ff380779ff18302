import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useDeferredValue, useMemo, useRef, useState } from 'react'
import { BRANCHES } from '@unloop/engine/catalogue'
import { useKeys } from '../keys/keys.ts'
import { Answered } from '../parts/answered.tsx'
import { Button } from '../parts/button.tsx'
import { Empty, Partial } from '../parts/states.tsx'
import { useNow } from '../preferences/now.ts'
import { incidentsQuery, statusQuery } from '../queries/queries.ts'
import { SORTS, STATES, type IncidentsSearch } from '../routes/search.ts'
import { listRows } from './families.ts'
import { IncidentList } from './incident-list.tsx'
import css from './incidents.module.css'
import parts from '../parts/parts.module.css'

const route = getRouteApi('/')

/** All incidents by the filters of the address. */
export function IncidentsPage() {
  const search = route.useSearch()
  const navigate = useNavigate()
  const query = useQuery(incidentsQuery)
  const status = useQuery(statusQuery)
  const set = (next: IncidentsSearch) => void navigate({ to: '/', search: next, replace: true })
  const gaps = (status.data?.clusters ?? []).flatMap(({ gaps: own }) => own as readonly string[])
  return (
    <div className={css['page']}>
      <Heading count={query.data?.filter(({ state }) => state === 'open').length ?? null} />
      <Filters search={search} onChange={set} />
      <Partial gaps={gaps} />
      <Answered query={query} rows={10}>
        {(all) => (
          <Rows
            all={all}
            search={search}
            isWatching={status.data === undefined || status.data.clusters.length > 0}
            onClear={() => set({})}
          />
        )}
      </Answered>
    </div>
  )
}

/** How many are open; null while that is not known. */
function Heading({ count }: { readonly count: number | null }) {
  return (
    <div className={css['head']}>
      <h1>{count === null ? 'Incidents' : count === 1 ? '1 incident' : `${count} incidents`}</h1>
      <p>one a cause; what follows from another stands under it</p>
    </div>
  )
}

/** The filters, and where a change of them goes. */
interface FiltersProps {
  readonly search: IncidentsSearch
  readonly onChange: (search: IncidentsSearch) => void
}

// As the choice of an order words them.
const SORT_WORDS: Readonly<Record<(typeof SORTS)[number], string>> = {
  urgency: 'most urgent first',
  newest: 'newest first',
  restarts: 'most crashes first',
  confidence: 'surest first',
}

/** Words, state, branch and order. */
function Filters({ search, onChange }: FiltersProps) {
  const input = useRef<HTMLInputElement>(null)
  // The field answers at once; the address follows when the list has.
  const [text, setText] = useState(search.q ?? '')
  const change = (q: string) => {
    setText(q)
    const { q: _old, ...rest } = search
    onChange(q === '' ? rest : { ...rest, q })
  }
  useKeys([{ keys: '/', label: 'Find', run: () => input.current?.focus() }])
  return (
    <div className={css['bar']} role="search">
      <input
        ref={input}
        type="search"
        className={parts['field']}
        placeholder="Workload, cause, words …"
        aria-label="Filter incidents"
        value={text}
        onChange={(event) => change(event.target.value)}
      />
      <div className={css['views']} role="group" aria-label="State">
        {STATES.map((state) => (
          <Button
            key={state}
            aria-pressed={(search.state ?? 'open') === state}
            onClick={() => onChange({ ...search, state })}
          >
            {state}
          </Button>
        ))}
      </div>
      <select
        className={parts['field']}
        aria-label="Branch"
        value={search.branch ?? ''}
        onChange={(event) => onChange({ ...search, branch: event.target.value })}
      >
        <option value="">every branch</option>
        {Object.entries(BRANCHES).map(([branch, words]) => (
          <option key={branch} value={branch}>
            {words.split(':')[0]}
          </option>
        ))}
      </select>
      <select
        className={parts['field']}
        aria-label="Order"
        value={search.sort ?? 'urgency'}
        onChange={(event) => onChange({ ...search, sort: event.target.value as never })}
      >
        {SORTS.map((sort) => (
          <option key={sort} value={sort}>
            {SORT_WORDS[sort]}
          </option>
        ))}
      </select>
    </div>
  )
}

/** What is known, and what is asked for. */
interface RowsProps {
  readonly all: readonly Parameters<typeof listRows>[0][number][]
  readonly search: IncidentsSearch
  /** False where the server watches no cluster, so that nothing can appear. */
  readonly isWatching: boolean
  readonly onClear: () => void
}

/** The rows that fit, or why there are none. Typing goes before drawing them. */
function Rows({ all, search, isWatching, onClear }: RowsProps) {
  const nowMs = useNow()
  // A state such as "new" depends on the time: once a minute is often enough.
  const minute = Math.floor(nowMs / 60_000) * 60_000
  const asked = useDeferredValue(search)
  const rows = useMemo(() => listRows(all, asked, minute), [all, asked, minute])
  if (rows.length > 0) return <IncidentList rows={rows} />
  if (all.length === 0) return isWatching ? <NothingCrashes /> : <NothingWatched />
  return (
    <Empty title="No incident fits these filters">
      <p>{all.length} are known in all.</p>
      <Button onClick={onClear}>Show those that are open</Button>
    </Empty>
  )
}

const DumpHint = () => (
  <p>
    Of another cluster, <a href="/drop">diagnose a dump</a>.
  </p>
)

const NothingCrashes = () => (
  <Empty title="Nothing crashes">
    <p>No incident was ever seen here. New ones appear by themselves.</p>
    <DumpHint />
  </Empty>
)

const NothingWatched = () => (
  <Empty title="No cluster is watched">
    <p>
      This server only takes in what is sent to it. Start <code>unloop serve</code> with a
      kubeconfig, or with <code>--context NAME</code>, to see crashes here;{' '}
      <code>unloop serve --demo</code> shows a recorded cluster.
    </p>
    <DumpHint />
  </Empty>
)
