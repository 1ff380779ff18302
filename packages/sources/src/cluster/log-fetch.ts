import type { LogRequest, LogStream } from '@unloop/engine/evidence'
import { Tail } from '../files/archive.ts'
import { statusMessage, type Api } from './api.ts'
import { objectPath, PODS } from './resources.ts'

/** What one log may cost, in memory, at the kubelet, and on the way. */
export interface LogLimits {
  /** Bytes kept of one log: its end. */
  readonly bytes: number
  /** Lines asked for. */
  readonly lines: number
  /** Bytes of one log that may come over the wire before less is asked for. */
  readonly transfer: number
}

const MIB = 1024 * 1024

/** For containers in trouble. */
export const LOG_LIMITS: LogLimits = { bytes: 2 * MIB, lines: 10_000, transfer: 32 * MIB }
/** A log of very long lines, asked for by few of them. */
const LONG_TRANSFER = 128 * MIB
/** All logs together, in memory. */
const ALL_LOGS_BYTES = 96 * MIB
const LEAST_BYTES = MIB / 16

/** Limits where so many logs are wanted: each of them gets its share of what all may take. */
export function shareOut(limits: LogLimits, runs: number): LogLimits {
  return {
    ...limits,
    bytes: Math.min(
      limits.bytes,
      Math.max(LEAST_BYTES, Math.floor(ALL_LOGS_BYTES / Math.max(1, runs))),
    ),
  }
}

/** For healthy pods of the same owner, whose logs only tell what is normal. */
export const SIBLING_LIMITS: LogLimits = { bytes: MIB / 4, lines: 500, transfer: 2 * MIB }

/** The run that goes on, or the one before it: the kubelet keeps no more (`--previous`). */
export type Run = 'current' | 'previous'

export interface LogRead {
  readonly request: LogRequest
  readonly run: Run
  readonly limits: LogLimits
}

/** The path of a log inside what `unloop collect` writes; a live diagnosis names the same place. */
export function logFilePath(
  at: { readonly namespace: string; readonly pod: string; readonly container: string },
  run: Run,
): string {
  return `logs/${at.namespace}/${at.pod}/${at.container}${run === 'previous' ? '.previous' : ''}.log`
}

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

/** Why a log could not be had. */
export interface LogFailure {
  readonly kind: 'failure'
  readonly request: LogRequest
  readonly run: Run
  /** HTTP status; 200 where the kubelet's error came in place of a log. */
  readonly status: number
  readonly message: string
}

export interface LogFound {
  readonly kind: 'stream'
  readonly stream: LogStream
  /** It was not asked for now, but is known from before. */
  readonly isKept?: true
}

export type LogResult = LogFound | LogFailure

/** Takes the pieces of one answer, and keeps the end of them. */
class LogSink {
  readonly tail: Tail
  readonly #limits: LogLimits
  size = 0
  lines = 0

  constructor(limits: LogLimits) {
    this.#limits = limits
    this.tail = new Tail(limits.bytes)
  }

  push(chunk: Buffer): boolean {
    this.tail.push(chunk)
    this.size += chunk.length
    for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) this.lines++
    return !this.overflows && !this.isUnasked
  }

  get overflows(): boolean {
    return this.size > this.#limits.transfer
  }

  /** Whether far more lines came than were asked for: then there is no end to wait for. */
  get isUnasked(): boolean {
    return this.lines > 4 * this.#limits.lines
  }

  result(): { readonly text: string; readonly truncated: boolean } {
    const text = Buffer.from(this.tail.bytes()).toString('utf8')
    if (this.size <= this.#limits.bytes)
      return { text, truncated: this.lines >= this.#limits.lines }
    return { text: text.slice(text.indexOf('\n') + 1), truncated: true }
  }
}

/** Null where more came than may: then the caller asks for less. */
const fetchOnce = async (api: Api, read: LogRead): Promise<LogResult | null> => {
  const { request, run, limits } = read
  let sink = new LogSink(limits)
  const answer = await api.get({
    path: logApiPath(read),
    accept: '*/*',
    sink: () => {
      const fresh = (sink = new LogSink(limits))
      return (chunk) => fresh.push(chunk)
    },
  })
  if (answer.status !== 200)
    return { kind: 'failure', request, run, status: answer.status, message: statusMessage(answer) }
  if (sink.overflows) return null
  const { text, truncated } = sink.result()
  if (sink.size < 2000 && NO_LOG.test(text))
    return { kind: 'failure', request, run, status: 200, message: text }
  const { namespace, pod, container } = request
  const origin = { source: logFilePath(request, run) }
  const stream = { namespace, pod, container, run, origin, text }
  return { kind: 'stream', stream: truncated ? { ...stream, truncated } : stream }
}

/** One log: its last lines, and fewer of them where they are very long. */
export async function fetchLog(api: Api, read: LogRead): Promise<LogResult> {
  const { limits } = read
  const fewer = { ...limits, lines: Math.ceil(limits.lines / 20), transfer: LONG_TRANSFER }
  const first = await fetchOnce(api, read)
  const isAskedAgain = first === null && api.takesLongLog()
  const result = isAskedAgain ? await fetchOnce(api, { ...read, limits: fewer }) : first
  return result ?? { ...read, kind: 'failure', status: 200, message: 'its lines are too long' }
}
