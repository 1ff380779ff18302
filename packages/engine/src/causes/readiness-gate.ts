import { kubectl } from '../fixes/commands.ts'
import type { CaseFile } from '../case/case-file.ts'
import type { Evidence } from '../report/report.ts'
import type { Cause } from './cause.ts'
import type { Finding } from '../case/finding.ts'
import { counterEvidence } from './shared/counter-evidence.ts'
import { probeFault } from './shared/probe-fault.ts'
import { probeFixes } from './shared/probe-fixes.ts'
import { factsOf, specEvidence, tellingFailure, titleOf } from './shared/probes.ts'

/** Not a crash: never ready, or never scheduled. */
export const readinessGate: Cause = {
  id: 'readiness-gate',
  explain: (_, { rule }) =>
    rule === 'readiness-gate/unschedulable'
      ? 'No node takes the pod, so nothing of it has started. It is not crashing; it waits until a node fits what it asks for.'
      : 'The container runs and does not crash, but it is not ready, so its Services send it no traffic. Restarting it does not help until what its readiness asks for answers.',
  find: (file) =>
    file.failing.kind === 'not-ready'
      ? [...unschedulable(file), ...gates(file), ...probe(file)]
      : // A container that does not stay up is not ready either: that says nothing.
        counterEvidence('readiness-gate/not-up', 60, 'readiness-gate'),
  fixes: (file, finding) => [
    ...(finding.facts['fault'] ? probeFixes(file, 'readiness', finding) : []),
    {
      id: 'readiness-gate/look',
      title: 'See what readiness waits for',
      where: 'manifest',
      risk: 'low',
      commands: [kubectl(file, 'describe', 'pod', file.podName)],
      patch: null,
      verify: `\`${kubectl(file, 'get', 'pod', file.podName)}\` shows the pod as ready.`,
    },
  ],
}

interface Condition {
  readonly type?: string
  readonly status?: string
  readonly reason?: string
  readonly message?: string
}

const conditionsOf = (file: CaseFile): readonly Condition[] =>
  file.failing.pod?.pod.status?.conditions ?? []

const unschedulable = (file: CaseFile): readonly Finding[] => {
  const index = conditionsOf(file).findIndex(
    ({ type, status }) => type === 'PodScheduled' && status === 'False',
  )
  const condition = conditionsOf(file)[index]
  const event = file.eventsWhere('FailedScheduling').at(-1)
  if (!condition && !event) return []
  const message = event?.message ?? condition?.message ?? ''
  const evidence: Evidence[] = [
    ...(event ? [file.fromEvent(event)] : []),
    ...(condition?.message
      ? [file.fromSubject(`status.conditions[${index}].message`, condition.message)]
      : []),
  ]
  return [
    {
      cause: 'readiness-gate',
      weight: 88,
      rule: 'readiness-gate/unschedulable',
      title: `No node takes the pod: ${message.slice(0, 140)}`,
      evidence,
      facts: {},
    },
  ]
}

/** KEP-580: conditions that other controllers must set. */
const gates = (file: CaseFile): readonly Finding[] => {
  const wanted = file.podSpec?.readinessGates ?? []
  const missing = wanted.find(
    ({ conditionType }) =>
      !conditionsOf(file).some(({ type, status }) => type === conditionType && status === 'True'),
  )
  if (!missing) return []
  const index = conditionsOf(file).findIndex(({ type }) => type === missing.conditionType)
  const stated = conditionsOf(file)[index]
  const evidence = [
    ...(stated ? [file.fromSubject(`status.conditions[${index}]`, stated)] : []),
    file.fromSubject('spec.readinessGates', wanted),
  ]
  return [
    {
      cause: 'readiness-gate',
      weight: 84,
      rule: 'readiness-gate/gate',
      title: `Readiness gate ${missing.conditionType} is not met`,
      evidence,
      facts: {},
    },
  ]
}

const probe = (file: CaseFile): readonly Finding[] => {
  const failure = tellingFailure(file, 'readiness')
  if (!failure) return []
  const fault = probeFault(file, 'readiness', failure.message)
  return [
    {
      cause: 'readiness-gate',
      weight: 80,
      rule: `readiness-gate/${fault.kind}`,
      title: titleOf('readiness', fault),
      evidence: [file.fromEvent(failure), ...specEvidence(file, 'readiness')],
      facts: factsOf(fault),
    },
  ]
}
