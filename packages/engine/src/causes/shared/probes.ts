import type { EventView } from '../../evidence/events.ts'
import type { CaseFile } from '../../case/case-file.ts'
import type { Exit } from '../../case/exit.ts'
import type { Evidence } from '../../report/report.ts'
import type { Finding } from '../../case/finding.ts'
import { counterEvidence } from './counter-evidence.ts'
import { underlyingFindings } from './underlying-cause.ts'
import { lastSaid, saidEvidence } from './log.ts'
import {
  probeFault,
  probeOf,
  probePort,
  probeTiming,
  type ProbeFault,
  type ProbeKind,
} from './probe-fault.ts'

/** Probes whose failure ends a container. */
export type KillingKind = 'liveness' | 'startup'

const WORDS = { liveness: 'Liveness', startup: 'Startup', readiness: 'Readiness' } as const

/** How sure it is that this probe ended the last run. */
const KILLED = 90
const LIKELY = 76
const UNDECIDED = 56
/** Below the floor of `unknown`: a probe that failed now and then explains no end. */
const STRAY = 20

/** The kubelet's own words: it killed the container for this probe, or the probe failed often enough that it must have. */
export function probeFindings(file: CaseFile, kind: KillingKind): readonly Finding[] {
  const failure = tellingFailure(file, kind)
  const kill = file.eventsWhere('Killing', new RegExp(`${kind} probe`, 'i')).at(-1) ?? null
  if (!failure && !kill) return [...answeredWithError(file, kind), ...withoutEvents(file, kind)]
  const fault = failure ? probeFault(file, kind, failure.message) : null
  const weight = certainty(file, kind, failure)
  const lead: Finding = {
    cause: `${kind}-probe`,
    weight,
    rule: `${kind}-probe/${fault?.kind ?? 'killed'}`,
    title: titleOf(kind, fault),
    evidence: evidenceOf(file, kind, { failure, kill, fault }),
    facts: factsOf(fault),
  }
  const underlying = weight > STRAY ? underlyingFindings(file, kind, { fault, failure, kill }) : []
  if (failure && isLoneFailure(file, kind))
    return [lead, ...counterEvidence('probes/one-failure', 30, `${kind}-probe`)]
  if (weight < LIKELY) return [lead, ...underlying, ...earlierRun(file, kind, kill)]
  return [lead, ...notItsOwnFault(), ...underlying]
}

/** SIGTERM as programs of all kinds note it. */
const TERMINATED =
  /\bSIGTERM\b|\bsignal 15\b|signal[: ]+terminated|received (?:a )?(?:termination|shutdown) signal|\(SIGTERM\)|graceful(?:ly)? shut|shutting down gracefully/i

/** The kubelet's requests in an access log bear its own name, whatever the log's format. */
const ANSWERED = /"(?:GET|HEAD) (\S{1,200}) HTTP\/[\d.]{1,3}" ([45]\d\d)\b.{0,80}\bkube-probe\//

/** The program's own access log shows that it answers the probe with an error. */
const answeredWithError = (file: CaseFile, kind: KillingKind): readonly Finding[] => {
  const { exit, failing, terminatedBy } = file
  const said = lastSaid(file, ANSWERED)
  const probe = probeOf(file, kind)
  const isKilled = exit?.code == null || [0, 137, 143].includes(exit.code)
  if (!said || !isKilled || terminatedBy !== null || exit?.reason === 'OOMKilled') return []
  const [, path = '', status = ''] = said.match
  if (failing.spec === null ? kind === 'startup' : probe?.httpGet?.path !== path) return []
  return [
    {
      cause: `${kind}-probe`,
      weight: probe ? 64 : 54,
      rule: `${kind}-probe/answered`,
      title: `The program answers the kubelet's probe ${path} with ${status}`,
      evidence: [...saidEvidence(file, said), ...specEvidence(file, kind)],
      facts: { fault: 'status', status, path },
    },
  ]
}

