import type { ReactNode } from 'react'
import { ApiError } from '../api/client.ts'
import { Button } from './button.tsx'
import css from './parts.module.css'

/** What a page shows in place of its content. */
export interface StateProps {
  readonly title: string
  readonly children?: ReactNode
}

/** Nothing to show, and why that is so. */
export function Empty({ title, children }: StateProps) {
  return (
    <div className={css['state']}>
      <h2>{title}</h2>
      {children}
    </div>
  )
}

/** As tall as what will stand there, so that nothing jumps. */
export function Loading({ rows = 6 }: { readonly rows?: number }) {
  return (
    <div role="status" aria-label="Loading">
      {Array.from({ length: rows }, (_, row) => (
        <div
          key={row}
          className={css['skeleton']}
          style={{ height: 20, margin: '12px 0', width: `${92 - ((row * 17) % 40)}%` }}
        />
      ))}
    </div>
  )
}

export interface FailureProps {
  /** Any value: what was thrown may be no error. */
  readonly error: unknown
  readonly retry?: () => void
}

/** What failed, why, and what to do next. */
export function Failure({ error, retry }: FailureProps) {
  const message = error instanceof Error ? error.message : String(error)
  return (
    <div className={css['state']} role="alert">
      <h2>{titleOf(error)}</h2>
      <p>{message}</p>
      {retry === undefined ? null : <Button onClick={retry}>Try again</Button>}
    </div>
  )
}

/** What a failure is called, by its status. */
function titleOf(error: unknown): string {
  if (!(error instanceof ApiError)) return 'This could not be shown'
  if (error.status === 0) return 'The server does not answer'
  if (error.status === 401) return 'A token is needed'
  if (error.status === 404) return 'There is nothing here'
  return `The server answered ${error.status}`
}

/** What could not be read, and what it would have told. */
export function Partial({ gaps }: { readonly gaps: readonly string[] }) {
  if (gaps.length === 0) return null
  return (
    <details className={css['partial']}>
      <summary>
        {gaps.length === 1 ? 'One thing' : `${gaps.length} things`} could not be read: what is shown
        is not all
      </summary>
      <ul>
        {gaps.map((gap) => (
          <li key={gap}>{gap}</li>
        ))}
      </ul>
    </details>
  )
}
