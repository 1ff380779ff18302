import { sh } from '../commands/sh.ts'
import type {
  Evidence,
  Fix,
  Incident,
  IncidentKind,
  RankedCause,
  Report,
} from '../report/report.ts'

/** Phrases that all outputs for people share. */

export const KIND_WORDS: Readonly<Record<IncidentKind, string>> = {
  'crash-loop': 'crash loop',
  'start-blocked': 'does not start',
  'not-ready': 'not ready',
  root: 'root cause',
}

/** A probability in words; the bounds are those of the published calibration. */
export function confidenceWords(cause: RankedCause): string {
  if (cause.id === 'unknown') return 'undecided'
  if (cause.confidence >= 0.95) return 'almost certain'
  if (cause.confidence >= 0.8) return 'very likely'
  if (cause.confidence >= 0.6) return 'likely'
  if (cause.confidence >= 0.4) return 'possible'
  return 'a guess'
}

export function percent(confidence: number): string {
  return `${Math.round(confidence * 100)} %`
}

export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}

/** `shop/deployment/checkout`, with the cluster in front where several are shown. */
export function where(incident: Incident): string {
  const place = [incident.namespace, incident.workload.kind.toLowerCase(), incident.workload.name]
  const path = place.filter((part) => part !== '').join('/')
  return incident.cluster === undefined ? path : `${incident.cluster}: ${path}`
}

/** The same for a row of a list: `shop/checkout`; the container or the file where nothing names the workload. */
export function whereShort({ cluster, namespace, workload, container, causes }: Incident): string {
  const path = [namespace, workload.name].filter((part) => part !== '').join('/')
  const known = path || container?.name || causes[0]?.evidence[0]?.source || workload.kind
  return cluster === undefined ? known : `${cluster}: ${known}`
}

/** `, container api` where there is one; init and sidecar containers are called so. */
export function containerWords({ container }: Incident): string {
  if (container === null) return ''
  return container.role === 'main'
    ? `container ${container.name}`
    : `${container.role} container ${container.name}`
}

export function placeOf({ source, line, field }: Evidence): string {
  return `${source}${line === undefined ? '' : `:${line}`}${field === undefined ? '' : ` ${field}`}`
}

/** Signal names of Linux on x86-64 and arm64 (signal(7)) that containers end with. */
const SIGNALS: Readonly<Record<number, string>> = {
  1: 'SIGHUP',
  2: 'SIGINT',
  3: 'SIGQUIT',
  4: 'SIGILL',
  5: 'SIGTRAP',
  6: 'SIGABRT',
  7: 'SIGBUS',
  8: 'SIGFPE',
  9: 'SIGKILL',
  10: 'SIGUSR1',
  11: 'SIGSEGV',
  12: 'SIGUSR2',
  13: 'SIGPIPE',
  14: 'SIGALRM',
  15: 'SIGTERM',
  24: 'SIGXCPU',
  25: 'SIGXFSZ',
  31: 'SIGSYS',
}

export function signalName(signal: number): string {
  return SIGNALS[signal] ?? `signal ${signal}`
}

/** `CrashLoopBackOff, exit code 137 (SIGKILL), 7 restarts, 2 pods`. */
export function stateWords(incident: Incident): string {
  const { reason, exitCode, signal } = incident.state
  const byCode = exitCode !== null && exitCode > 128 && exitCode <= 165 ? exitCode - 128 : null
  const named = signal ?? byCode
  const exit =
    exitCode === null
      ? null
      : `exit code ${exitCode}${named === null ? '' : ` (${signalName(named)})`}`
  const restarted = incident.kind === 'root' ? null : restartWords(incident)
  const pods = incident.pods.length === 0 ? null : plural(incident.pods.length, 'pod')
  return [reason, exit, restarted, pods].filter((part) => part !== null && part !== '').join(', ')
}

/** No count on record is none that is told; only of a crash loop is it worth a word. */
function restartWords({ kind, state }: Incident): string | null {
  if (state.restartsUnknown !== true) return plural(state.restarts, 'restart')
  return kind === 'crash-loop' ? 'restarts not on record' : null
}

/** "Now" of a report: the capture where it is known, else the time of the report. */
export function nowOf(report: Report): number {
  return Date.parse(report.source.capturedAt ?? report.generatedAt)
}

/** `2 min 10 s`; two units at most. */
export function duration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds))
  const parts: readonly (readonly [number, string])[] = [
    [Math.floor(whole / 86_400), 'd'],
    [Math.floor(whole / 3600) % 24, 'h'],
    [Math.floor(whole / 60) % 60, 'min'],
    [whole % 60, 's'],
  ]
  const first = parts.findIndex(([count]) => count > 0)
  if (first === -1) return '0 s'
  return parts
    .slice(first, first + 2)
    .filter(([count]) => count > 0)
    .map(([count, unit]) => `${count} ${unit}`)
    .join(' ')
}

/** `2026-11-20 09:30:00 UTC`; the text itself where it is no time. */
export function clock(time: string): string {
  const at = Date.parse(time)
  return Number.isNaN(at)
    ? time
    : `${new Date(at).toISOString().slice(0, 19).replace('T', ' ')} UTC`
}

/** `09:30:00 UTC`, with the date where it is not the one of `now`. */
export function shortClock(time: string, now: number): string {
  const full = clock(time)
  const today = Number.isNaN(now) ? '' : new Date(now).toISOString().slice(0, 10)
  return full.startsWith(`${today} `) ? full.slice(11) : full
}

