import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Incident } from '@unloop/engine/report'
import { rangeQuery, selector } from '../api/prometheus.ts'
import type { Curve } from '../timeline/lanes.ts'

// Three hours, a point each half minute.
const SPAN_S = 3 * 3_600
const STEP_S = 30

/** Memory and CPU of the incident's first pod, where the server has samples; none where it has not. */
export function useCurves(incident: Incident | null): {
  readonly curves: readonly Curve[]
  readonly isLoading: boolean
} {
  const query = useQuery({
    queryKey: ['curves', incident?.namespace, incident?.pods[0], incident?.container?.name],
    queryFn: () => readCurves(incident!),
    enabled: incident !== null && incident.pods.length > 0,
    refetchInterval: 15_000,
    retry: false,
  })
  const curves = useMemo(() => query.data ?? [], [query.data])
  return { curves, isLoading: query.isLoading }
}

/** Working set, limit, CPU and throttling, under cAdvisor's names. A metric that is not there gives no curve. */
async function readCurves(incident: Incident): Promise<Curve[]> {
  const to = Math.floor(Date.now() / 1_000)
  const span = { from: to - SPAN_S, to, step: STEP_S }
  const labels = selector({
    namespace: incident.namespace,
    pod: incident.pods[0] ?? '',
    container: incident.container?.name ?? '',
  })
  const [memory, limit, cpu, throttled] = await Promise.all([
    rangeQuery(`max(container_memory_working_set_bytes${labels})`, span),
    rangeQuery(`max(container_spec_memory_limit_bytes${labels})`, span),
    rangeQuery(`sum(rate(container_cpu_usage_seconds_total${labels}[2m]))`, span),
    rangeQuery(
      `sum(rate(container_cpu_cfs_throttled_periods_total${labels}[2m])) / sum(rate(container_cpu_cfs_periods_total${labels}[2m]))`,
      span,
    ),
  ])
  const curve = (
    name: string,
    unit: Curve['unit'],
    [series]: Awaited<ReturnType<typeof rangeQuery>>,
  ): Curve[] => (series === undefined ? [] : [{ name, unit, points: series.points, limit: null }])
  const most = limit[0]?.points.at(-1)?.value ?? null
  return [
    ...curve('Memory', 'bytes', memory).map((one) => ({ ...one, limit: most })),
    ...curve('CPU', 'cores', cpu),
    ...curve('Throttled', 'share', throttled),
  ]
}
