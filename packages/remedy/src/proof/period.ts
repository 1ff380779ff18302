import type { Container, KubeObject, Pod } from '@unloop/engine/evidence'

export type Probe = NonNullable<Container['livenessProbe']>

/** Even a program that crashes at once is watched so long: its next start may take as long as the last. */
const LEAST_SECONDS = 15
const MOST_SECONDS = 600

/** How long one round of the loop lasts without its back-off: the longest run that ended among these pods. */
export function loopSeconds(pods: readonly KubeObject[]): number {
  const runs = pods.flatMap((pod) => {
    const { status } = pod as Pod
    const statuses = [
      ...(status?.containerStatuses ?? []),
      ...(status?.initContainerStatuses ?? []),
    ]
    return [
      ...statuses.flatMap(({ lastState, state }) => [lastState?.terminated, state?.terminated]),
      evictedRun(pod as Pod),
    ]
  })
  const seconds = runs.map(
    (run) => (Date.parse(run?.finishedAt ?? '') - Date.parse(run?.startedAt ?? '')) / 1000,
  )
  return Math.max(
    0,
    ...seconds.filter((one) => Number.isFinite(one) && one >= 0 && one < 24 * 3600),
  )
}

/** Of an evicted pod the kubelet may not know any more when its containers ended (core/v1, PodCondition DisruptionTarget). */
const evictedRun = ({ status }: Pod): { startedAt?: string; finishedAt?: string } | undefined => {
  const target = status?.conditions?.find(({ type }) => type === 'DisruptionTarget')
  return status?.phase === 'Failed' && status.startTime && target?.lastTransitionTime
    ? { startedAt: status.startTime, finishedAt: target.lastTransitionTime }
    : undefined
}

/** After how long the kubelet would kill a container that never answers: a wrong probe shows itself only then. */
export function probeSeconds(pods: readonly Pick<Pod, 'spec'>[]): number {
  const containers = pods.flatMap(({ spec }) => [
    ...(spec?.containers ?? []),
    ...(spec?.initContainers ?? []),
  ])
  const seconds = containers.map(({ livenessProbe, startupProbe }) => {
    const start = startupProbe ? budget(startupProbe) : 0
    return livenessProbe ? Math.min(start, MOST_PROBE_SECONDS) + budget(livenessProbe) : 0
  })
  return Math.min(MOST_PROBE_SECONDS, Math.max(0, ...seconds))
}

const MOST_PROBE_SECONDS = 120

/** Defaults of core/v1 Probe. */
const budget = (probe: Probe): number =>
  (probe.initialDelaySeconds ?? 0) + roundSeconds(probe) * (probe.failureThreshold ?? 3)

/** Seconds between two failures: a tick that comes while a probe still waits is kept for its end (kubelet, prober/worker.go). */
export function roundSeconds({ periodSeconds = 10, timeoutSeconds = 1 }: Probe): number {
  return Math.max(periodSeconds, timeoutSeconds)
}

/** Seconds from the end of the initial delay until the first answer is there, or its failure. */
export function answerSeconds({ periodSeconds = 10, timeoutSeconds = 1 }: Probe): number {
  return periodSeconds + timeoutSeconds
}

const WAITED = /\b(\d{1,6}(?:\.\d+)?)\s?(ms|milliseconds?|s|secs?|seconds?|m|mins?|minutes?)\b/gi

/** The longest wait that the decisive line names: a program that gives up after 30 s is not well after 20. */
export function statedSeconds(line: string): number {
  const isWait = /time[d ]?-?out|within|after|deadline|gave up|giving up|waited/i.test(line)
  const waits = isWait ? [...line.slice(0, 1000).matchAll(WAITED)] : []
  const seconds = waits.map(
    ([, digits = '0', unit = 's']) =>
      Number(digits) * (/^ms|^milli/i.test(unit) ? 0.001 : /^m/i.test(unit) ? 60 : 1),
  )
  return Math.max(0, ...seconds.filter((one) => one <= MOST_SECONDS))
}

/** How long restarts must stay level: longer than the loop's own period. */
export function provingSeconds(loop: number): number {
  return Math.min(MOST_SECONDS, Math.max(LEAST_SECONDS, Math.ceil(loop * 1.25) + 5))
}

/** After how many seconds growth as before reaches a limit that is so many times as high, with a quarter to spare. */
export function fillSeconds(loop: number, factor: number): number {
  return Math.max(LEAST_SECONDS, Math.ceil(loop * factor * 1.25))
}