/** No event is at hand (they live for an hour): spec, log and exit code can still tell that the kubelet ended the run. */
const withoutEvents = (file: CaseFile, kind: KillingKind): readonly Finding[] => {
  const { exit, terminatedBy, events } = file
  const probe = probeOf(file, kind)
  const ended =
    exit?.code === 0 || exit?.code === 143 || (exit?.code === 137 && exit.reason !== 'OOMKilled')
  if (
    !probe ||
    !ended ||
    terminatedBy !== null ||
    events.some(({ reason }) => reason !== 'BackOff')
  )
    return []
  const lived = livedFor(file, kind)
  if (lived === 'too short') return []
  const asked = probePort(file, probe)
  const fault =
    probe.exec || asked === null
      ? null
      : probeFault(file, kind, `refused: ${asked}: connection refused`)
  const mismatch = fault?.kind === 'wrong-port' || fault?.kind === 'localhost-only'
  const said = lastSaid(file, TERMINATED)
  const lead: Finding = {
    cause: `${kind}-probe`,
    weight: mismatch ? 80 : lived === 'its budget' || said ? 54 : exit.code === 0 ? 30 : 44,
    rule: `${kind}-probe/${lived === 'its budget' && !mismatch ? 'by-time' : 'no-events'}`,
    title: mismatch
      ? titleOf(kind, fault)
      : lived === 'its budget'
        ? `It ran for ${secondsOf(exit)} s, which is as long as a failing ${kind} probe lets it run`
        : `Ended by SIGTERM or SIGKILL; its ${kind} probe is the likely reason`,
    evidence: [
      ...(mismatch ? faultLine(file, fault) : saidEvidence(file, said)),
      ...specEvidence(file, kind),
      file.fromStatus(`${exit.field}.exitCode`, exit.code),
    ],
    facts: mismatch ? factsOf(fault) : {},
  }
  return mismatch || said ? [lead, ...notItsOwnFault()] : [lead]
}

const secondsOf = ({ ran }: Exit): number | null => (ran === null ? null : Math.round(ran / 1000))

/** Seconds that a program has after SIGTERM where neither pod nor probe says otherwise. */
const GRACE = 30
/** Times are whole seconds, and the kubelet's first probe comes up to a period late. */
const SLACK = 3

/**
 * How long the last run lived, against what a probe that never succeeds lets it: the delay, the failures, and the whole
 * grace period where SIGKILL ended it.
 */
export function livedFor(file: CaseFile, kind: KillingKind): 'too short' | 'its budget' | null {
  const { exit } = file
  const probe = probeOf(file, kind)
  const seconds = exit && secondsOf(exit)
  if (seconds === null || exit === null) return null
  const { delay, period, timeout, threshold } = probeTiming(probe)
  const first = delay + period * (threshold - 1)
  if (seconds < first - SLACK) return 'too short'
  if (kind !== 'startup' || exit.code !== 137) return null
  const grace =
    probe?.terminationGracePeriodSeconds ?? file.podSpec?.terminationGracePeriodSeconds ?? GRACE
  const last = delay + period * threshold + timeout + grace
  return seconds >= first + grace - SLACK && seconds <= last + SLACK ? 'its budget' : null
}

/** The failure after which the kubelet killed; of several kinds of failure the newest, if it is no rare stray. */
export function tellingFailure(file: CaseFile, kind: ProbeKind): EventView | null {
  const failures = file.eventsWhere('Unhealthy', new RegExp(`^${WORDS[kind]} probe`))
  const counted = failures.filter(
    ({ message }) => !/probe errored/.test(message) || failures.length === 1,
  )
  const most = Math.max(...counted.map(({ count }) => count), 0)
  return counted.filter(({ count }) => count * 8 >= most).at(-1) ?? failures.at(-1) ?? null
}

const certainty = (file: CaseFile, kind: KillingKind, failure: EventView | null): number => {
  if (file.terminatedBy === kind) return KILLED
  if (file.terminatedBy !== null || !failure) return STRAY
  const { exit, failing } = file
  const enough = failure.count >= probeTiming(probeOf(file, kind)).threshold
  if (exit?.reason === 'OOMKilled') return STRAY
  if (exit && (exit.code === 0 || exit.code === 143 || exit.code === 137))
    return enough ? LIKELY : UNDECIDED
  // A paste without the exit: a container that restarts and whose liveness probe fails again and again.
  if (exit?.code == null) {
    if (enough && failing.pod?.entry.partial) return 66
    return isLoneFailure(file, kind) ? STRAY : 45
  }
  return STRAY
}

