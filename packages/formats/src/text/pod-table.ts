import { AGE_OR_NONE, ageSeconds } from './time.ts'

/** One row of `kubectl get pods`, with or without its header, wide or not, of any namespace. */
export interface PodTableRow {
  readonly namespace: string | null
  readonly name: string
  readonly ready: number
  readonly containers: number
  readonly status: string
  /** Null where the row is cut off before it. */
  readonly restarts: number | null
  readonly restartedAgo: number | null
  readonly age: number | null
  readonly node: string | null
  readonly ip: string | null
}

const STATUS = '(?:Init:\\d+/\\d+|[A-Z][\\w]*(?::[\\w/]+){0,2}(?:\\s?\\([A-Za-z ]+\\))?)'
const ROW = new RegExp(
  `^\\s*(?:([a-z0-9][-a-z0-9]*)\\s+)?(?:pods?/)?([a-z0-9][-a-z0-9.]*)\\s+(\\d+)/(\\d+)\\s+(${STATUS})(?:\\s+(\\d+)(?:\\s+\\((${AGE_OR_NONE}) ago\\))?(?:\\s+(${AGE_OR_NONE}))?(?:\\s+(\\S.*))?)?\\s*$`,
)
/** What `kubectl get pods` shows in its column STATUS, as far as it is no word of a runtime of its own. */
export const KNOWN_STATUS =
  /^(?:Running|Pending|Succeeded|Failed|Unknown|Error|Completed|CrashLoopBackOff|OOMKilled|Evicted|Terminating|NotReady|NodeLost|ContainerCreating|PodInitializing|ImagePullBackOff|ErrImage\w+|\w*Error|Init:.+|ExitCode:\d+|Signal:\d+|ContainerCannotRun|ContainerStatusUnknown|DeadlineExceeded|Shutdown|NodeShutdown|NodeAffinity|UnexpectedAdmissionError|OutOf\w+|Preempting|Preempted|SchedulingGated|InvalidImageName|PostStartHookError|StartError|Terminated|RunContainerError|MatchNodeSelector|CreateContainer\w+|VerifyNonRootError)/

/** A row of `kubectl get pods`, with or without `-A` and `-o wide`; null for any other line. */
export function podTableRow(text: string): PodTableRow | null {
  if (text.length > 1000 || !text.includes('/')) return null
  const match = ROW.exec(text)
  if (match === null) return null
  const [, namespace, name = '', ready, containers, status = '', restarts, ago, age, rest] = match
  // Without an age the row is cut off, and only a known status tells it from other tables.
  if (age === undefined && !KNOWN_STATUS.test(status)) return null
  const wide = /^(\d+\.\d+\.\d+\.\d+|[0-9a-f:]+:[0-9a-f:]*|<none>)\s+(\S+)/.exec(rest ?? '')
  return {
    namespace: namespace ?? null,
    name,
    ready: Number(ready),
    containers: Number(containers),
    status,
    restarts: restarts === undefined ? null : Number(restarts),
    restartedAgo: ageSeconds(ago),
    age: ageSeconds(age),
    ip: filled(wide?.[1]),
    node: filled(wide?.[2]),
  }
}

const filled = (text: string | undefined): string | null =>
  text === undefined || text === '<none>' ? null : text

export function isPodHeader(text: string): boolean {
  return /^\s*(?:NAMESPACE\s+)?(?:NAME|POD)\s+READY\s+(?:STATUS|REASON)\s+RESTARTS?(?:\s|$)/.test(
    text,
  )
}

/** Headers of other tables that kubectl prints; their rows are no evidence here. */
export function isOtherHeader(text: string): boolean {
  return /^\s*(?:NAMESPACE\s+)?(?:NAME|POD)(?:\s+[A-Z][A-Z0-9%/_-]*(?:\([a-z]+\))?%?){2,}\s*$/.test(
    text,
  )
}

/** A row of `kubectl get nodes`. */
export interface NodeRow {
  readonly name: string
  readonly ready: boolean
}

export function nodeRow(text: string): NodeRow | null {
  const match =
    /^\s*(?:nodes?\/)?([a-z0-9][-a-z0-9.]*)\s+((?:Not)?Ready(?:,\w+)*)\s+\S+\s+\S+\s+v\d/.exec(text)
  return match === null
    ? null
    : { name: match[1] ?? '', ready: !(match[2] ?? '').startsWith('Not') }
}

/** A row of `kubectl top pods`. */
export interface TopRow {
  readonly pod: string
  readonly container: string | null
  readonly namespace: string | null
  readonly memoryBytes: number
}

const MEMORY_UNIT: Readonly<Record<string, number>> = { Ki: 1024, Mi: 1024 ** 2, Gi: 1024 ** 3 }

/** A row of `kubectl top pod [--containers] [-A]` under its header. */
export function topRow(text: string, header: string): TopRow | null {
  const cells = text.trim().split(/\s+/)
  const columns = header.trim().split(/\s+/)
  const cell = (column: string): string | undefined => cells[columns.indexOf(column)]
  const memory = /^(\d+)(Ki|Mi|Gi)$/.exec(cell('MEMORY(bytes)') ?? '')
  const pod = cell('POD') ?? cell('NAME')
  if (memory === null || pod === undefined || columns.includes('MEMORY%')) return null
  return {
    pod,
    container: columns.includes('POD') ? (cell('NAME') ?? null) : null,
    namespace: cell('NAMESPACE') ?? null,
    memoryBytes: Number(memory[1]) * (MEMORY_UNIT[memory[2] ?? ''] ?? 1),
  }
}
