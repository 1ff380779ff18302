import type { ContainerStatus, LogRequest, LogStream, Pod } from '@unloop/engine'
import { Tail } from '../files/archive.ts'
import { statusMessage, type Api } from './api.ts'
import type { Gaps } from './gaps.ts'
import { objectPath, PODS } from './resources.ts'
import { tidy } from './tidy.ts'

export interface LogLimits {
  /** Bytes kept of one log: its end. */
  readonly bytes: number
  /** Lines asked for. */
  readonly lines: number
  /** Bytes of one log that may come over the wire before less is asked for. */
  readonly transfer: number
}

const MIB = 1024 * 1024

export const LOG_LIMITS: LogLimits = { bytes: 2 * MIB, lines: 10_000, transfer: 32 * MIB }
const SIBLING_LIMITS: LogLimits = { bytes: MIB / 4, lines: 500, transfer: 2 * MIB }

type Run = 'current' | 'previous'

interface LogRead {
  readonly request: LogRequest
  readonly run: Run
  readonly limits: LogLimits
}

/** The path of a log inside what `unloop collect` writes; a live diagnosis names the same place. */
export const logFilePath = (
  at: { readonly namespace: string; readonly pod: string; readonly container: string },
  run: Run,
): string =>
  `logs/${at.namespace}/${at.pod}/${at.container}${run === 'previous' ? '.previous' : ''}.log`

const logApiPath = ({ request, run, limits }: LogRead): string => {
  const query = new URLSearchParams({
    container: request.container,
    timestamps: 'true',
    tailLines: String(limits.lines),
  })
  if (run === 'previous') query.set('previous', 'true')
  return `${objectPath(PODS, request.namespace, request.pod)}/log?${query}`
}

/** What the kubelet writes in place of a log that is gone: an answer of status 200 that is no log. */
const NO_LOG =
  /^(?:unable to retrieve container logs for |failed to try resolving symlinks in path |failed to open log file |rpc error: code = |Error grabbing logs: )/

const oneLine = (text: string): string =>
  text.replace(/\s+/g, ' ').trim().replace(/\.$/, '').slice(0, 200)

/** Answers that mean that there never was such a log, so nothing is lost. */
const isNaturallyAbsent = (message: string, restarts: number): boolean =>
  /is waiting to start|is not available|has not created|is terminated/.test(message) ||
  (restarts === 0 && /previous terminated container/.test(message))

export interface LogReader {
  readonly api: Api
  readonly gaps: Gaps
  readonly limits: LogLimits
}

const restartsOf = (pod: Pod | undefined, container: string): number =>
  statusOf(pod, container)?.restartCount ?? 0

const statusOf = (pod: Pod | undefined, container: string): ContainerStatus | undefined =>
  [...(pod?.status?.containerStatuses ?? []), ...(pod?.status?.initContainerStatuses ?? [])].find(
    (status) => status.name === container,
  )

const noteFailure = (
  reader: LogReader,
  read: LogRead,
  failure: { status: number; message: string; restarts: number },
): void => {
  const { request, run } = read
  const place = `${request.namespace}/${request.pod}/${request.container}${run === 'previous' ? ' (previous run)' : ''}`
  const { status, message, restarts } = failure
  if (status === 403)
    reader.gaps.add(
      'Logs could not be read (forbidden: get pods/log): causes that only a log names are not found.',
    )
  else if (status === 404) reader.gaps.log(place, 'the pod was deleted while it was read')
  else if (!isNaturallyAbsent(message, restarts))
    reader.gaps.log(place, oneLine(message) || `the API server answered with status ${status}`)
}

interface FetchedLog {
  readonly text: string
  readonly truncated: boolean
}

