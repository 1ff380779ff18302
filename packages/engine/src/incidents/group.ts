import { CATALOGUE } from '../catalogue.ts'
import { CAUSES } from '../causes/index.ts'
import { changeOf } from '../changes/change.ts'
import { destroysData, plansFor } from '../corrections/plans.ts'
import type { Inventory } from '../evidence/inventory.ts'
import { rfc3339 } from '../evidence/time.ts'
import type { Evidence, Fix, Incident, IncidentState, RankedCause } from '../report/report.ts'
import { fixWithoutHoles } from '../fixes/without-holes.ts'
import { backoffClock } from '../case/backoff.ts'
import { chainOf } from './chain.ts'
import { collectSteps } from './collect.ts'
import { basisWords, confidencesOf } from './confidences.ts'
import { fingerprint } from './fingerprint.ts'
import { linesBeside } from './lines-beside.ts'
import type { Judged } from '../verdict/judge.ts'
import type { Candidate } from '../verdict/rank.ts'

/** An incident with what links and orders it but does not belong in the report. */
export interface Draft {
  readonly incident: Incident
  /** The judged containers behind it, the most telling first. */
  readonly members: readonly Judged[]
  /** For an incident of kind `root`: ids of the incidents that it causes. */
  readonly rootOf?: readonly string[]
}

/** Replicas and revisions of one workload that fail for the same cause are one incident. */
export function groupIncidents(judged: readonly Judged[], inventory: Inventory): readonly Draft[] {
  const isText = inventory.snapshot.source.kind === 'text'
  const groups = Map.groupBy(judged, (one) =>
    keyOf((isText && explainedSibling(one, judged)) || one),
  )
  return [...groups.values()].map((members) => draft(members, inventory))
}

const keyOf = ({ file, candidates }: Judged): string => {
  const { workload, container, namespace, kind } = file.failing
  const order = kind === 'crash-loop' || kind === 'start-blocked' ? 'failing' : kind
  return [
    namespace,
    workload.kind,
    workload.name,
    container?.name ?? '',
    order,
    candidates[0]?.cause ?? '',
  ].join('\u0000')
}

/**
 * A paste shows one log for many pods of a workload: what it says holds for those of which nothing else is known, and a row
 * of a table does not name the container.
 */
const explainedSibling = ({ file, candidates }: Judged, all: readonly Judged[]): Judged | null => {
  const { namespace, workload, container } = file.failing
  const cause = candidates[0]?.cause
  const isBlank = cause === 'unknown' && file.runs.length === 0
  if (workload.kind === 'Pod' || (container !== null && !isBlank)) return null
  const siblings = all.filter(
    (other) =>
      other.file.failing.workload.name === workload.name &&
      other.file.failing.workload.kind === workload.kind &&
      other.file.failing.namespace === namespace &&
      (isBlank ? other.candidates[0]?.cause !== 'unknown' : other.candidates[0]?.cause === cause) &&
      (isBlank || other.file.failing.container !== null),
  )
  const [first] = siblings
  return first && siblings.every((other) => keyOf(other) === keyOf(first)) ? first : null
}

/** More evidence and a worse state first; then the name, so that the order is stable. */
const telling = (a: Judged, b: Judged): number =>
  (b.candidates[0]?.score ?? 0) - (a.candidates[0]?.score ?? 0) ||
  (a.file.podName < b.file.podName ? -1 : 1)

const draft = (members: readonly Judged[], inventory: Inventory): Draft => {
  const ordered = [...members].sort(telling)
  const [first] = ordered
  if (!first) throw new Error('a group has at least one member')
  const { file, candidates } = first
  const { failing } = file
  const top = candidates[0]
  const confidences = confidencesOf(first)
  const chain = chainOf(first)
  const fixes = fixesOf(first)
  const pods = [...new Set(ordered.map(({ file }) => file.podName).filter(Boolean))].sort()
  const incident: Incident = {
    id: fingerprint([
      failing.namespace,
      failing.workload.kind,
      failing.workload.name,
      failing.container?.name ?? '',
      top?.cause ?? '',
    ]),
    kind: ordered.some(({ file }) => file.failing.kind === 'crash-loop')
      ? 'crash-loop'
      : failing.kind,
    namespace: failing.namespace,
    workload: { kind: failing.workload.kind, name: failing.workload.name },
    container: failing.container,
    pods,
    state: stateOf(ordered),
    since: sinceOf(ordered),
    causes: candidates
      .slice(0, 4)
      .map((candidate, index) => rankedCause(first, candidate, confidences[index] ?? 0)),
    victimOf: null,
    victims: [],
    change: changeOf(file, inventory),
    fixes,
    collect: collectSteps(file, {
      hasFix: fixes.length > 0,
      cause: candidates[0]?.cause ?? 'unknown',
      confidence: confidences[0] ?? 0,
    }),
    ...(chain.length > 0 ? { chain } : {}),
  }
  return { incident, members: ordered }
}