/** One failure, and nothing that says that the container ended: every start looks so. */
const isLoneFailure = ({ events, exit }: CaseFile, kind: KillingKind): boolean =>
  exit === null &&
  events.every(({ reason }) => reason !== 'BackOff' && reason !== 'Killing') &&
  events
    .filter(({ reason, message }) => reason === 'Unhealthy' && message.startsWith(WORDS[kind]))
    .reduce((sum, { count }) => sum + count, 0) === 1

/** A kill of an earlier run is on record, and the last run ended otherwise: what the event says is no reason for that end. */
const earlierRun = (
  file: CaseFile,
  kind: KillingKind,
  kill: EventView | null,
): readonly Finding[] =>
  kill && file.terminatedBy !== kind && file.exit?.startedAt != null
    ? counterEvidence('probes/killed-an-earlier-run', 55, `${kind}-probe`)
    : []

/** A program that the kubelet ended did not end on what it logged before. */
const notItsOwnFault = (): readonly Finding[] =>
  counterEvidence(
    'probes/killed-by-the-kubelet',
    40,
    'app-exception',
    'completes-exit-0',
    'deadlock-or-timeout-startup',
  )

interface Parts {
  readonly failure: EventView | null
  readonly kill: EventView | null
  readonly fault: ProbeFault | null
}

const evidenceOf = (
  file: CaseFile,
  kind: KillingKind,
  { failure, kill, fault }: Parts,
): readonly Evidence[] => [
  ...(failure ? [file.fromEvent(failure)] : []),
  ...faultLine(file, fault),
  ...(kill ? [file.fromEvent(kill)] : []),
  ...specEvidence(file, kind),
]

const faultLine = (file: CaseFile, fault: ProbeFault | null): readonly Evidence[] => {
  if (!fault) return []
  if (fault.kind === 'localhost-only') return saidEvidence(file, fault.listens.said)
  if (fault.kind === 'wrong-port' || fault.kind === 'status' || fault.kind === 'scheme')
    return saidEvidence(file, fault.said)
  return fault.kind === 'timeout' ? saidEvidence(file, fault.started) : []
}

/** The probe as the pod states it: what it asks, and how long it waits. */
export function specEvidence(file: CaseFile, kind: ProbeKind): readonly Evidence[] {
  const probe = probeOf(file, kind)
  if (!probe) return []
  const handler = (['httpGet', 'tcpSocket', 'grpc', 'exec'] as const).find((name) => probe[name])
  const { period, timeout, threshold } = probeTiming(probe)
  return [
    ...(handler ? [file.fromSpec(`${kind}Probe.${handler}`, probe[handler])] : []),
    file.fromSpec(`${kind}Probe`, {
      periodSeconds: period,
      timeoutSeconds: timeout,
      failureThreshold: threshold,
    }),
  ]
}

export function factsOf(fault: ProbeFault | null): Finding['facts'] {
  if (!fault) return {}
  const facts: Record<string, string> = { fault: fault.kind }
  if ('asked' in fault && fault.asked !== null) facts['port'] = String(fault.asked)
  if ('listens' in fault) facts['listens'] = String(fault.listens.port)
  if (fault.kind === 'wrong-port' && fault.where) facts['where'] = fault.where
  if (fault.kind === 'status') return { ...facts, status: String(fault.status), path: fault.path }
  if (fault.kind === 'scheme') return { ...facts, scheme: fault.to }
  if (fault.kind === 'tool-missing') return { ...facts, tool: fault.tool }
  if (fault.kind === 'named-port') return { ...facts, name: fault.name }
  return fault.kind === 'too-early' ? { ...facts, budget: String(fault.budgetSeconds) } : facts
}

