import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useMemo } from 'react'
import { where } from '@unloop/engine/phrases'
import { Button } from '../parts/button.tsx'
import { CopyButton, copyText } from '../parts/copy-button.tsx'
import { saveFile } from '../share/save-file.ts'
import { Empty, Failure, Loading } from '../parts/states.tsx'
import { useNow } from '../preferences/now.ts'
import { useIncidentLog } from '../queries/use-log.ts'
import {
  eventsQuery,
  incidentQuery,
  incidentsQuery,
  tracesQuery,
  versionsQuery,
} from '../queries/queries.ts'
import { useCurves } from '../queries/use-curves.ts'
import { decisiveFold } from '../log/decisive.ts'
import type { LeveledLine } from '../log/line.ts'
import { useKeys } from '../keys/keys.ts'
import { storyFromApi } from '../story/from-api.ts'
import { markdownOf } from '../story/markdown.ts'
import { shareFile, shareName } from '../share/share-file.ts'
import type { Story } from '../story/story.ts'
import { grouped } from '../words/grouped.ts'
import { StoryView } from './story-view.tsx'
import { useDrawn } from './use-drawn.ts'
import css from './incident.module.css'

const route = getRouteApi('/i/$id')

/** One incident as the server keeps it: everything is asked for by its report. */
export function IncidentPage() {
  const { id } = route.useParams()
  const search = route.useSearch()
  const navigate = useNavigate()
  const view = useQuery(incidentQuery(id))
  // All that stands below the verdict is asked for when that is drawn.
  const isDrawn = useDrawn(view.data !== undefined)
  const others = useQuery({ ...incidentsQuery, enabled: isDrawn })
  const report = isDrawn ? (view.data?.report ?? null) : null
  const cluster = view.data?.incident.cluster ?? ''
  const placed = useMemo(
    () => (report === null ? null : { cluster, incident: report }),
    [cluster, report],
  )
  const events = useQuery(eventsQuery(placed))
  const versions = useQuery(versionsQuery(placed))
  const traces = useQuery(tracesQuery(placed))
  const log = useIncidentLog(placed, view.data?.incident.state === 'open')
  const curves = useCurves(report)
  const nowMs = useCoarseNow(view.dataUpdatedAt)
  const story = useMemo(
    () =>
      view.data === undefined
        ? null
        : storyFromApi({
            view: view.data,
            others: others.data ?? [],
            events: events.data ?? [],
            objects: versions.data ?? [],
            traces: traces.data ?? [],
            nowMs,
          }),
    [view.data, others.data, events.data, versions.data, traces.data, nowMs],
  )
  if (view.error !== null && view.data === undefined)
    return <Failure error={view.error} retry={() => void view.refetch()} />
  if (view.data === undefined)
    return (
      <div className={css['page']}>
        <Loading rows={12} />
      </div>
    )
  if (story === null)
    return (
      <Empty title="No report of this incident is kept any more">
        <p>Reports are kept for 90 days. {view.data.incident.title}.</p>
      </Empty>
    )
  return (
    <StoryView
      story={story}
      lines={log.lines}
      curves={curves.curves}
      isRead={
        isDrawn && ![events, versions, traces, log, curves].some(({ isLoading }) => isLoading)
      }
      search={search}
      onSearch={(next) =>
        void navigate({
          to: '/i/$id',
          params: { id },
          search: next,
          replace: true,
          resetScroll: false,
        })
      }
      crumbs={<Crumbs story={story} lines={log.lines} />}
      explainHref={(cause) => `/explain/${cause}`}
      logNote={
        log.error !== null
          ? `The log could not be read: ${log.error instanceof Error ? log.error.message : ''}`
          : log.isLoading
            ? 'reading …'
            : `${grouped(log.lines.length)} of ${grouped(log.total)} lines`
      }
      logTools={
        <>
          {log.loadMore === null ? null : <Button onClick={log.loadMore}>Load older</Button>}
          <Button aria-pressed={log.live !== 'off'} onClick={() => log.setLive(log.live === 'off')}>
            {log.live === 'lost' ? 'Connecting …' : 'Live'}
          </Button>
        </>
      }
    />
  )
}

/** Moves with each answer, not each second: everything that is drawn by it would be drawn anew. */
function useCoarseNow(updatedAt: number): number {
  const now = useNow()
  return useMemo(() => Math.max(updatedAt, now), [updatedAt])
}

/** What the tools of the page act on. */
interface CrumbsProps {
  readonly story: Story
  readonly lines: readonly LeveledLine[]
}

/** Where the incident is, and the ways to hand it on. */
function Crumbs({ story, lines }: CrumbsProps) {
  const { incident } = story
  const copyLink = () => void copyText(location.href)
  const copyMarkdown = () => void copyText(markdownOf(story))
  const save = () => {
    const { start, add } = decisiveFold(incident)
    saveFile(shareName(story), shareFile({ story, lines, decisive: add(start, lines, 0) }))
  }
  useKeys([
    { keys: 'y', label: 'Copy the link', run: copyLink },
    { keys: 'm', label: 'Copy as Markdown', run: copyMarkdown },
    { keys: 's', label: 'Save as a file', run: save },
  ])
  return (
    <nav className={css['crumbs']} aria-label="Place">
      <a href="/">Incidents</a>
      <span aria-hidden="true">/</span>
      {story.tracked === null ? null : <span>{story.tracked.cluster} /</span>}
      <span>{where(incident)}</span>
      {incident.container === null ? null : (
        <span>
          container {incident.container.name}
          {incident.container.role === 'main' ? '' : ` (${incident.container.role})`}
        </span>
      )}
      <div className={css['tools']}>
        <CopyButton what="the link" label="Copy link" text={() => location.href} />
        <CopyButton what="as Markdown" label="Markdown" text={() => markdownOf(story)} />
        <CopyButton
          what="as JSON"
          label="JSON"
          text={() => JSON.stringify(incident, undefined, 2)}
        />
        <Button quiet onClick={save}>
          Save as file
        </Button>
      </div>
    </nav>
  )
}
