import type { ContainerStatus, LogRequest, LogStream, Pod } from '@unloop/engine/evidence'
import type { Api } from './api.ts'
import type { Gaps } from './gaps.ts'
import {
  fetchLog,
  logFilePath,
  SIBLING_LIMITS,
  type LogFailure,
  type LogLimits,
  type LogResult,
  type Run,
} from './log-fetch.ts'
import { objectPath, PODS } from './resources.ts'
import { tidy } from './tidy.ts'
import type { Timing } from './timing.ts'
import { exitsOf, isOfRun, type Exit } from './exits.ts'
import type { KeptLogs } from './kept-logs.ts'

export interface LogReader {
  readonly api: Api
  readonly gaps: Gaps
  readonly limits: LogLimits
  readonly timing: Timing
  /** Logs of runs that have ended, where a watch keeps them. */
  readonly kept?: KeptLogs
}

/** What was read of one pod. */
export interface PodLogs {
  readonly streams: readonly LogStream[]
  /** The pod as it was when its logs were read, where that differs from before. */
  readonly pod: Pod | null
}

/** A pod's status follows its containers by about a second (the kubelet's status manager and the API). */
const SETTLE_MS = 1500

const statusOf = (pod: Pod | undefined, container: string): ContainerStatus | undefined =>
  [...(pod?.status?.containerStatuses ?? []), ...(pod?.status?.initContainerStatuses ?? [])].find(
    (status) => status.name === container,
  )

const oneLine = (text: string): string =>
  text.replace(/\s+/g, ' ').trim().replace(/\.$/, '').slice(0, 200)

/** Answers that mean that there never was such a log, so nothing is lost. */
const isNaturallyAbsent = (message: string, restarts: number): boolean =>
  /is waiting to start|is not available|has not created|is terminated/.test(message) ||
  (restarts === 0 && /previous terminated container/.test(message))

const noteFailure = (gaps: Gaps, failure: LogFailure, pod: Pod | undefined): void => {
  const { request, run, status, message } = failure
  const restarts = statusOf(pod, request.container)?.restartCount ?? 0
  const place = `${request.namespace}/${request.pod}/${request.container}${run === 'previous' ? ' (previous run)' : ''}`
  if (status === 403)
    gaps.add(
      'Logs could not be read (forbidden: get pods/log): causes that only a log names are not found.',
    )
  else if (status === 404) gaps.log(place, 'the pod was deleted while it was read')
  else if (!isNaturallyAbsent(message, restarts))
    gaps.log(place, oneLine(message) || `the API server answered with status ${status}`)
}

const fetchAll = (
  reader: LogReader,
  requests: readonly LogRequest[],
  pod: Pod | undefined,
): Promise<readonly LogResult[]> =>
  Promise.all(
    requests.flatMap((request) =>
      request.runs.map((run) =>
        request.why === 'sibling'
          ? fetchLog(reader.api, { request, run, limits: SIBLING_LIMITS })
          : fetchOrKept(reader, { request, run, pod }),
      ),
    ),
  )

interface WantedLog {
  readonly request: LogRequest
  readonly run: Run
  readonly pod: Pod | undefined
}

/** A run that has ended is read once. */
async function fetchOrKept(
  { api, limits, kept }: LogReader,
  { request, run, pod }: WantedLog,
): Promise<LogResult> {
  const exit = kept === undefined ? null : exitOf(pod, request.container, run)
  const known = exit === null ? null : kept?.get(exit.containerId, run)
  if (known != null) {
    const origin = { source: logFilePath(request, run) }
    return { kind: 'stream', stream: { ...known, origin } }
  }
  const result = await fetchLog(api, { request, run, limits })
  if (exit !== null && result.kind === 'stream' && isOfRun(result.stream.text, exit))
    kept?.set(exit.containerId, result.stream)
  return result
}

function exitOf(pod: Pod | undefined, container: string, run: Run): Exit | null {
  if (pod === undefined) return null
  return exitsOf(pod).find((exit) => exit.container === container && exit.log === run) ?? null
}

const rereadPod = async (api: Api, { namespace, pod }: LogRequest): Promise<Pod | null> => {
  const { status, body } = await api.json({ path: objectPath(PODS, namespace, pod) })
  return status === 200 ? tidy(body as Pod, PODS) : null
}

const stateOf = (status: ContainerStatus | undefined): string =>
  `${Object.keys(status?.state ?? {}).join()} ${status?.containerID ?? ''} ${status?.restartCount ?? 0}`

const hasMoved = (before: Pod | undefined, after: Pod, requests: readonly LogRequest[]): boolean =>
  requests.some(
    ({ container }) => stateOf(statusOf(before, container)) !== stateOf(statusOf(after, container)),
  )

/** The kubelet removes the container before last just when a new one starts, and the status says so a moment later. */
const isBetween = (results: readonly LogResult[]): boolean =>
  results.some((result) => result.kind === 'failure' && result.status === 200)

/**
 * The kubelet keeps one dead container (`maximum-dead-containers-per-container`): once a run has ended, the one before it
 * is gone, and the log that matters is the one of the run that ended, which is still the current one.
 */
const isSuperseded = (
  failure: LogFailure,
  streams: readonly LogStream[],
  pod: Pod | undefined,
): boolean =>
  failure.run === 'previous' &&
  failure.status === 200 &&
  statusOf(pod, failure.request.container)?.state?.terminated !== undefined &&
  streams.some(({ container, run }) => container === failure.request.container && run === 'current')

const finish = (
  reader: LogReader,
  results: readonly LogResult[],
  pod: Pod | undefined,
): readonly LogStream[] => {
  const streams = results.flatMap((result) => (result.kind === 'stream' ? [result.stream] : []))
  for (const result of results)
    if (result.kind === 'failure' && !isSuperseded(result, streams, pod))
      noteFailure(reader.gaps, result, pod)
  return streams
}

/**
 * The logs of one pod's containers. A container that restarted between the reading of its status and of its logs is read
 * again, so that "previous" means the same run in both.
 */
export async function readPodLogs(
  reader: LogReader,
  requests: readonly LogRequest[],
  pod: Pod | undefined,
): Promise<PodLogs> {
  const results = await fetchAll(reader, requests, pod)
  const failing = requests.filter(({ why }) => why === 'failing')
  const first = failing[0]
  if (first === undefined) return { streams: finish(reader, results, pod), pod: null }
  if (isBetween(results)) await reader.timing.sleep(SETTLE_MS)
  const fresh = await rereadPod(reader.api, first)
  if (fresh === null || !(isBetween(results) || hasMoved(pod, fresh, failing)))
    return { streams: finish(reader, results, pod), pod: null }
  return { streams: finish(reader, await fetchAll(reader, requests, fresh), fresh), pod: fresh }
}
