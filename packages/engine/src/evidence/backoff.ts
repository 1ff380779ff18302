/**
 * The kubelet's back-off between restarts of a container, in seconds (pkg/kubelet/kubelet.go: `backOffPeriod` 10 s,
 * `MaxCrashLoopBackOff` 300 s; client-go flowcontrol.Backoff doubles it and forgets an entry after twice the maximum of quiet).
 * KEP-4603 lets a node lower the maximum (`crashLoopBackOff.maxContainerRestartPeriod`), or start at 1 s with a maximum of 60 s.
 */
export const FIRST_BACKOFF_SECONDS = 10
export const LONGEST_BACKOFF_SECONDS = 300
/** A container that ran or rested so long starts with the first back-off again. */
export const BACKOFF_RESET_SECONDS = 600

/** Seconds that the kubelet has waited in all before the restart of this count, where no run was long enough to reset it. */
export function totalBackoffSeconds(restarts: number): number {
  let sum = 0
  for (let n = 0; n < restarts; n++)
    sum += Math.min(FIRST_BACKOFF_SECONDS * 2 ** n, LONGEST_BACKOFF_SECONDS)
  return sum
}
