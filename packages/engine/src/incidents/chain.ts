import type { TerminatedBy } from '../case/case-file.ts'
import type { CauseId } from '../catalogue.ts'
import { explains } from '../explained-by.ts'
import type { ChainLink } from '../report/report.ts'
import type { Judged } from '../verdict/judge.ts'
import type { Candidate } from '../verdict/rank.ts'

/** Below this a claim is a hint, and no link. */
const LEAST = 30

/** What stopped the run, as the last link. */
const ENDS: Readonly<Partial<Record<NonNullable<TerminatedBy>, ChainLink>>> = {
  liveness: { id: 'liveness-probe', title: 'the kubelet kills it by its liveness probe' },
  startup: { id: 'startup-probe', title: 'the kubelet kills it by its startup probe' },
}

/**
 * What the first cause leads to: of the other causes that are claimed, each that the one before it explains, and last the
 * kill by a probe, where the kubelet states one.
 */
export function chainOf({ file, candidates }: Judged): readonly ChainLink[] {
  const [first, ...others] = candidates
  if (!first || first.cause === 'unknown') return []
  const links = linksFrom(first, others)
  const end = file.terminatedBy === null ? undefined : ENDS[file.terminatedBy]
  const named: readonly CauseId[] = [first.cause, ...links.map(({ id }) => id)]
  return end && !named.includes(end.id) ? [...links, end] : links
}

function linksFrom(first: Candidate, others: readonly Candidate[]): readonly ChainLink[] {
  const links: ChainLink[] = []
  let at = first
  let left = others.filter(({ lead }) => lead.weight >= LEAST)
  for (;;) {
    const next = left.find((other) => leadsTo(at, other))
    if (!next) return links
    links.push({ id: next.cause, title: next.lead.title })
    at = next
    left = left.filter((other) => other !== next)
  }
}

/** A cause about one address brings nothing about another. */
function leadsTo(reason: Candidate, other: Candidate): boolean {
  const [host, others] = [reason.lead.facts['host'], other.lead.facts['host']]
  const isElsewhere = host !== undefined && others !== undefined && host !== others
  return explains(reason.cause, other.cause) && !isElsewhere
}
