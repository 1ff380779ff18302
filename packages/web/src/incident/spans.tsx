import type { SpanRow } from '../api/answers.ts'
import { Tag } from '../parts/tag.tsx'
import { spanTree } from '../story/span-tree.ts'
import { lived } from '../words/run-words.ts'
import css from './calls.module.css'

// Spans drawn.
const MOST = 200
/** Deeper ones stand as far to the right as this. */
const MOST_DEPTH = 12
// OpenTelemetry's `STATUS_CODE_ERROR`.
const FAILED = 2

/** A trace as rows: what is part of what, when it ran, what it said when it failed. */
export function Spans({ spans }: { readonly spans: readonly SpanRow[] }) {
  if (spans.length === 0) return <p className={css['none']}>Its spans are not kept any more.</p>
  const placed = spanTree(spans)
  return (
    <>
      <ol className={css['spans']}>
        {placed.slice(0, MOST).map(({ span, depth, from, share, tookMs }, index) => (
          <li key={index}>
            <div style={{ paddingLeft: Math.min(depth, MOST_DEPTH) * 14 }}>
              {span.status === FAILED ? <Tag tone="bad">failed</Tag> : null} {span.name}{' '}
              <small>{span.service}</small>
              {span.status_message === '' ? null : <p>{span.status_message}</p>}
            </div>
            <svg aria-hidden="true" preserveAspectRatio="none" viewBox="0 0 1000 10">
              <rect
                className={span.status === FAILED ? css['bad'] : css['well']}
                x={from * 1_000}
                width={Math.max(4, share * 1_000)}
                height={10}
              />
            </svg>
            <small>{tookMs < 1_000 ? `${tookMs.toFixed(1)} ms` : lived(tookMs)}</small>
          </li>
        ))}
      </ol>
      {placed.length > MOST ? (
        <p className={css['none']}>{placed.length - MOST} more spans.</p>
      ) : null}
    </>
  )
}