const rankedCause = (
  { file, candidates, basis }: Judged,
  candidate: Candidate,
  confidence: number,
): RankedCause => {
  const { cause, lead, support } = candidate
  const others = [
    ...support.flatMap((finding) => finding.evidence),
    ...[lead, ...support].flatMap(({ also }) => also ?? []),
  ].filter(
    ({ line, excerpt }) =>
      !lead.evidence.some((own) => own.line === line && own.excerpt === excerpt),
  )
  const evidence = dedupe([
    ...lead.evidence,
    ...others.slice(0, 1),
    ...linesBeside(file, lead.evidence[0]),
    ...others.slice(1),
  ]).slice(0, 6)
  return {
    id: cause,
    branch: CATALOGUE[cause].branch,
    confidence,
    score: Math.round(candidate.score * 10) / 10,
    // A message may end where its reason should follow.
    title: lead.title.replace(/[\s:;,]+$/, ''),
    explanation: lead.explanation ?? CAUSES.get(cause)?.explain(file, lead) ?? '',
    evidence,
    ...(lead.rule.includes('/') ? { signature: lead.rule } : {}),
    ...(basis && candidate === candidates[0] && cause !== 'unknown'
      ? { basis: basisWords(basis) }
      : {}),
  }
}

const dedupe = (evidence: readonly Evidence[]): readonly Evidence[] => {
  const seen = new Set<string>()
  return evidence.filter(({ source, line, field, excerpt }) => {
    const key = `${source}:${line ?? field ?? ''}:${excerpt}`
    return !seen.has(key) && seen.add(key)
  })
}

/** Claims that are the program's, the kubelet's or the kernel's own words, or that two sources make. */
const STATED: ReadonlySet<string | undefined> = new Set(['stated', 'cross-check', 'fatal', 'error'])

/** What cannot be undone is no advice while another cause may be the right one. */
const fixesOf = ({ file, candidates, basis }: Judged): readonly Fix[] => {
  const lead = candidates[0]?.lead
  if (!lead) return []
  const isSure = STATED.has(basis?.claim) && basis?.contested === false
  return plansFor(file, lead)
    .filter((fix) => isSure || !destroysData(fix))
    .map(fixWithoutHoles)
}

const stateOf = (members: readonly Judged[]): IncidentState => {
  const newest = [...members].sort(
    (a, b) => (b.file.exit?.finishedAt ?? 0) - (a.file.exit?.finishedAt ?? 0),
  )[0]
  const file = newest?.file
  const state = file?.failing.status?.state
  const counts = members.flatMap(({ file: { failing } }) => failing.status?.restartCount ?? [])
  const clock = backoffClock(state?.waiting?.message, file?.exit ?? null)
  return {
    reason:
      state?.waiting?.reason ?? file?.exit?.reason ?? file?.failing.pod?.pod.status?.reason ?? null,
    exitCode: file?.exit?.code ?? null,
    signal: file?.exit?.signal ?? null,
    restarts: Math.max(0, ...counts),
    ...(counts.length === 0 ? { restartsUnknown: true as const } : {}),
    lastExitAt: rfc3339(file?.exit?.finishedAt ?? null),
    nextRestartAt: rfc3339(clock.nextRestartAt),
    backoffSeconds: clock.seconds,
  }
}

/** The first back-off or failure that is still on record, else the start of the oldest failing pod. */
const sinceOf = (members: readonly Judged[]): string | null => {
  const times = members.flatMap(({ file }) => [
    ...file.eventsWhere('BackOff').map(({ first }) => first),
    ...file.events.filter(({ type }) => type === 'Warning').map(({ first }) => first),
    ...file.failing.exits.map(({ finishedAt }) => finishedAt),
  ])
  const known = times.filter((at) => at !== null)
  return known.length ? rfc3339(Math.min(...known)) : null
}