/** `18 min ago` or `in 2 min`, seen from `now`; empty where either is unknown. */
export function relative(time: string, now: number): string {
  const seconds = (Date.parse(time) - now) / 1000
  if (Number.isNaN(seconds)) return ''
  return seconds > 0 ? `in ${duration(seconds)}` : `${duration(-seconds)} ago`
}

/** What is known of the next start, or null where nothing is. */
export function nextRestartWords(incident: Incident, now: number): string | null {
  const { nextRestartAt, backoffSeconds } = incident.state
  const pause = backoffSeconds === null ? '' : `, after a back-off of ${duration(backoffSeconds)}`
  if (nextRestartAt === null) return null
  const due = Date.parse(nextRestartAt) <= now ? 'due by now' : relative(nextRestartAt, now)
  return `${due} (${shortClock(nextRestartAt, now)})${pause}`
}

/** `killed by its probe ← the database is out of reach ← its name does not resolve`; null where nothing is known of it. */
export function chainWords({ causes, chain = [] }: Incident): string | null {
  const [leader] = causes
  if (leader === undefined || chain.length === 0) return null
  return [...chain.toReversed(), leader].map(({ title }) => title.replace(/\s+/g, ' ')).join(' ← ')
}

/** A rival is close if it has at least half of the leader's probability, or the leader is weak. */
export function rivals(incident: Incident): {
  close: readonly RankedCause[]
  far: readonly RankedCause[]
} {
  const [leader, ...all] = incident.causes
  // Neither that nothing may decide, nor what the leader leads to, is a rival to it.
  const chained = new Set((incident.chain ?? []).map(({ id }) => id))
  const others = all.filter(({ id }) => id !== 'unknown' && !chained.has(id))
  if (leader === undefined) return { close: [], far: [] }
  const isClose = (cause: RankedCause): boolean =>
    cause.confidence >= 0.1 && cause.confidence >= leader.confidence / 2
  return { close: others.filter(isClose), far: others.filter((cause) => !isClose(cause)) }
}

/** What a fix is called: a plan that only looks, and changes nothing, is what to do next. */
export function fixLabel(fix: Fix, index: number): 'Fix' | 'Next' | 'Or' {
  return index > 0 ? 'Or' : isLook(fix) ? 'Next' : 'Fix'
}

const isLook = ({ patch, create, also, commands }: Fix): boolean =>
  patch === null &&
  create === undefined &&
  also === undefined &&
  commands.length > 0 &&
  commands.every((command) => LOOKS.test(command))

/** Commands that change nothing. */
const LOOKS =
  /^(?:kubectl (?:-n \S+ )?(?:get|describe|logs|top|auth can-i|events|explain|api-resources|api-versions|version|port-forward|rollout (?:status|history))\b|docker manifest inspect\b|curl -v\b|openssl (?:s_client|x509)\b|unloop debug\b|kubectl exec .* -- (?:df|ls|cat|id|env|stat)\b)/

/** Text and the commands in it, which our own sentences put between backticks: every second piece is a command. */
export function pieces(text: string): readonly string[] {
  return text.split(/`([^`\n]+)`/)
}

/** `3 incidents in 41 pods (58 containers) of recorded-demo, captured …`. */
export function summary(report: Report): string {
  const { pods, containers } = report.scanned
  const scanned = `${plural(pods, 'pod')} (${plural(containers, 'container')})`
  const found =
    report.incidents.length === 0 ? 'No incident' : plural(report.incidents.length, 'incident')
  const captured =
    report.source.capturedAt === null ? '' : `, as of ${clock(report.source.capturedAt)}`
  const source =
    report.source.kind === 'text'
      ? report.source.name
      : `${report.source.kind} ${report.source.name}`
  const scope = report.source.kind === 'text' && pods === 0 ? '' : ` in ${scanned}`
  return `${found}${scope} of ${source}${captured}`
}

/** An incident and those that it causes, directly or through others. */
export interface Family {
  readonly root: Incident
  readonly victims: readonly Incident[]
}

/** Roots with their victims, in the report's order; a victim whose root is not shown stands alone. */
export function families({ incidents }: Report): readonly Family[] {
  const tops = new Map(incidents.map((incident) => [incident.id, topOf(incident, incidents)]))
  return incidents
    .filter(({ id }) => tops.get(id) === id)
    .map((root) => ({
      root,
      victims: incidents.filter(({ id }) => id !== root.id && tops.get(id) === root.id),
    }))
}

/** The id at the top of a chain of victims; the incident's own where the chain is a ring, which the engine does not make. */
function topOf(incident: Incident, all: readonly Incident[]): string {
  let at = incident
  const seen = new Set([at.id])
  for (;;) {
    const above = all.find(({ id }) => id === at.victimOf)
    if (above === undefined) return at.id
    if (seen.has(above.id)) return incident.id
    seen.add(above.id)
    at = above
  }
}

/** Whether a fix is something that unloop can do itself. */
export function isApplicable({ id, patch, create = [] }: Fix): boolean {
  return patch !== null || create.length > 0 || id === 'rollout-undo'
}

/** The patch of a fix as a command, where the fix gives no command of its own. */
export function commandsOf(fix: Fix): readonly string[] {
  if (fix.commands.length > 0 || fix.patch === null) return fix.commands
  const { target, type, body } = fix.patch
  return [
    sh`kubectl -n ${target.namespace} patch ${target.kind.toLowerCase()} ${target.name} --type=${type} -p ${JSON.stringify(body)}`,
  ]
}
