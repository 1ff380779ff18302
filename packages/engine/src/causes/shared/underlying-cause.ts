import type { EventView } from '../../evidence/events.ts'
import type { CaseFile } from '../../case/case-file.ts'
import { CATALOGUE, type CauseId } from '../../catalogue.ts'
import type { Finding } from '../../case/finding.ts'
import { rbacFindings } from './rbac-findings.ts'
import { startedLine } from './log.ts'
import type { ProbeFault } from './probe-fault.ts'
import { wordRuleFor } from './word-rules.ts'

interface ProbeEnd {
  readonly fault: ProbeFault | null
  readonly failure: EventView | null
  readonly kill: EventView | null
}

const STATED = 40

/**
 * A program that states why it cannot serve until the kubelet kills it: that reason stands above the probe. One that serves
 * and answers "unhealthy" (an HTTP status) is the probe's business; one that never came up waits for something.
 */
export function underlyingFindings(
  file: CaseFile,
  kind: string,
  end: ProbeEnd,
): readonly Finding[] {
  const reason = [...file.messages, ...rbacFindings(file), ...probeOutput(file, end)]
    .filter((message) => outranks(file, message, end))
    .sort((a, b) => b.weight - a.weight)[0]
  if (!reason) return []
  const evidence = [...reason.evidence, ...(end.kill ? [file.fromEvent(end.kill)] : [])]
  return [
    {
      ...reason,
      weight: Math.max(reason.weight, 82),
      rule: `${reason.cause}/until-killed`,
      evidence,
    },
    {
      cause: kind === 'startup' ? 'startup-probe' : 'liveness-probe',
      weight: -24,
      rule: 'probes/underlying-cause',
      title: '',
      evidence: [],
      facts: {},
    },
  ]
}

/** Refusals that a probe's own command meets: its login or the data are wrong, not the probe. */
const IN_OUTPUT: ReadonlySet<CauseId> = new Set<CauseId>([
  'dependency-auth-failed',
  'volume-full',
  'volume-data-incompatible',
])

/** The command of an exec probe prints why it fails; the kubelet keeps that in its event. */
const probeOutput = (file: CaseFile, { fault, failure }: ProbeEnd): readonly Finding[] => {
  if (!failure || fault?.kind !== 'exec') return []
  const known = wordRuleFor(failure.message.slice(0, 2000))
  if (!known || !IN_OUTPUT.has(known.rule.cause)) return []
  const { cause, title, what } = known.rule
  return [
    {
      cause,
      weight: 70,
      rule: `${cause}/probe-${what}`,
      title,
      evidence: [file.fromEvent(failure)],
      facts: {},
    },
  ]
}

const outranks = (file: CaseFile, message: Finding, { fault, failure }: ProbeEnd): boolean => {
  if (
    failure &&
    message.evidence.some(
      ({ kind, excerpt }) => kind === 'event' && failure.message.includes(excerpt.slice(0, 60)),
    )
  )
    return IN_OUTPUT.has(message.cause) || CATALOGUE[message.cause].outranksProbe === 'always'
  if (message.weight < STATED) return false
  if (CATALOGUE[message.cause].outranksProbe === 'always') return true
  const serves =
    fault?.kind === 'status' || fault?.kind === 'wrong-port' || fault?.kind === 'scheme'
  return (
    CATALOGUE[message.cause].outranksProbe === 'at-start' && !serves && startedLine(file) === null
  )
}
