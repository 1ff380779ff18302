import { useQuery } from '@tanstack/react-query'
import { ApiError } from '../api/client.ts'
import { rangeQuery } from '../api/prometheus.ts'
import { Answered } from '../parts/answered.tsx'
import { LineChart } from '../parts/line-chart.tsx'
import { SortableTable } from '../parts/sortable-table.tsx'
import type { Panel } from './grafana.ts'

// Six hours.
const SPAN_S = 6 * 3_600

/** One panel with the answers to its queries over the last hours. */
export function PanelView({ panel }: { readonly panel: Panel }) {
  const query = useQuery({
    queryKey: ['panel', panel.queries],
    queryFn: async () => {
      const to = Math.floor(Date.now() / 1_000)
      // A point a minute.
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
            series.length === 0 ? (
              <p>Nothing was kept that its queries select.</p>
            ) : panel.kind === 'series' ? (
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
