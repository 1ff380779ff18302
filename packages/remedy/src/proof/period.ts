import type { KubeObject, Pod } from '@unloop/engine/evidence'

const LEAST_SECONDS = 15
const MOST_SECONDS = 600

/** How long one round of the loop lasts without its back-off: the longest run that ended among these pods. */
export const loopSeconds = (pods: readonly KubeObject[]): number => {
  const runs = pods.flatMap((pod) => {
    const { status } = pod as Pod
    const statuses = [
      ...(status?.containerStatuses ?? []),
      ...(status?.initContainerStatuses ?? []),
    ]
    return statuses.flatMap(({ lastState, state }) => [lastState?.terminated, state?.terminated])
  })
  const seconds = runs.map(
    (run) => (Date.parse(run?.finishedAt ?? '') - Date.parse(run?.startedAt ?? '')) / 1000,
  )
  return Math.max(
    0,
    ...seconds.filter((one) => Number.isFinite(one) && one >= 0 && one < 24 * 3600),
  )
}

/** How long restarts must stay level: longer than the loop's own period. */
export const provingSeconds = (loop: number): number =>
  Math.min(MOST_SECONDS, Math.max(LEAST_SECONDS, Math.ceil(loop * 1.25) + 5))
