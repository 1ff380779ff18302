import {
  FIRST_BACKOFF_SECONDS,
  type KubeObject,
  LONGEST_BACKOFF_SECONDS,
  type LogStream,
  type Snapshot,
} from '@unloop/engine/evidence'

/** A container of a recording that crashes again and again, with its last run. */
export interface Loop {
  readonly key: string
  readonly pod: KubeObject
  readonly container: string
  readonly restarts: number
  readonly startedMs: number
  readonly finishedMs: number
  /** What the kubelet waits before the next start. */
  readonly backoffSeconds: number
  readonly log: LogStream | null
  /** Events that tell of the last run. */
  readonly events: readonly KubeObject[]
}

type Fields = Record<string, unknown>

/** Every container that waits for its next start in a recording. */
export function loopsOf(snapshot: Snapshot): Loop[] {
  return snapshot.objects
    .filter(({ object }) => object.kind === 'Pod')
    .flatMap(({ object }) =>
      statusesOf(object).flatMap((status) => loopOf(object, status, snapshot)),
    )
}

/** The pod as it is after another crash: the run that ended, and how often it was restarted. */
export function podAfter({ pod, container, backoffSeconds }: Loop, run: RunTimes): KubeObject {
  const status = pod['status'] as Fields
  const patched = (list: unknown): unknown =>
    !Array.isArray(list)
      ? list
      : list.map((one: Fields) =>
          one['name'] === container ? after(one, run, backoffSeconds) : one,
        )
  return {
    ...pod,
    status: {
      ...status,
      containerStatuses: patched(status['containerStatuses']),
      initContainerStatuses: patched(status['initContainerStatuses']),
    },
  }
}

/** One run: the restart count during it, and when it was. */
export interface RunTimes {
  readonly run: number
  readonly startedMs: number
  readonly finishedMs: number
}

/** The back-off after a run, from the one that the recording states for its last. */
export function backoffAfter({ backoffSeconds, restarts }: Loop, run: number): number {
  const seconds = backoffSeconds * 2 ** (run - restarts)
  return seconds < FIRST_BACKOFF_SECONDS ? 0 : Math.min(LONGEST_BACKOFF_SECONDS, seconds)
}

function after(status: Fields, { run, startedMs, finishedMs }: RunTimes, backoff: number): Fields {
  const ended = terminatedOf(status)
  const state = status['state'] as Fields
  const waiting = (state['waiting'] ?? { reason: 'CrashLoopBackOff' }) as Fields
  const message = textOf(waiting['message']).replace(/back-off \S+/, `back-off ${backoff}s`)
  return {
    ...status,
    restartCount: run,
    state: { waiting: { ...waiting, message } },
    lastState: {
      terminated: {
        ...ended,
        containerID: `${String(ended['containerID'])}-${run}`,
        startedAt: stamp(startedMs),
        finishedAt: stamp(finishedMs),
      },
    },
  }
}

function loopOf(pod: KubeObject, status: Fields, snapshot: Snapshot): Loop[] {
  const ended = terminatedOf(status)
  const waiting = (status['state'] as Fields | undefined)?.['waiting'] as Fields | undefined
  const startedMs = Date.parse(String(ended['startedAt']))
  const finishedMs = Date.parse(String(ended['finishedAt']))
  if (waiting?.['reason'] !== 'CrashLoopBackOff' || Number.isNaN(startedMs + finishedMs)) return []
  const { namespace, name } = pod.metadata
  const container = String(status['name'])
  const isOwn = (log: LogStream): boolean =>
    log.namespace === namespace && log.pod === name && log.container === container
  return [
    {
      key: `${namespace}/${name}/${container}`,
      pod,
      container,
      restarts: Number(status['restartCount']),
      startedMs,
      finishedMs,
      backoffSeconds: statedSeconds(textOf(waiting['message'])),
      log: snapshot.logs.find((log) => isOwn(log) && log.run === 'previous') ?? null,
      events: snapshot.objects
        .map(({ object }) => object)
        .filter((object) => isEventOf(object, pod) && atOf(object) >= startedMs),
    },
  ]
}

function statedSeconds(message: string): number {
  const [, minutes = '0', seconds = '0'] = /back-off (?:(\d+)m)?(?:(\d+)s)?/.exec(message) ?? []
  return Number(minutes) * 60 + Number(seconds) || 10
}

const terminatedOf = (status: Fields): Fields =>
  ((status['lastState'] as Fields | undefined)?.['terminated'] ?? {}) as Fields

function statusesOf(pod: KubeObject): Fields[] {
  const status = (pod['status'] ?? {}) as Fields
  return ['initContainerStatuses', 'containerStatuses'].flatMap((name) =>
    Array.isArray(status[name]) ? (status[name] as Fields[]) : [],
  )
}

function isEventOf(object: KubeObject, pod: KubeObject): boolean {
  const about = object['involvedObject'] as Fields | undefined
  return object.kind === 'Event' && about?.['uid'] === pod.metadata.uid
}

const atOf = (event: KubeObject): number => Date.parse(String(event['lastTimestamp']))

/** RFC 3339 with whole seconds, as the API writes times. */
export function stamp(ms: number): string {
  return new Date(ms).toISOString().replace(/\.\d+Z$/, 'Z')
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')
