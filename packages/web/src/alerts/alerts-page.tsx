import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Answered } from '../parts/answered.tsx'
import { Moment } from '../parts/moment.tsx'
import { SortableTable, type Column } from '../parts/sortable-table.tsx'
import { Empty } from '../parts/states.tsx'
import { Tag } from '../parts/tag.tsx'
import { alertsQuery, isWithoutNotifier, type Alert } from './api.ts'
import { matchersOfLabels } from './matchers.ts'
import css from '../incidents/incidents.module.css'

// The number of `value` orders: negative times put the newest first.
const COLUMNS: readonly Column<Alert>[] = [
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
  {
    id: 'silence',
    name: 'Silence',
    value: () => '',
    cell: ({ labels }) => (
      <a href={`/silences?match=${encodeURIComponent(matchersOfLabels(labels))}`}>Silence it</a>
    ),
  },
]

/** Alerts that fire or are pending, with a way to silence each; where nobody is notified, how else to be told. */
export function AlertsPage() {
  const [sort, setSort] = useState('')
  const query = useQuery(alertsQuery)
  return (
    <div className={css['page']}>
      <div className={css['head']}>
        <h1>Alerts</h1>
      </div>
      {isWithoutNotifier(query.error) ? (
        <Empty title="This server has no alerts">
          <p>
            <code>/metrics</code> holds <code>unloop_incident</code> and{' '}
            <code>unloop_crashes_total</code>, on which any Prometheus can alert.
          </p>
        </Empty>
      ) : (
        <Answered query={query} rows={6}>
          {(alerts) => (
            <SortableTable
              label="Alerts"
              rows={alerts}
              columns={COLUMNS}
              keyOf={({ fingerprint }) => fingerprint}
              find=""
              sort={sort}
              onSort={setSort}
              none={
                <Empty title="Nothing fires">
                  <p>Alerts appear here by themselves.</p>
                </Empty>
              }
            />
          )}
        </Answered>
      )}
    </div>
  )
}

/** Labels as one text to find and sort by; the alert's name has a column of its own. */
const pairs = (labels: Readonly<Record<string, string>>): string =>
  Object.entries(labels)
    .filter(([name]) => name !== 'alertname')
    .map(([name, value]) => `${name}=${value}`)
    .join(', ')
