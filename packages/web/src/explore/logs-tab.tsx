import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { api } from '../api/client.ts'
import { lineOfRow } from '../log/line.ts'
import { PlainLog } from '../log/plain-log.tsx'
import { grouped } from '../words/grouped.ts'
import { Answered } from '../parts/answered.tsx'
import type { ExploreSearch } from '../routes/search.ts'
import { asked } from './asked.ts'

// Lines; the newest that fit.
const LIMIT = 5_000

/** The newest lines, oldest first as logs are read. */
export function LogsTab({ search }: { readonly search: ExploreSearch }) {
  const query = useQuery({
    queryKey: ['explore', 'logs', search],
    queryFn: () => api.logs({ ...asked(search), search: search.q, limit: LIMIT }),
  })
  // The API gives the newest first.
  const lines = useMemo(() => (query.data?.records ?? []).map(lineOfRow).reverse(), [query.data])
  return (
    <Answered query={query} rows={8}>
      {({ total }) => (
        <>
          <p style={{ color: 'var(--soft)', margin: '6px 0' }}>
            {grouped(lines.length)} of {grouped(total)} lines
          </p>
          <PlainLog lines={lines} />
        </>
      )}
    </Answered>
  )
}
