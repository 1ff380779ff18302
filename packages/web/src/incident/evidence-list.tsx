import { placeOf } from '@unloop/engine/phrases'
import type { Evidence } from '@unloop/engine/report'
import css from './incident.module.css'

export interface EvidenceListProps {
  readonly evidence: readonly Evidence[]
  /** Where a piece of evidence is shown on this page; null where it is only cited. */
  readonly hrefOf: (evidence: Evidence) => string | null
  /** Called in place of following the link, unless it is opened in a new tab. */
  readonly onOpen: (evidence: Evidence) => void
}

// More than so many lines are folded.
const DECISIVE = 3

/** The lines that the verdict rests on; each opens its source. */
export function EvidenceList({ evidence, hrefOf, onOpen }: EvidenceListProps) {
  const decisive = evidence.slice(0, DECISIVE)
  const rest = evidence.slice(DECISIVE)
  const proof = (one: Evidence, index: number, isMinor: boolean) => (
    <Proof key={index} evidence={one} isMinor={isMinor} href={hrefOf(one)} onOpen={onOpen} />
  )
  return (
    <div className={css['evidence']} id="evidence">
      <h2>Because</h2>
      {decisive.map((one, index) => proof(one, index, index > 0))}
      {rest.length === 0 ? null : (
        <details className={css['more']}>
          <summary>
            {rest.length} more {rest.length === 1 ? 'line' : 'lines'} of evidence
          </summary>
          {rest.map((one, index) => proof(one, index, true))}
        </details>
      )}
    </div>
  )
}

/** A piece of evidence; `isMinor` for all but the first. */
interface ProofProps {
  readonly evidence: Evidence
  readonly isMinor: boolean
  readonly href: string | null
  readonly onOpen: (evidence: Evidence) => void
}

/** An excerpt with where it comes from. */
function Proof({ evidence, isMinor, href, onOpen }: ProofProps) {
  const className = `${css['proof']} ${isMinor ? css['minor'] : ''}`
  const content = (
    <>
      <pre>{evidence.excerpt}</pre>
      <small>{sourceWords(evidence)}</small>
    </>
  )
  if (href === null) return <div className={className}>{content}</div>
  return (
    <a
      className={className}
      href={href}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey) return
        event.preventDefault()
        onOpen(evidence)
      }}
    >
      {content}
    </a>
  )
}

/** `log line 12, 03:11:42 UTC`: the kind first, then the place. */
function sourceWords(evidence: Evidence): string {
  const { kind, at, field, line } = evidence
  const time = at === undefined ? '' : `, ${at.slice(11, 19)} UTC`
  if (kind === 'log') return `log${line === undefined ? '' : `, line ${line}`}${time}`
  if (field !== undefined) return `${kind}, ${field.replace(/^Event /, '')}${time}`
  return `${kind}, ${placeOf(evidence)}${time}`
}
