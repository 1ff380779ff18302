import type { EventView } from '../evidence/events.ts'
import { withoutOvercome } from '../evidence/overcome.ts'
import type { Inventory } from '../evidence/inventory.ts'
import type { PodSpec } from '../evidence/kube.ts'
import type { SnapshotObject } from '../evidence/snapshot.ts'
import { rfc3339 } from '../evidence/time.ts'
import type { LogLine } from '../logs/line.ts'
import { sourceLine } from '../logs/read.ts'
import { excerpt } from '../logs/excerpt.ts'
import type { Evidence } from '../report/report.ts'
import { podSpecOf } from '../evidence/inventory.ts'
import type { Finding } from './finding.ts'
import type { Exit } from './exit.ts'
import type { Run } from './runs.ts'
import type { FailingContainer } from './failing-container.ts'

/** What stopped the last run, as far as events and status say it. */
export type TerminatedBy = 'oom' | 'liveness' | 'startup' | 'eviction' | 'hook' | null

/** What a case file is made of; `runs` as `runsOf` reads them. */
export interface CaseParts {
  readonly failing: FailingContainer
  readonly inventory: Inventory
  readonly runs: readonly Run[]
  readonly messages?: readonly Finding[]
}

/** Everything at hand about one failing container: what the causes read. */
export class CaseFile {
  readonly failing: FailingContainer
  readonly inventory: Inventory
  #runs: readonly Run[]
  #lastRuns: readonly Run[] | undefined
  /** Events of its pod that concern this container or no container, without obstacles that it got over, oldest first. */
  readonly events: readonly EventView[]
  readonly exit: Exit | null
  readonly terminatedBy: TerminatedBy

  /** What signatures found: causes cross-check it (a file named in a log against the mounts, a host against the Services). */
  readonly messages: readonly Finding[]

  constructor({ failing, inventory, runs, messages = [] }: CaseParts) {
    this.failing = failing
    this.messages = messages
    this.inventory = inventory
    this.#runs = runs
    this.exit = failing.exits[0] ?? null
    this.events = relevantEvents(failing, inventory)
    this.terminatedBy = whatTerminated(this)
  }

  /** Logs of its runs, the crashed run first. */
  get runs(): readonly Run[] {
    return this.#runs
  }

