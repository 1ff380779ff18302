import type { Exit } from './exit.ts'

/** The kubelet's own words, with Go's duration: `back-off 2m40s restarting failed container`. */
const STATED = /back-off (?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)? restarting/i

/** Seconds that the kubelet itself states in `state.waiting.message` ("back-off 2m40s restarting failed container"). */
export function statedBackoff(message: string | undefined): number | null {
  const match = STATED.exec(message ?? '')
  if (!match) return null
  const [hours = 0, minutes = 0, seconds = 0] = match.slice(1).map((part) => Number(part ?? 0))
  return hours * 3600 + minutes * 60 + seconds
}

/** The kubelet's back-off of a container; null where nothing tells. */
export interface Clock {
  readonly seconds: number | null
  /** Milliseconds since 1970. */
  readonly nextRestartAt: number | null
}

/**
 * When the next start comes. Exact only where the kubelet states its back-off: the count of restarts does not tell how often
 * the back-off was reset by a run of ten minutes, nor whether this node has another maximum.
 */
export function backoffClock(waitingMessage: string | undefined, exit: Exit | null): Clock {
  const seconds = statedBackoff(waitingMessage)
  if (seconds === null || exit?.finishedAt == null) return { seconds, nextRestartAt: null }
  return { seconds, nextRestartAt: exit.finishedAt + seconds * 1000 }
}
