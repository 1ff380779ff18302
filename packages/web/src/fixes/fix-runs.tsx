import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { WriteProblem } from '../parts/write-problem.tsx'
import { Button } from '../parts/button.tsx'
import { Moment } from '../parts/moment.tsx'
import { Tag } from '../parts/tag.tsx'
import { statusQuery } from '../queries/queries.ts'
import { fixesQuery, isUnderWay, takeBack, type FixRun } from './api.ts'
import css from './fixes.module.css'

/** Plans of an incident that were carried out, the newest with its proof as it goes; nothing where there were none. */
export function FixRuns({ incident }: { readonly incident: string }) {
  const status = useQuery(statusQuery)
  const fixes = useQuery({ ...fixesQuery(incident), enabled: status.data?.fixes === true })
  const [newest, ...others] = fixes.data ?? []
  if (newest === undefined) return null
  return (
    <section className={css['runs']} aria-label="Plans that were carried out">
      <Run run={newest} incident={incident} />
      {others.length === 0 ? null : (
        <details>
          <summary>Tried before: {others.length}</summary>
          {others.map((run) => (
            <Run key={run.id} run={run} incident={incident} />
          ))}
        </details>
      )}
    </section>
  )
}

const STATES = {
  running: ['being proven', 'change'],
  undoing: ['being put back', 'change'],
  proven: ['proven', 'good'],
  'not-proven': ['did not help', 'bad'],
  interrupted: ['stopped', 'warn'],
  failed: ['could not be done', 'bad'],
  undone: ['put back', 'calm'],
} as const

/** States in which something of the plan is still in place. */
const IN_PLACE = new Set<FixRun['state']>(['running', 'proven', 'interrupted'])

function Run({ run, incident }: { readonly run: FixRun; readonly incident: string }) {
  const [error, setError] = useState<Error | null>(null)
  const client = useQueryClient()
  const again = () => void client.invalidateQueries({ queryKey: fixesQuery(incident).queryKey })
  const [word, tone] = STATES[run.state]
  const newest = run.progress.at(-1)
  const canGoBack = IN_PLACE.has(run.state) && run.undone === null
  return (
    <div className={css['run']}>
      <h3>
        <Tag tone={tone}>{word}</Tag> {run.title}
      </h3>
      <p className={css['meta']}>
        begun <Moment ms={Date.parse(run.startedAt)} />
      </p>
      <p role="status">{isUnderWay(run) ? newest?.words : null}</p>
      {run.error === null ? null : <p role="alert">{run.error}</p>}
      {run.checks.length === 0 ? null : (
        <ul className={css['checks']}>
          {run.checks.map(({ what, isMet, seen }) => (
            <li key={what}>
              <span aria-hidden="true">{isMet === null ? '?' : isMet ? '✓' : '✗'}</span>
              <span className="visually-hidden">
                {isMet === null ? 'not known: ' : isMet ? 'holds: ' : 'does not hold: '}
              </span>
              {what}
              {seen === '' ? null : <small>{seen}</small>}
            </li>
          ))}
        </ul>
      )}
      {run.undone === null ? null : (
        <p>
          {run.undone.isExact ? 'Everything states again what it did before.' : ''}{' '}
          {run.undone.isExact ? null : run.undone.words.join(' ')}
        </p>
      )}
      <WriteProblem error={error} />
      {canGoBack ? (
        <p>
          <Button onClick={() => void takeBack(run.id).then(again, setError)}>
            {run.state === 'running' ? 'Stop and put it back' : 'Take it back'}
          </Button>
        </p>
      ) : null}
    </div>
  )
}
