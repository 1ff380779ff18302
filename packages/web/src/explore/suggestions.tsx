import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { labelNames, metricNames } from '../api/prometheus.ts'
import { runsQuery } from '../places/objects.ts'
import type { ExploreSearch } from '../routes/search.ts'
import { completions } from './completions.ts'

// Names change seldom.
const FRESH_MS = 60_000
// Beyond it the browser's list is slow, and nobody reads on.
const MOST = 200

/** What each field of the page may be completed to, as lists that the browser offers. */
export function Suggestions({
  search,
  text,
}: {
  readonly search: ExploreSearch
  readonly text: string
}) {
  const isMetrics = search.tab === 'metrics'
  const asked = { enabled: isMetrics, staleTime: FRESH_MS, retry: false }
  const metrics = useQuery({ queryKey: ['metric names'], queryFn: metricNames, ...asked })
  const labels = useQuery({ queryKey: ['label names'], queryFn: labelNames, ...asked })
  const runs = useQuery({ ...runsQuery, refetchInterval: FRESH_MS, staleTime: FRESH_MS })
  const places = useMemo(() => runs.data ?? [], [runs.data])
  const pods = places.filter(({ namespace }) => (search.ns ?? '') === '' || namespace === search.ns)
  const queries = isMetrics
    ? completions(text, { metrics: metrics.data ?? [], labels: labels.data ?? [] })
    : []
  return (
    <>
      <Options id="explore-queries" values={queries} />
      <Options id="explore-ns" values={places.map(({ namespace }) => namespace)} />
      <Options id="explore-pod" values={pods.map(({ pod }) => pod)} />
    </>
  )
}

/** A list of completions under an id that a field refers to. */
function Options({ id, values }: { readonly id: string; readonly values: readonly string[] }) {
  return (
    <datalist id={id}>
      {[...new Set(values)].slice(0, MOST).map((value) => (
        <option key={value} value={value} />
      ))}
    </datalist>
  )
}
