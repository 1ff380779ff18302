import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useRef, useState } from 'react'
import { api } from '../api/client.ts'
import { followTail } from '../api/tail.ts'
import { lineOfRow, type LeveledLine } from '../log/line.ts'
import type { Placed } from './queries.ts'

export interface IncidentLog {
  /** Oldest first. */
  readonly lines: readonly LeveledLine[]
  /** How many there are in the store. */
  readonly total: number
  readonly isLoading: boolean
  readonly error: unknown
  readonly live: 'off' | 'live' | 'lost'
  readonly setLive: (isOn: boolean) => void
  /** Null where all are here. */
  readonly loadMore: (() => void) | null
}

// Lines of each pod at first.
const FIRST = 1_000
// Pods whose lines are read; replicas say the same.
const MOST_PODS = 6
// The most lines that the API gives at once.
const PAGE = 5_000
// Milliseconds between two drawings of new lines.
const FRAME_MS = 250
// So many lines take about a millisecond to work out.
const LINES_A_MS = 400
/** Of those that came while it was looked at the newest are held; all are in the store. */
const MOST_LIVE = 200_000

/** The log of all pods of an incident as one stream, and what is added while it is looked at. */
export function useIncidentLog(placed: Placed | null, isOpen: boolean): IncidentLog {
  const { cluster, incident = null } = placed ?? {}
  const [limit, setLimit] = useState(FIRST)
  // Until somebody says otherwise it is live as long as the incident is open, which is not known at first.
  const [asked, setLive] = useState<boolean | null>(null)
  const isLive = asked ?? isOpen
  const pods = useMemo(() => (incident?.pods ?? []).slice(0, MOST_PODS), [incident?.pods.join()])
  const container = incident?.container?.name
  const namespace = incident?.namespace
  const query = useQuery({
    queryKey: ['log', cluster, namespace, pods, container, limit],
    queryFn: () => readLog({ cluster, namespace, pods, container, limit }),
    enabled: incident !== null && pods.length > 0,
    placeholderData: (old) => old,
  })
  const { added, state } = useTail({ cluster, namespace, pods, container, isLive })
  const lines = useMemo(() => merged(query.data?.lines ?? [], added.lines), [query.data, added])
  const came = lines.length - (query.data?.lines.length ?? 0) + added.dropped
  const total = (query.data?.total ?? 0) + came
  return {
    lines,
    total,
    isLoading: query.isLoading,
    error: query.error,
    live: isLive ? state : 'off',
    setLive,
    loadMore: query.data?.hasMore === true ? () => setLimit((old) => old * 5) : null,
  }
}

/** Whose lines are read. */
interface LogPlace {
  readonly cluster: string | undefined
  readonly namespace: string | undefined
  readonly pods: readonly string[]
  readonly container: string | undefined
}

/** The newest lines of each pod, up to so many. */
async function readLog({ pods, limit, ...place }: LogPlace & { readonly limit: number }) {
  const each = await Promise.all(pods.map((pod) => readPod({ ...place, pod }, limit)))
  return {
    lines: each.flatMap(({ lines }) => lines).toSorted((a, b) => a.ms - b.ms),
    total: each.reduce((sum, { total }) => sum + total, 0),
    hasMore: each.some(({ hasMore }) => hasMore),
  }
}

/** The newest lines of a pod, page by page, oldest first; of the last week. */
async function readPod(
  place: Omit<LogPlace, 'pods'> & { readonly pod: string },
  limit: number,
): Promise<{ lines: LeveledLine[]; total: number; hasMore: boolean }> {
  const lines: LeveledLine[] = []
  let cursor: string | undefined
  for (;;) {
    const page = await api.logs({
      ...place,
      limit: Math.min(PAGE, limit - lines.length),
      order: 'newest',
      from: new Date(Date.now() - 7 * 86_400_000).toISOString(),
      cursor,
    })
    lines.push(...page.records.map(lineOfRow))
    if (page.next === null || lines.length >= limit)
      return { lines: lines.reverse(), total: page.total, hasMore: page.next !== null }
    cursor = page.next
  }
}

/** New lines in batches of a quarter of a second and more: the page stays responsive however fast they come. */
function useTail(place: LogPlace & { readonly isLive: boolean }) {
  const { cluster, namespace, pods, container, isLive } = place
  const [added, setAdded] = useState<Added>({ lines: [], dropped: 0 })
  const [state, setState] = useState<'live' | 'lost'>('lost')
  const waiting = useRef<LeveledLine[]>([])
  const shown = useRef(0)
  useEffect(() => {
    if (!isLive || pods.length === 0) return undefined
    const controller = new AbortController()
    let flushedMs = 0
    const flush = setInterval(() => {
      // All that is drawn of a log is worked out anew: the longer it is, the more seldom.
      const pauseMs = Math.max(FRAME_MS, shown.current / LINES_A_MS)
      if (waiting.current.length === 0 || performance.now() - flushedMs < pauseMs) return
      flushedMs = performance.now()
      const batch = waiting.current
      waiting.current = []
      shown.current += batch.length
      setAdded((old) => withBatch(old, batch))
    }, FRAME_MS)
    void followTail({
      cluster,
      namespace,
      container,
      signal: controller.signal,
      onState: setState,
      onLines: (rows) =>
        waiting.current.push(...rows.filter(({ pod }) => pods.includes(pod)).map(lineOfRow)),
    })
    return () => {
      controller.abort()
      clearInterval(flush)
    }
  }, [isLive, cluster, namespace, container, pods])
  return { added, state }
}

/** Lines that came while the log was looked at. */
interface Added {
  readonly lines: readonly LeveledLine[]
  /** How many older ones are no longer held. */
  readonly dropped: number
}

/** Many are let go at once: each time that the beginning changes, all of the log is worked out anew. */
function withBatch(old: Added, batch: readonly LeveledLine[]): Added {
  const lines = [...old.lines, ...batch]
  if (lines.length <= MOST_LIVE) return { ...old, lines }
  const dropped = lines.length - MOST_LIVE / 2
  return { lines: lines.slice(dropped), dropped: old.dropped + dropped }
}

/** Lines that were read, then those that came after them. */
function merged(
  read: readonly LeveledLine[],
  added: readonly LeveledLine[],
): readonly LeveledLine[] {
  if (added.length === 0) return read
  const last = read.at(-1)?.ms ?? -Infinity
  return [...read, ...added.filter(({ ms }) => ms > last)]
}
