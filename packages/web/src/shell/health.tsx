import type { UseQueryResult } from '@tanstack/react-query'
import type { Status } from '../api/answers.ts'
import { useNow } from '../preferences/now.ts'
import { ago } from '../words/clock.ts'
import css from './shell.module.css'

// A look is due every few seconds; after this it failed or hangs.
const STALE_MS = 90_000

/** How fresh what is shown is: the oldest look at any cluster. */
export function Health({ query }: { readonly query: UseQueryResult<Status> }) {
  const now = useNow()
  const { text, isStale } = healthOf(query, now)
  return (
    <span className={`${css['health']} ${isStale ? css['stale'] : css['wide']}`} role="status">
      {text}
    </span>
  )
}

/** What the corner says: that the server is gone, that a cluster cannot be read, else the age of the oldest look. */
function healthOf(
  { data, error }: UseQueryResult<Status>,
  now: number,
): { readonly text: string; readonly isStale: boolean } {
  if (error !== null) return { text: '▲ server lost', isStale: true }
  if (data === undefined) return { text: '', isStale: false }
  const failing = data.clusters.find((cluster) => cluster['error'] != null)
  if (failing !== undefined)
    return { text: `▲ ${String(failing['cluster'])} cannot be read`, isStale: true }
  const reads = data.clusters.map(({ readMs }) => Number(readMs)).filter((ms) => ms > 0)
  if (data.clusters.length === 0) return { text: 'no cluster watched', isStale: false }
  if (reads.length === 0) return { text: 'reading the cluster …', isStale: false }
  const oldest = Math.min(...reads)
  const isStale = now - oldest > STALE_MS
  return { text: `${isStale ? '▲ stale, ' : ''}read ${ago(oldest, now)}`, isStale }
}
