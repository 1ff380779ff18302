import type { Finding } from '../case/finding.ts'
import { explains } from '../explained-by.ts'
import type { Evidence } from '../report/report.ts'
import type { Candidate } from './rank.ts'

/** So much less may speak for the reason than for what it explains. */
const LESS = 30
/** Below this a finding is a hint, and explains nothing. */
const LEAST = 50
/** A reason stands at most so many lines from what it leads to. */
const NEAR = 12

/**
 * The candidates with the underlying cause first: a well supported one that can be the reason for the first, and whose line stands
 * in the same crash window at or just above its line, goes before it.
 */
export function underlyingFirst(candidates: readonly Candidate[]): readonly Candidate[] {
  let ordered = candidates
  for (let steps = 0; steps < candidates.length; steps++) {
    const [first, ...others] = ordered
    const underlying = first && others.find((other) => isReasonFor(other, first))
    if (!first || !underlying) return ordered
    ordered = [underlying, first, ...others.filter((other) => other !== underlying)]
  }
  return ordered
}

/** A cause that can explain the first one, is about as well supported, and stands in the same crash. */
function isReasonFor(other: Candidate, first: Candidate): boolean {
  return (
    explains(other.cause, first.cause) &&
    other.lead.weight >= LEAST &&
    other.score >= first.score - LESS &&
    linesOf(other.lead).some((reason) => leadsTo(reason, first.lead.evidence[0]))
  )
}

const linesOf = ({ evidence, also = [] }: Finding): readonly Evidence[] => [...evidence, ...also]

/** What stands below an error and inside it. */
const NESTED = /^\W*(?:\[?cause\]?|caused by|reason|inner exception)\b/i

/** A reason stands just above what it leads to, or below it as its cause; events of one pod belong together. */
function leadsTo(reason: Evidence, shown: Evidence | undefined): boolean {
  // What the kubelet tells of one pod at one time is one story.
  if (reason.kind === 'event' && shown?.kind === 'event') return true
  if (reason.line === undefined || shown?.line === undefined) return false
  if (reason.kind !== 'log' || shown.kind !== 'log' || reason.source !== shown.source) return false
  const above = shown.line - reason.line
  return above >= 0 ? above <= NEAR : -above <= NEAR && NESTED.test(reason.excerpt)
}
