import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { BRANCHES, type Branch } from '@unloop/engine/catalogue'
import type { IncidentRow } from '../api/answers.ts'
import { ApiError } from '../api/client.ts'
import { rangeQuery } from '../api/prometheus.ts'
import { Answered } from '../parts/answered.tsx'
import { Button } from '../parts/button.tsx'
import { LineChart } from '../parts/line-chart.tsx'
import { Section } from '../parts/section.tsx'
import { SortableTable } from '../parts/sortable-table.tsx'
import { Failure, Partial } from '../parts/states.tsx'
import { incidentsQuery } from '../queries/queries.ts'
import { importGrafana, type Imported, type Panel } from './grafana.ts'
import css from '../incidents/incidents.module.css'

const KEY = 'unloop.dashboards'

/** Who crashes most, by what; and dashboards of the user's own, kept in this browser. */
export function DashboardsPage() {
  const incidents = useQuery(incidentsQuery)
  const [own, setOwn] = useState<readonly Imported[]>(kept)
  const [error, setError] = useState<unknown>(null)
  const input = useRef<HTMLInputElement>(null)
  const save = (next: readonly Imported[]) => {
    setOwn(next)
    localStorage.setItem(KEY, JSON.stringify(next))
  }
  const read = async (file: File | undefined) => {
    if (file === undefined) return
    try {
      save([...own, importGrafana(await file.text())])
      setError(null)
    } catch (cause) {
      setError(cause)
    }
  }
  return (
    <div className={css['page']} style={{ display: 'grid', gap: 22 }}>
      <div className={css['head']}>
        <h1>Dashboards</h1>
        <p>
          <Button onClick={() => input.current?.click()}>Import Grafana JSON</Button>
          <input
            ref={input}
            type="file"
            accept=".json,application/json"
            hidden
            aria-label="Dashboard of Grafana"
            onChange={(event) => void read(event.target.files?.[0])}
          />
        </p>
      </div>
      {error === null ? null : <Failure error={error} />}
      <Answered query={incidents} rows={8}>
        {(rows) => <Standing rows={rows} />}
      </Answered>
      {own.map((dashboard, index) => (
        <Section
          key={index}
          id={`own-${index}`}
          title={dashboard.title}
          tools={<Button onClick={() => save(own.filter((_, at) => at !== index))}>Remove</Button>}
        >
          <Partial gaps={dashboard.left} />
          {dashboard.panels.map((panel, at) => (
            <PanelView key={at} panel={panel} />
          ))}
        </Section>
      ))}
    </div>
  )
}

function kept(): readonly Imported[] {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? '[]') as readonly Imported[]
  } catch {
    return []
  }
}

/** What the incidents themselves tell, without any metrics. */
function Standing({ rows }: { readonly rows: readonly IncidentRow[] }) {
  const open = rows.filter(({ state }) => state === 'open')
  const branches = (Object.keys(BRANCHES) as Branch[]).map((branch) => {
    const own = open.filter((row) => row.branch === branch)
    return {
      branch,
      incidents: own.length,
      crashes: own.reduce((sum, row) => sum + row.crashes, 0),
    }
  })
  return (
    <>
      <Section id="offenders" title="Worst offenders" note="restarts since each incident opened">
        <SortableTable
          label="Workloads by restarts"
          rows={open.toSorted((a, b) => b.crashes - a.crashes).slice(0, 10)}
          keyOf={({ id }) => id}
          find=""
          sort=""
          onSort={() => undefined}
          columns={[
            { id: 'place', name: 'Workload', value: (row) => `${row.namespace}/${row.workload}` },
            { id: 'crashes', name: 'Restarts', value: ({ crashes }) => crashes },
            {
              id: 'title',
              name: 'Cause',
              value: ({ title }) => title,
              cell: ({ id, title }) => <a href={`/i/${encodeURIComponent(id)}`}>{title}</a>,
            },
          ]}
        />
      </Section>
      <Section id="branches" title="By branch of the runbook">
        <SortableTable
          label="By branch"
          rows={branches}
          keyOf={({ branch }) => branch}
          find=""
          sort=""
          onSort={() => undefined}
          columns={[
            { id: 'branch', name: 'Branch', value: ({ branch }) => BRANCHES[branch] },
            { id: 'incidents', name: 'Open incidents', value: ({ incidents }) => incidents },
            { id: 'crashes', name: 'Restarts', value: ({ crashes }) => crashes },
          ]}
        />
      </Section>
    </>
  )
}

const SPAN_S = 6 * 3_600

function PanelView({ panel }: { readonly panel: Panel }) {
  const query = useQuery({
    queryKey: ['panel', panel.queries],
    queryFn: async () => {
      const to = Math.floor(Date.now() / 1_000)
      const span = { from: to - SPAN_S, to, step: 60 }
      return (await Promise.all(panel.queries.map((one) => rangeQuery(one, span)))).flat()
    },
    refetchInterval: 60_000,
    retry: false,
  })
  return (
    <figure>
      <figcaption>{panel.title}</figcaption>
      {query.error instanceof ApiError && query.error.status === 404 ? (
        <p>This server answers no PromQL.</p>
      ) : (
        <Answered query={query} rows={3}>
          {(series) =>
            panel.kind === 'series' ? (
              <LineChart series={series} label={panel.title} height={160} />
            ) : (
              <SortableTable
                label={panel.title}
                rows={series}
                keyOf={({ labels }) => JSON.stringify(labels)}
                find=""
                sort=""
                onSort={() => undefined}
                columns={[
                  { id: 'labels', name: 'Series', value: ({ labels }) => JSON.stringify(labels) },
                  { id: 'value', name: 'Now', value: ({ points }) => points.at(-1)?.value ?? NaN },
                ]}
              />
            )
          }
        </Answered>
      )}
    </figure>
  )
}
