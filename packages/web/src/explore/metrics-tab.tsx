import { useQuery } from '@tanstack/react-query'
import { ApiError } from '../api/client.ts'
import { rangeQuery } from '../api/prometheus.ts'
import { Answered } from '../parts/answered.tsx'
import { Empty } from '../parts/states.tsx'
import { LineChart } from '../parts/line-chart.tsx'
import type { ExploreSearch } from '../routes/search.ts'
import { spanMs } from './asked.ts'

// About as many as a chart has pixels for.
const POINTS = 240

/** A range query of the field's text. */
export function MetricsTab({ search }: { readonly search: ExploreSearch }) {
  const expression = search.q ?? ''
  const query = useQuery({
    queryKey: ['explore', 'metrics', search],
    queryFn: () => {
      const to = Math.floor(Date.now() / 1_000)
      const seconds = spanMs(search.last) / 1_000
      // Seconds; scrapes are seldom closer than five.
      const step = Math.max(5, Math.round(seconds / POINTS))
      return rangeQuery(expression, { from: to - seconds, to, step })
    },
    enabled: expression !== '',
    retry: false,
  })
  if (expression === '')
    return (
      <Empty title="Ask in PromQL">
        <p>
          Such as <code>unloop_incident</code> or <code>up</code>. What is sent by remote write or
          OTLP, and what is scraped, can be asked for.
        </p>
      </Empty>
    )
  if (query.error instanceof ApiError && query.error.status === 404)
    return (
      <Empty title="This server answers no PromQL">
        <p>Its /api/v1/query_range is not there.</p>
      </Empty>
    )
  return (
    <Answered query={query} rows={8}>
      {(series) =>
        series.length === 0 ? (
          <Empty title="No series">
            <p>Nothing was kept in this time that the query selects.</p>
          </Empty>
        ) : (
          <LineChart series={series} label={expression} />
        )
      }
    </Answered>
  )
}
