import type { Container, ContainerStatus, KubeEvent, Pod } from '@unloop/engine/evidence'
import { eventWords, lastSeen, readEvents, timesSeen, type EventsRead } from './events.ts'
import type { Level } from './level.ts'
import type { Check } from './outcome.ts'
import { answerSeconds, roundSeconds, type Probe } from './period.ts'

/** A container of a new pod that runs. */
interface Running {
  readonly pod: Pod
  readonly name: string
  /** When this run began, by the cluster's clock: milliseconds since 1970. */
  readonly startedAt: number
  readonly liveness: Probe | undefined
  /** True while its startup probe has not succeeded. */
  readonly isStarting: boolean
}

const WHAT = 'no probe failed any more'
const PAUSE_MS = 3000
/** So long is waited for probes to answer; a probe that is slower proves nothing in time. */
const MOST_MS = 600_000
/** Times of events are whole seconds, and an event takes a moment to the API server. */
const SLACK_MS = 3000

/**
 * No probe ends the containers that run now. Restarts that stay level say that only of a probe that had the time to fail as
 * often as it takes, so that the kubelet's events are read too. Without a readiness probe a pod is ready before its program
 * listens: failures of that time are forgiven once the probe has been silent for two rounds. That is waited for, as is the
 * first answer of every liveness probe.
 */
export async function probeCheck(level: Level): Promise<readonly Check[]> {
  const { api } = level
  const began = api.timing.now()
  for (let last: Problem | undefined; ;) {
    const read = await readEvents(api, level)
    if (read === null && last === undefined)
      return [{ what: WHAT, isMet: null, seen: 'events could not be read' }]
    const waited = api.timing.now() - began
    const found = read === null ? [last] : level.pods.flatMap((pod) => problemsOf(pod, level, read))
    last = found.find((problem) => problem && waited >= problem.waitMs) ?? found[0]
    if (last === undefined) return [{ what: WHAT, isMet: true, seen: 'none lately' }]
    if (waited >= Math.min(last.waitMs, MOST_MS) || level.isInterrupted?.())
      return [{ what: WHAT, isMet: false, seen: last.seen }]
    await api.timing.sleep(PAUSE_MS)
  }
}

/** What keeps a container from being taken for well. */
interface Problem {
  /** How long it may take to pass, from the first look on, in milliseconds. */
  readonly waitMs: number
  readonly seen: string
}

const problemsOf = (pod: Pod, level: Level, read: EventsRead): readonly Problem[] =>
  runningOf(pod).flatMap((running) => problemOf(running, level, read) ?? [])

const problemOf = (
  running: Running,
  { since }: Level,
  { events, now, atCluster }: EventsRead,
): Problem | null => {
  const { pod, liveness, startedAt, isStarting } = running
  const own = events.filter((event) => isAbout(event, running))
  const killed = own.find(({ reason }) => reason === 'Killing')
  if (killed) return { waitMs: 0, seen: eventWords(killed) }
  const starting = isStarting ? latest(own, STARTUP) : undefined
  if (starting) return { waitMs: 0, seen: eventWords(starting) }
  if (liveness === undefined) return null
  const failed = latest(own, LIVENESS)
  if (failed && isSilenced(pod, events))
    return { waitMs: 0, seen: `${eventWords(failed)}; the kubelet tells no more of so many` }
  const quietMs = 2 * roundSeconds(liveness) * 1000 + SLACK_MS
  if (failed && now - lastSeen(failed) <= quietMs)
    return { waitMs: quietMs, seen: eventWords(failed) }
  // It begins when the startup probe has succeeded, which it has by the time that the pod is ready.
  const first = Math.max(startedAt + (liveness.initialDelaySeconds ?? 0) * 1000, atCluster(since))
  const isAsked = now >= first + answerSeconds(liveness) * 1000 + SLACK_MS
  const words = `the liveness probe of pod ${pod.metadata.name} has not run yet`
  return isAsked ? null : { waitMs: MOST_MS, seen: words }
}

/** Of many messages that differ the kubelet makes one, which begins with `(combined from similar events): `. */
const STARTUP = /\bStartup probe (?:failed|errored)/
const LIVENESS = /\bLiveness probe (?:failed|errored)/

const latest = (events: readonly KubeEvent[], pattern: RegExp): KubeEvent | undefined =>
  events
    .filter(({ message = '' }) => pattern.test(message))
    .sort((a, b) => lastSeen(b) - lastSeen(a))[0]

const runningOf = (pod: Pod): readonly Running[] => {
  // What is being deleted is killed on purpose.
  if (pod.metadata.deletionTimestamp) return []
  const containers = [...(pod.spec?.containers ?? []), ...(pod.spec?.initContainers ?? [])]
  const statuses = [
    ...(pod.status?.containerStatuses ?? []),
    ...(pod.status?.initContainerStatuses ?? []),
  ]
  return containers.flatMap((container) => {
    const status = statuses.find(({ name }) => name === container.name)
    return status?.state?.running ? [asRunning(pod, container, status)] : []
  })
}

const asRunning = (
  pod: Pod,
  container: Container,
  { state, started }: ContainerStatus,
): Running => ({
  pod,
  name: container.name,
  startedAt: Date.parse(state?.running?.startedAt ?? '') || 0,
  liveness: container.livenessProbe,
  isStarting: container.startupProbe !== undefined && started !== true,
})

/** Events of this run: a kill of the run before ended it, and so came before this one began. */
const isAbout = (event: KubeEvent, { pod, name, startedAt }: Running): boolean => {
  const { involvedObject } = event
  const container = /\{(.+)\}/.exec(involvedObject?.fieldPath ?? '')?.[1]
  const isOwn = involvedObject?.name === pod.metadata.name && (!container || container === name)
  return isOwn && lastSeen(event) > startedAt
}

/**
 * The kubelet sends 25 events of an object at once, then one in five minutes (client-go, tools/record, defaultSpamBurst and
 * defaultSpamQPS). After so many, silence says nothing.
 */
const MOST_EVENTS = 20

const isSilenced = ({ metadata }: Pod, events: readonly KubeEvent[]): boolean =>
  events
    .filter(({ involvedObject, source }) => {
      const isKubelet = source?.component === undefined || source.component === 'kubelet'
      return isKubelet && involvedObject?.name === metadata.name
    })
    .reduce((sum, event) => sum + timesSeen(event), 0) >= MOST_EVENTS
