import { BACKOFF_RESET_SECONDS } from '@unloop/engine/evidence'
import type { ContainerDraft, ObjectDraft, PodRow } from './draft.ts'
import { endedForGood } from './owners.ts'
import { isoTime } from './time.ts'
import { getPath } from './tree.ts'

/** Statuses that `kubectl get pods` shows for a container that waits; others are phases or reasons of an end. */
const WAITING =
  /BackOff$|^ErrImage|^Create|Creating$|Initializing$|^RunContainerError$|^InvalidImageName$|^PostStartHookError$|^VerifyNonRootError$|^ImageInspectError$|^RegistryUnavailable$/
const PHASES = new Set(['Running', 'Pending', 'Succeeded', 'Failed', 'Unknown'])

/** True for a row of a pod that is not well. */
export function isFailing(row: PodRow): boolean {
  const { status } = row
  if (status === 'Running') return row.ready < row.containers
  if (status === 'Completed' || status === 'Succeeded') return row.restarts > 0
  return !/^(?:Pending|ContainerCreating|PodInitializing|Init:\d|Terminating)/.test(status)
}

/**
 * Turns the rows of a pod into the status that kubectl computed them from (`printPod` in
 * k8s.io/kubernetes/pkg/printers/internalversion). A description or YAML of the same pod knows better and is left alone.
 */
export function applyRows(pod: ObjectDraft, now: number | null): void {
  const row = tellingRow(pod.rows)
  if (row === null) return
  const { line } = row
  setPhase(pod, row)
  if (pod.rows.length === 1 && endedForGood(pod, row)) setEnded(pod, row)
  if (
    row.age !== null &&
    now !== null &&
    getPath(pod.tree, 'metadata.creationTimestamp') === undefined
  ) {
    pod.set('metadata.creationTimestamp', isoTime(now - row.age * 1000), line)
  }
  const init = row.status.startsWith('Init:')
  const known = pod.containers.filter((container) => container.init === init)
  // Of several containers the row's numbers are a sum, and its status is that of any of them.
  if (known.length > 1) return
  applyToContainer(known[0] ?? pod.container('', init), row, now)
}

function applyToContainer(container: ContainerDraft, row: TellingRow, now: number | null): void {
  const { line, restarts, ready, containers, restartedAgo } = row
  const { status } = container
  const setMissing = (path: string, value: unknown): void => {
    if (getPath(status, path) === undefined) container.set('status', path, { value, line })
  }
  setMissing('restartCount', restarts)
  // One of several containers is up: which, the row does not say.
  if (!container.init) setMissing('ready', ready === containers)
  if (status['state'] === undefined) setState(row, setMissing)
  if (isSettled(row) && now !== null && getPath(status, 'state.running') !== undefined)
    setMissing('state.running.startedAt', isoTime(now - (restartedAgo ?? 0) * 1000))
  if (row.ended !== null && getPath(status, 'state.terminated') === undefined) {
    const { reason, line: at } = row.ended
    const setEnd = (path: string, value: unknown): void => {
      if (getPath(status, path) === undefined) container.set('status', path, { value, line: at })
    }
    setEnd('lastState.terminated.reason', reason)
    // The kubelet writes Completed exactly for exit code 0.
    if (reason === 'Completed') setEnd('lastState.terminated.exitCode', 0)
  }
  if (restartedAgo !== null && now !== null) {
    setMissing('lastState.terminated.finishedAt', isoTime(now - restartedAgo * 1000))
  }
}

/** A run that resets the kubelet's back-off: the loop that ended before it is over. */
const isSettled = ({ status, ready, containers, restartedAgo }: PodRow): boolean =>
  status === 'Running' && ready === containers && (restartedAgo ?? 0) >= BACKOFF_RESET_SECONDS

interface TellingRow extends PodRow {
  /** How a run ended that another row of the watch shows. */
  readonly ended: { readonly reason: string; readonly line: PodRow['line'] } | null
}

/** Reasons of an end that tell more than that there was one. */
const TELLING_END = /^(?:OOMKilled|ContainerCannotRun|StartError|DeadlineExceeded|Error|Completed)$/

function endShown(rows: readonly PodRow[]): TellingRow['ended'] {
  const ends = rows.map(({ status, line }) => ({ reason: status.replace(/^Init:/, ''), line }))
  const killed = ends.findLast(({ reason }) => reason === 'OOMKilled')
  return killed ?? ends.findLast(({ reason }) => TELLING_END.test(reason)) ?? null
}

/** Of a watch's many rows: the last that shows a failure, with the most restarts of all. */
function tellingRow(rows: readonly PodRow[]): TellingRow | null {
  const last = rows.at(-1)
  if (last === undefined) return null
  const row =
    rows.findLast((candidate) => /CrashLoopBackOff/.test(candidate.status)) ??
    rows.findLast(isFailing) ??
    last
  const restarts = Math.max(...rows.map((one) => one.restarts))
  return { ...row, restarts, ended: rows.length > 1 ? endShown(rows) : null }
}

/** What a controller that makes new pods owns, and what ended well, is not started again where it is. */
function setEnded(pod: ObjectDraft, { status, line }: PodRow): void {
  if (getPath(pod.tree, 'status.phase') !== undefined) return
  if (status === 'Completed') pod.set('status.phase', 'Succeeded', line)
  else if (getPath(pod.tree, 'metadata.ownerReferences') !== undefined)
    pod.set('status.phase', 'Failed', line)
}

function setPhase(pod: ObjectDraft, { status, line, restarts }: PodRow): void {
  // The row tells that it is being deleted, not since when; its description may still call it running.
  if (status === 'Terminating' && getPath(pod.tree, 'metadata.deletionTimestamp') === undefined)
    pod.set('metadata.deletionTimestamp', '1970-01-01T00:00:00Z', line)
  if (getPath(pod.tree, 'status.phase') !== undefined) return
  if (PHASES.has(status)) pod.set('status.phase', status, line)
  else if (
    /^(?:Evicted|ContainerStatusUnknown|NodeAffinity|Shutdown|NodeShutdown|Terminated|UnexpectedAdmissionError|OutOf\w+|NodeLost|Preempting)$/.test(
      status,
    )
  ) {
    pod.set('status.phase', status === 'NodeLost' ? 'Unknown' : 'Failed', line)
    pod.set('status.reason', status, line)
  } else if (/^Init:|^PodInitializing|^ContainerCreating|^Create/.test(status)) {
    pod.set('status.phase', 'Pending', line)
  } else if (status === 'Completed' && restarts === 0) pod.set('status.phase', 'Succeeded', line)
  else if (status === 'CrashLoopBackOff') pod.set('status.phase', 'Running', line)
}

function setState(row: PodRow, set: (path: string, value: unknown) => void): void {
  const status = row.status.replace(/^Init:/, '')
  const exit = /^ExitCode:(-?\d+)$/.exec(status)
  const signal = /^Signal:(\d+)$/.exec(status)
  if (/^\d+\/\d+$/.test(status) || status === 'Running' || status === 'NotReady')
    set('state.running', {})
  else if (WAITING.test(status)) set('state.waiting.reason', status)
  else if (exit !== null) set('state.terminated.exitCode', Number(exit[1]))
  else if (signal !== null) set('state.terminated.signal', Number(signal[1]))
  else if (!PHASES.has(status) && status !== 'Terminating' && status !== 'Evicted') {
    set('state.terminated.reason', status)
    // The kubelet writes Completed exactly for exit code 0.
    if (status === 'Completed') set('state.terminated.exitCode', 0)
  }
}
