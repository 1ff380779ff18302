import type { ContainerStatus, Terminated } from '../evidence/kube.ts'
import { millis } from '../evidence/time.ts'

/** How the last finished run of a container ended. */
export interface Exit {
  readonly code: number | null
  /** The signal's number: stated by the runtime, or worked out from an exit code above 128 (POSIX shells, runc). */
  readonly signal: number | null
  readonly reason: string | null
  readonly message: string | null
  readonly startedAt: number | null
  readonly finishedAt: number | null
  /** Milliseconds; null where a time is unknown or the run never started. */
  readonly ran: number | null
  /** Path below the container status: `lastState.terminated` or `state.terminated`. */
  readonly field: 'lastState.terminated' | 'state.terminated'
}

/** One end of a run, with the field of the status that states it. */
const view = (terminated: Terminated, field: Exit['field']): Exit => {
  const startedAt = millis(terminated.startedAt)
  const finishedAt = millis(terminated.finishedAt)
  const code = terminated.exitCode ?? null
  return {
    code,
    signal:
      terminated.signal || (code !== null && code > 128 && code <= 128 + 64 ? code - 128 : null),
    reason: terminated.reason ?? null,
    message: terminated.message?.trim() || null,
    startedAt,
    finishedAt,
    ran: startedAt !== null && finishedAt !== null ? Math.max(0, finishedAt - startedAt) : null,
    field,
  }
}

/** The newest first: the run that `state` shows as terminated, then the one before it. */
export function exitsOf(status: ContainerStatus | null): readonly Exit[] {
  return [
    ...(status?.state?.terminated ? [view(status.state.terminated, 'state.terminated')] : []),
    ...(status?.lastState?.terminated
      ? [view(status.lastState.terminated, 'lastState.terminated')]
      : []),
  ]
}
