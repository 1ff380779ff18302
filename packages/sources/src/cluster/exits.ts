import type { ContainerState, ContainerStatus, Pod } from '@unloop/engine/evidence'
import type { Run } from './log-fetch.ts'

/** A run of a container that has ended, and where its log is. */
export interface Exit {
  readonly container: string
  /** The runtime's id of the container, which no other run has. */
  readonly containerId: string
  /** Counted from 0, as `restartCount` is. */
  readonly run: number
  readonly log: Run
  /** Milliseconds since 1970; NaN where the status does not say. */
  readonly finishedMs: number
}

/** The runs of a pod's containers that the status knows to have ended: at most two a container. */
export function exitsOf(pod: Pod): Exit[] {
  const { containerStatuses = [], initContainerStatuses = [], ...rest } = pod.status ?? {}
  const ephemeral = (rest as { ephemeralContainerStatuses?: typeof containerStatuses })
    .ephemeralContainerStatuses
  return [...initContainerStatuses, ...containerStatuses, ...(ephemeral ?? [])].flatMap(
    (status) => {
      const { name: container, restartCount = 0, state, lastState } = status
      const found = [
        exitOf(lastState, { container, run: lastRunOf(status), log: 'previous' as const }),
        exitOf(state, { container, run: restartCount, log: 'current' as const }),
      ]
      return found.filter((exit) => exit !== null)
    },
  )
}

/**
 * The number of the run that `lastState` tells of. While the next one is waited for, the container that ended is still the
 * newest one, which is what `restartCount` counts (kubelet, convertStatusToAPIStatus).
 */
export function lastRunOf({
  restartCount = 0,
  state,
}: Pick<ContainerStatus, 'restartCount' | 'state'>): number {
  return state?.waiting === undefined ? restartCount - 1 : restartCount
}

function exitOf(
  state: ContainerState | undefined,
  at: Pick<Exit, 'container' | 'run' | 'log'>,
): Exit | null {
  const ended = state?.terminated
  const containerId = ended?.containerID ?? ''
  if (ended === undefined || ended === null || containerId === '') return null
  return { ...at, containerId, finishedMs: Date.parse(ended.finishedAt ?? '') }
}

/** The status counts whole seconds. */
const ROUNDING_MS = 2_000

/**
 * Whether a log with times ends where the run did. A container that was started again meanwhile answers with the log of
 * another run.
 */
export function isOfRun(text: string, { finishedMs }: Exit): boolean {
  const last = text.trimEnd()
  const stamp = /^\S+/.exec(last.slice(last.lastIndexOf('\n') + 1))?.[0] ?? ''
  const atMs = Date.parse(stamp)
  return Number.isNaN(atMs) || Number.isNaN(finishedMs) || atMs <= finishedMs + ROUNDING_MS
}