/** One line for people: what the probe asks, and why that fails. */
export function titleOf(kind: ProbeKind, fault: ProbeFault | null): string {
  const probe = `${WORDS[kind]} probe`
  if (!fault) return `Killed for its ${kind} probe`
  switch (fault.kind) {
    case 'wrong-port':
      return `${probe} asks port ${fault.asked}, but the program listens on ${fault.listens.port}`
    case 'localhost-only':
      return `${probe} is refused: the program listens on ${fault.listens.address}:${fault.asked} only, not on the pod's address`
    case 'too-early':
      return kind === 'readiness'
        ? 'The program is not up yet'
        : `${probe} gives up after ${fault.budgetSeconds} s, before the program is up`
    case 'refused':
      return `${probe} is refused${fault.asked === null ? '' : ` on port ${fault.asked}`}`
    case 'status':
      return `${probe}${fault.path ? ` ${fault.path}` : ''} is answered with ${fault.status}`
    case 'timeout':
      return `${probe} gets no answer within ${fault.seconds} s`
    case 'scheme':
      return `${probe} speaks ${fault.to === 'HTTPS' ? 'HTTP to a port that serves HTTPS' : 'HTTPS to a port that serves HTTP'}`
    case 'unreachable':
      return `${probe} cannot reach the pod: ${fault.text}`
    case 'grpc':
      return `${probe} (gRPC) fails: ${fault.text}`
    case 'named-port':
      return `${probe} names port "${fault.name}", which the container does not declare`
    case 'tool-missing':
      return `${probe} runs ${fault.tool}, which the image does not have`
    case 'exec':
      return fault.output ? `${probe} command fails: ${fault.output}` : `${probe} command fails`
    case 'other':
      return `${probe} fails: ${fault.text}`
  }
}

/** Two or three sentences on one probe's failure. */
export function explainProbe(file: CaseFile, kind: KillingKind, finding: Finding): string {
  const probe = probeOf(file, kind)
  const { period, threshold } = probeTiming(probe)
  const port = probePort(file, probe)
  const isStated = !/\/(?:no-events|by-time)$/.test(finding.rule)
  const killed = `he kubelet killed the container after ${threshold} failed ${kind} probes in a row (every ${period} s)${endWords(file)}`
  const kills = isStated
    ? `T${killed}; the program itself did not crash.`
    : `Most likely t${killed}. No event of it is at hand.`
  return `${kills} ${WHY[finding.facts['fault'] ?? '']?.(finding.facts, port) ?? ''}`.trim()
}

const endWords = ({ exit }: CaseFile): string => {
  if (exit?.code === 137)
    return ', and with SIGKILL (137) as it did not end within its grace period'
  if (exit?.code === 143) return ', and SIGTERM ended it (143)'
  return exit?.code === 0 ? ', and it ended cleanly on SIGTERM (0)' : ''
}

type Why = (facts: Finding['facts'], port: number | null) => string

const WHY: Readonly<Record<string, Why>> = {
  'wrong-port': ({ port, listens, where }) =>
    `${where ? `${where} lets it listen on` : 'Its log says that it listens on'} ${listens}, while the probe asks ${port}, where nothing answers.`,
  'localhost-only': () =>
    "The probe comes from the node to the pod's address; a server bound to localhost cannot be reached that way. Bind it to 0.0.0.0.",
  'too-early': ({ budget }) =>
    `It had not finished starting when the ${budget} s that the probe allows were over; it needs more time, or more CPU.`,
  refused: (_, port) => `Nothing listened on port ${port ?? 'of the probe'} when it was asked.`,
  status: ({ status, path }) =>
    status === '404'
      ? `The program runs and answers, but it does not serve ${path || 'the path that the probe asks for'}.`
      : status === '401' || status === '403'
        ? `The program runs and answers, but it wants a login for ${path || 'that path'}; probes send none.`
        : `The program runs and answers ${status} on ${path || 'its health endpoint'}: it reports itself as unhealthy. A restart does not repair what it depends on.`,
  timeout: () => 'The program was busy or blocked when it was asked, so the answer came too late.',
  scheme: ({ scheme }) => `The port speaks ${scheme}; the probe must use scheme ${scheme}.`,
  unreachable: () =>
    'The node cannot reach the pod at all: look at the network plugin and at NetworkPolicies.',
  grpc: () => 'The server does not answer the gRPC health protocol as the probe expects.',
  'named-port': ({ name }) => `No port of the container is named ${name}.`,
  'tool-missing': ({ tool }) =>
    `The probe's command needs ${tool}, which is not in the image, so it fails at every try.`,
  exec: () => "The probe's command ends with a failure.",
}
