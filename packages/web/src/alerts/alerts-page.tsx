import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ApiError, fetchJson } from '../api/client.ts'
import { Moment } from '../parts/moment.tsx'
import { SortableTable, type Column } from '../parts/sortable-table.tsx'
import { Empty, Failure, Loading } from '../parts/states.tsx'
import { Tag } from '../parts/tag.tsx'
import css from '../incidents/incidents.module.css'

/** An alert as Alertmanager's API v2 gives it. */
interface Alert {
  readonly fingerprint: string
  readonly labels: Readonly<Record<string, string>>
  readonly annotations: Readonly<Record<string, string>>
  readonly startsAt: string
  readonly status: { readonly state: string; readonly silencedBy: readonly string[] }
}

/** A silence of the same API. */
interface Silence {
  readonly id: string
  readonly comment: string
  readonly createdBy: string
  readonly startsAt: string
  readonly endsAt: string
  readonly status: { readonly state: string }
  readonly matchers: readonly {
    readonly name: string
    readonly value: string
    readonly isRegex: boolean
    readonly isEqual?: boolean
  }[]
}

const ALERTS: readonly Column<Alert>[] = [
  { id: 'name', name: 'Alert', value: ({ labels }) => labels['alertname'] ?? '' },
  {
    id: 'state',
    name: 'State',
    value: ({ status }) => status.state,
    cell: ({ status }) => (
      <Tag tone={status.state === 'active' ? 'bad' : 'calm'}>{status.state}</Tag>
    ),
  },
  {
    id: 'since',
    name: 'Since',
    value: ({ startsAt }) => -Date.parse(startsAt),
    cell: ({ startsAt }) => <Moment ms={Date.parse(startsAt)} />,
  },
  {
    id: 'what',
    name: 'What',
    value: ({ annotations }) => annotations['summary'] ?? annotations['description'] ?? '',
  },
  { id: 'labels', name: 'Labels', value: ({ labels }) => pairs(labels) },
]

const SILENCES: readonly Column<Silence>[] = [
  { id: 'matchers', name: 'Silences', value: matchersText },
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

export function AlertsPage() {
  return (
    <ApiTable
      title="Alerts"
      path="/api/v2/alerts"
      columns={ALERTS}
      keyOf={({ fingerprint }) => fingerprint}
    />
  )
}

export function SilencesPage() {
  return (
    <ApiTable title="Silences" path="/api/v2/silences" columns={SILENCES} keyOf={({ id }) => id} />
  )
}

interface ApiTableProps<Row> {
  readonly title: string
  readonly path: string
  readonly columns: readonly Column<Row>[]
  readonly keyOf: (row: Row) => string
}

function ApiTable<Row>({ title, path, columns, keyOf }: ApiTableProps<Row>) {
  const [sort, setSort] = useState('')
  const query = useQuery({
    queryKey: [path],
    queryFn: () => fetchJson<readonly Row[]>(path),
    refetchInterval: 10_000,
    retry: false,
  })
  return (
    <div className={css['page']}>
      <div className={css['head']}>
        <h1>{title}</h1>
      </div>
      {query.error instanceof ApiError && query.error.status === 404 ? (
        <Empty title="This server sends no alerts">
          <p>
            It has no Alertmanager API. <code>/metrics</code> holds <code>unloop_incident</code> and{' '}
            <code>unloop_crashes_total</code>, on which any Prometheus can alert.
          </p>
        </Empty>
      ) : query.error !== null ? (
        <Failure error={query.error} />
      ) : query.data === undefined ? (
        <Loading rows={6} />
      ) : (
        <SortableTable
          label={title}
          rows={query.data}
          columns={columns}
          keyOf={keyOf}
          find=""
          sort={sort}
          onSort={setSort}
        />
      )}
    </div>
  )
}

const pairs = (labels: Readonly<Record<string, string>>): string =>
  Object.entries(labels)
    .filter(([name]) => name !== 'alertname')
    .map(([name, value]) => `${name}=${value}`)
    .join(', ')

function matchersText({ matchers }: Silence): string {
  return matchers
    .map(
      ({ name, value, isRegex, isEqual = true }) =>
        `${name}${isEqual ? '=' : '!'}${isRegex ? '~' : isEqual ? '' : '='}${value}`,
    )
    .join(', ')
}
