import { useNavigate } from '@tanstack/react-router'
import { memo, useEffect, useMemo, useState } from 'react'
import { percent } from '@unloop/engine/phrases'
import { useKeys } from '../keys/keys.ts'
import { Moment } from '../parts/moment.tsx'
import { Tag } from '../parts/tag.tsx'
import { useNow } from '../preferences/now.ts'
import { millis } from '../story/millis.ts'
import { trendOf, TREND_WORDS, trendTone } from '../story/trend.ts'
import type { IncidentRow } from '../api/answers.ts'
import type { ListRow } from './families.ts'
import css from './incidents.module.css'

// Rows drawn at first: more than a screen has.
const FIRST = 25
// Rows drawn each time that the end comes near.
const MORE = 60
const NEAR_PX = 500
/** The kubelet is never exact; after this it did not start, or the next look will tell. */
const OVERDUE_MS = 15_000

/** All rows, but those far below only when they come near: the page is one document that the browser can search. */
export function IncidentList({ rows }: { readonly rows: readonly ListRow[] }) {
  const [far, setFar] = useState({ of: rows.length, shown: FIRST })
  // Of another list only the beginning is drawn, at once and not after all that the last one had come to.
  const shown = far.of === rows.length ? far.shown : FIRST
  const [current, setCurrent] = useState(-1)
  const navigate = useNavigate()
  useEffect(() => {
    const onScroll = () => {
      const left = document.documentElement.scrollHeight - window.scrollY - window.innerHeight
      if (left < NEAR_PX && shown < rows.length)
        setFar({ of: rows.length, shown: Math.min(rows.length, shown + MORE) })
    }
    onScroll()
    window.addEventListener('scroll', onScroll, { passive: true })
    return () => window.removeEventListener('scroll', onScroll)
  }, [rows.length, shown])
  const move = (by: number) => {
    const next = Math.min(rows.length - 1, Math.max(0, current + by))
    setCurrent(next)
    document.querySelector(`[data-row="${next}"]`)?.scrollIntoView({ block: 'nearest' })
  }
  const open = () => {
    const row = rows[current]
    if (row !== undefined) void navigate({ to: '/i/$id', params: { id: row.incident.id } })
  }
  useKeys([
    { keys: 'j', label: 'Next incident', run: () => move(1) },
    { keys: 'k', label: 'Incident before', run: () => move(-1) },
    { keys: 'Enter', label: 'Open the incident', run: open },
  ])
  const visible = useMemo(() => rows.slice(0, shown), [rows, shown])
  const isMany = useMemo(() => new Set(rows.map((row) => row.incident.cluster)).size > 1, [rows])
  return (
    <div className={css['list']} role="list" aria-label="Incidents">
      {visible.map(({ incident, isVictim }, index) => (
        <Row
          key={incident.id}
          incident={incident}
          isVictim={isVictim}
          index={index}
          isCurrent={index === current}
          isClusterShown={isMany}
        />
      ))}
      {shown >= rows.length ? null : (
        <p role="status">{rows.length - shown} more below: scroll on.</p>
      )}
    </div>
  )
}

/** One row; `isCurrent` where the keys stand. */
interface RowProps {
  readonly incident: IncidentRow
  readonly isVictim: boolean
  readonly index: number
  readonly isCurrent: boolean
  /** Where the list has incidents of several clusters. */
  readonly isClusterShown: boolean
}

// Drawn anew only where its own data changed: a list may have thousands.
const Row = memo(function Row({ incident, isVictim, index, isCurrent, isClusterShown }: RowProps) {
  const { newest } = incident
  const trend = trendOf(incident, Date.now())
  const since = millis(newest?.since) ?? millis(incident.opened)
  const classes = [css['row'], isVictim ? css['victim'] : '', isCurrent ? css['current'] : '']
  const pods = newest?.pods.length ?? 0
  return (
    <div role="listitem">
      <a
        className={classes.join(' ')}
        href={`/i/${encodeURIComponent(incident.id)}`}
        data-row={index}
        aria-current={isCurrent ? 'true' : undefined}
      >
        <span>
          <Tag tone={trendTone(trend)}>{TREND_WORDS[trend]}</Tag>
        </span>
        <div>
          <div className={css['title']}>
            {isVictim ? `${incident.workload}: ` : ''}
            {incident.title}
          </div>
          {isVictim ? null : (
            <>
              <div className={css['where']}>
                <b>
                  {incident.namespace}/{incident.workload}
                </b>{' '}
                {incident.workload_kind}
                {incident.container === '' ? '' : `, container ${incident.container}`}
                {pods > 1 ? `, ${pods} pods` : ''}
                {isClusterShown ? `, cluster ${incident.cluster}` : ''}
              </div>
              {newest?.change == null ? null : (
                <div className={css['change']}>◆ {newest.change}</div>
              )}
            </>
          )}
        </div>
        <div className={css['side']}>
          <div>
            {percent(incident.confidence)} <code>{incident.cause}</code>
          </div>
          {isVictim ? null : <div>{stateLine(incident)}</div>}
        </div>
        <div className={css['side']}>
          {since === null ? null : (
            <div>
              <Moment ms={since} />
            </div>
          )}
          {isVictim ? null : <NextStart row={incident} />}
        </div>
      </a>
    </div>
  )
})

/** How the last run ended, and how often it was restarted. */
function stateLine({ newest, crashes }: IncidentRow): string {
  const code = newest?.exit_code ?? null
  const end = code === null ? (newest?.reason ?? '') : `exit ${code}`
  return `${end === '' ? '' : `${end}, `}${crashes} ${crashes === 1 ? 'restart' : 'restarts'}`
}

/** When the kubelet starts it next; nothing once that is past. */
function NextStart({ row }: { readonly row: IncidentRow }) {
  const nowMs = useNow()
  const ms = millis(row.newest?.next_restart)
  if (ms === null || ms < nowMs - OVERDUE_MS) return null
  if (ms < nowMs + 5_000) return <div>next start any moment</div>
  return (
    <div>
      next start <Moment ms={ms} />
    </div>
  )
}
