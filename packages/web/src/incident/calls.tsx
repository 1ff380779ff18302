import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { plural } from '@unloop/engine/phrases'
import { api } from '../api/client.ts'
import { Answered } from '../parts/answered.tsx'
import { Moment } from '../parts/moment.tsx'
import { Section } from '../parts/section.tsx'
import { Tag } from '../parts/tag.tsx'
import { callsBeforeEnds, type CallBeforeEnd } from '../story/calls.ts'
import type { Story } from '../story/story.ts'
import { lived } from '../words/run-words.ts'
import { Spans } from './spans.tsx'
import css from './calls.module.css'

// Traces shown.
const MOST = 8

/** What failed in calls of the incident's pods before they ended, as traces tell; nothing where none do. */
export function Calls({ story }: { readonly story: Story }) {
  const { calls, runs, nowMs } = story
  if (calls.length === 0) return null
  return (
    <Section
      id="calls"
      title="Failed calls before the crash"
      note={`${plural(calls.length, 'trace')} with a failed span`}
    >
      {callsBeforeEnds(calls, runs, MOST).map((one) => (
        <Call key={one.call.traceId} {...one} nowMs={nowMs} />
      ))}
    </Section>
  )
}

/** One call, whose spans are asked for when it is opened. */
function Call({ call, run, nowMs }: CallBeforeEnd & { readonly nowMs: number }) {
  const [isOpen, setOpen] = useState(false)
  return (
    <details className={css['call']} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <Tag tone="bad">{`${call.failed} of ${call.spans} failed`}</Tag>
        <b>{call.name}</b>
        <span className={css['service']}>{call.service}</span>
        <small>
          {lived(call.tookMs)},{' '}
          {run === null ? (
            <Moment ms={call.ms} nowMs={nowMs} />
          ) : (
            `${lived(Math.max(0, run.finishedMs! - call.ms))} before run ${run.run} ended`
          )}
        </small>
      </summary>
      {isOpen ? <TraceSpans traceId={call.traceId} ms={call.ms} /> : null}
    </details>
  )
}

// Milliseconds before and after: a trace is looked up by time, as the store is ordered by it.
const AROUND_MS = 3_600_000

/** The spans of a trace. */
function TraceSpans({ traceId, ms }: { readonly traceId: string; readonly ms: number }) {
  const query = useQuery({
    queryKey: ['trace', traceId],
    queryFn: async () => {
      const time = (at: number): string => new Date(at).toISOString()
      return (await api.trace(traceId, { from: time(ms - AROUND_MS), to: time(ms + AROUND_MS) }))
        .records
    },
    staleTime: 60_000,
  })
  return (
    <Answered query={query} rows={3}>
      {(spans) => <Spans spans={spans} />}
    </Answered>
  )
}