  /** At most two: the crashed runs, or any where no log of a crashed one is at hand. */
  get lastRuns(): readonly Run[] {
    if (this.#lastRuns) return this.#lastRuns
    const crashed = this.#runs.filter((run) => run.crashed)
    return (this.#lastRuns = (crashed.length > 0 ? crashed : this.#runs).slice(0, 2))
  }

  /** Once everything is said about this container: thousands of logs do not fit into memory together. */
  letGoOfLogs(): void {
    this.#runs = []
    this.#lastRuns = []
  }

  withMessages(messages: readonly Finding[]): CaseFile {
    return new CaseFile({
      failing: this.failing,
      inventory: this.inventory,
      runs: this.runs,
      messages,
    })
  }

  get podSpec(): PodSpec | null {
    const { pod, subject } = this.failing
    return pod?.pod.spec ?? (subject ? podSpecOf(subject.object) : null)
  }

  get podName(): string {
    return this.failing.pod?.pod.metadata.name ?? ''
  }

  /** `deploy/web`, as kubectl takes it. */
  get target(): string {
    const { kind, name } = this.failing.workload
    return `${SHORT[kind] ?? kind.toLowerCase()}/${name}`
  }

  /** Events whose reason and message fit. */
  eventsWhere(reason: string, message?: RegExp): readonly EventView[] {
    return this.events.filter(
      (event) => event.reason === reason && (!message || message.test(event.message)),
    )
  }

  fromLine({ stream }: Run, line: LogLine, focus = 0): Evidence {
    return {
      kind: 'log',
      source: stream.origin.source,
      line: sourceLine(stream, line.number),
      ...(line.at === null ? {} : { at: rfc3339(line.at) ?? '' }),
      excerpt: excerpt(line.raw, focus),
    }
  }

  fromEvent(event: EventView): Evidence {
    const at = rfc3339(event.last)
    return {
      kind: 'event',
      source: event.origin.source,
      ...(event.origin.line === undefined ? {} : { line: event.origin.line }),
      ...(at === null ? {} : { at }),
      field: `Event ${event.reason}${event.count > 1 ? ` ×${event.count}` : ''} ${event.kind}/${event.name}`,
      excerpt: excerpt(event.message, reasonAt(event.message)),
    }
  }

  /** A field below this container's status: `fromStatus('lastState.terminated.exitCode', 139)`. */
  fromStatus(field: string, value: unknown): Evidence {
    return this.fromSubject(`${this.failing.statusField}.${field}`, value)
  }

  /** A field below this container's spec: `fromSpec('livenessProbe.httpGet.port', 8080)`. */
  fromSpec(field: string, value: unknown): Evidence {
    return this.fromSubject(`${this.failing.specField}.${field}`, value)
  }

  /** A field of the pod, or of the controller that cannot make it, from its top: `fromSubject('spec.dnsPolicy', 'Default')`. */
  fromSubject(field: string, value: unknown): Evidence {
    const kind = field.startsWith('status') ? 'status' : 'spec'
    return { ...this.fromObject(this.failing.subject, field, value), kind }
  }

  /** Any field of any object; the excerpt is `"field": value` as JSON has it, or the pasted line. */
  fromObject(entry: SnapshotObject | null, field: string, value: unknown): Evidence {
    const pasted = entry?.fields?.[field]
    const name = field.slice(field.lastIndexOf('.') + 1)
    const line = pasted?.line ?? entry?.origin.line
    const { kind: of, metadata } = entry?.object ?? { kind: '', metadata: {} }
    // A pasted message can go on below the line that names the field.
    const goesOn = typeof value === 'string' && value.length > (pasted?.text.length ?? 0)
    const shown = pasted && !goesOn ? pasted.text.trim() : fieldExcerpt(name, value)
    return {
      kind: 'object',
      source: entry?.origin.source ?? '',
      ...(line === undefined ? {} : { line }),
      field: entry
        ? `${of} ${metadata.namespace ? `${metadata.namespace}/` : ''}${metadata.name ?? ''} ${field}`
        : field,
      excerpt: excerpt(shown, reasonAt(shown)),
    }
  }

  /** How the run ended, as evidence: the most telling of reason, message and exit code. */
  fromExit(part: 'exitCode' | 'reason' | 'message'): Evidence | null {
    const { exit } = this
    if (!exit) return null
    const value = part === 'exitCode' ? exit.code : exit[part]
    return value === null ? null : this.fromStatus(`${exit.field}.${part}`, value)
  }
}

/** A chain of wrappers of the kubelet, containerd and runc, whose reason stands at its end. */
const WRAPPED =
  /failed to (?:create|start) (?:containerd|container|shim|sandbox)|OCI runtime create failed|rpc error: code/

/** Where in a long message the part begins that says why: its end, where it is such a chain. */
const reasonAt = (text: string): number => {
  const long = text.length - 400
  return long > 0 && long < 1600 && WRAPPED.test(text.slice(0, 300)) ? text.length - 250 : 0
}

/** As JSON has it; a text with quotes of its own as YAML has it, so that what it quotes can be read and searched. */
const fieldExcerpt = (name: string, value: unknown): string =>
  typeof value === 'string' && /["\n]/.test(value)
    ? `${name}: ${value}`
    : `"${name}": ${JSON.stringify(value)}`

/** Short names of kinds as kubectl takes them. */
const SHORT: Readonly<Record<string, string>> = {
  Deployment: 'deploy',
  StatefulSet: 'sts',
  DaemonSet: 'ds',
  ReplicaSet: 'rs',
  CronJob: 'cronjob',
  Job: 'job',
  Pod: 'pod',
}

const relevantEvents = (
  { pod, container, subject, namespace }: FailingContainer,
  inventory: Inventory,
): readonly EventView[] => {
  const name = pod?.pod.metadata.name ?? subject?.object.metadata.name ?? ''
  const events = inventory.eventsOf(pod ? 'Pod' : (subject?.object.kind ?? ''), namespace, name)
  return withoutOvercome(events).filter(
    (event) => event.container === null || !container || event.container === container.name,
  )
}

/** Who ended the last run, by what the kubelet and the runtime state; the program itself where nobody else did. */
const whatTerminated = ({ events, exit, failing }: CaseFile): TerminatedBy => {
  if (exit?.reason === 'OOMKilled') return 'oom'
  const name = failing.container?.name ?? ''
  const killing = events.filter(
    ({ reason, message, container, last }) =>
      reason === 'Killing' &&
      (container === name || !message.includes('ontainer ') || message.includes(name)) &&
      endedBy(exit, last),
  )
  for (const { message } of [...killing].reverse()) {
    if (/startup probe/i.test(message)) return 'startup'
    if (/liveness probe|is unhealthy/i.test(message)) return 'liveness'
    if (/PostStartHook/i.test(message)) return 'hook'
  }
  const evicted =
    failing.pod?.pod.status?.reason === 'Evicted' ||
    events.some(({ reason }) => reason === 'Evicted')
  return evicted ? 'eviction' : null
}

/** A kill from before the last run began ended an earlier run: this one ended otherwise. Event times are whole seconds. */
const endedBy = (exit: Exit | null, at: number | null): boolean =>
  at === null || exit?.startedAt == null || at >= exit.startedAt - 1000