/** Null where too much came: then the caller asks for less. */
const fetchLog = async (
  reader: LogReader,
  read: LogRead,
  pod: Pod | undefined,
): Promise<FetchedLog | null | 'none'> => {
  let tail = new Tail(read.limits.bytes)
  let size = 0
  let lines = 0
  const answer = await reader.api.get({
    path: logApiPath(read),
    accept: '*/*',
    sink: () => {
      tail = new Tail(read.limits.bytes)
      size = 0
      lines = 0
      return (chunk) => {
        tail.push(chunk)
        size += chunk.length
        for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) lines++
        return size <= read.limits.transfer
      }
    },
  })
  const restarts = restartsOf(pod, read.request.container)
  if (answer.status !== 200) {
    noteFailure(reader, read, { status: answer.status, message: statusMessage(answer), restarts })
    return 'none'
  }
  if (size > read.limits.transfer) return null
  const text = Buffer.from(tail.bytes()).toString('utf8')
  if (size < 2000 && NO_LOG.test(text)) {
    noteFailure(reader, read, { status: 200, message: text, restarts })
    return 'none'
  }
  if (size <= read.limits.bytes) return { text, truncated: lines >= read.limits.lines }
  return { text: text.slice(text.indexOf('\n') + 1), truncated: true }
}

const readRun = async (
  reader: LogReader,
  read: LogRead,
  pod: Pod | undefined,
): Promise<LogStream | null> => {
  const fewer: LogRead = {
    ...read,
    limits: { ...read.limits, lines: Math.ceil(read.limits.lines / 20), transfer: Infinity },
  }
  const fetched = (await fetchLog(reader, read, pod)) ?? (await fetchLog(reader, fewer, pod))
  if (fetched === null || fetched === 'none') return null
  const { namespace, pod: name, container } = read.request
  return {
    namespace,
    pod: name,
    container,
    run: read.run,
    origin: { source: logFilePath(read.request, read.run) },
    text: fetched.text,
    ...(fetched.truncated ? { truncated: true } : {}),
  }
}

const readRuns = async (
  reader: LogReader,
  requests: readonly LogRequest[],
  pod: Pod | undefined,
): Promise<readonly LogStream[]> => {
  const reads = requests.flatMap((request) =>
    request.runs.map((run) => ({
      request,
      run,
      limits: request.why === 'sibling' ? SIBLING_LIMITS : reader.limits,
    })),
  )
  const streams = await Promise.all(reads.map((read) => readRun(reader, read, pod)))
  return streams.filter((stream) => stream !== null)
}

const rereadPod = async (reader: LogReader, request: LogRequest): Promise<Pod | null> => {
  const { status, body } = await reader.api.json({
    path: objectPath(PODS, request.namespace, request.pod),
  })
  if (status !== 200) return null
  return tidy(body as Pod, PODS)
}

const stateOf = (status: ContainerStatus | undefined): string =>
  `${Object.keys(status?.state ?? {}).join()} ${status?.containerID ?? ''}`

const hasMoved = (before: Pod | undefined, after: Pod, requests: readonly LogRequest[]): boolean =>
  requests.some(({ container }) => {
    const old = statusOf(before, container)
    const fresh = statusOf(after, container)
    return old?.restartCount !== fresh?.restartCount || stateOf(old) !== stateOf(fresh)
  })

export interface PodLogs {
  readonly streams: readonly LogStream[]
  /** The pod as it was when its logs were read, where that differs from before. */
  readonly pod: Pod | null
}

/**
 * The logs of one pod's containers. A container that restarted between the reading of its status and of its logs is read
 * again, so that "previous" means the same run in both.
 */
export const readPodLogs = async (
  reader: LogReader,
  requests: readonly LogRequest[],
  pod: Pod | undefined,
): Promise<PodLogs> => {
  const streams = await readRuns(reader, requests, pod)
  const trouble = requests.filter((request) => request.why === 'trouble')
  const first = trouble[0]
  if (first === undefined) return { streams, pod: null }
  const fresh = await rereadPod(reader, first)
  if (fresh === null || !hasMoved(pod, fresh, trouble)) return { streams, pod: null }
  return { streams: await readRuns(reader, requests, fresh), pod: fresh }
}
