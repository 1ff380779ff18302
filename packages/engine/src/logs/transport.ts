import { prefixLength } from './time.ts'

/**
 * How a log was carried: as the program printed it, with `kubectl logs --timestamps`, or as the node's own file
 * (the CRI's `<time> stdout F text`, Docker's JSON).
 */
export type Transport = 'plain' | 'timestamps' | 'cri' | 'docker'

/** One line out of its transport. `part` is a piece of a longer line that goes on in the next one of the same stream. */
export interface Unwrapped {
  readonly raw: string
  /** The transport's own time as it stands there, see `prefixTime`; null where it states none. */
  readonly stamp: string | null
  readonly stream?: 'stdout' | 'stderr'
  readonly part?: boolean
}

const CRI = /^(\d{4}-\d\d-\d\dT\S{8,30}) (stdout|stderr) ([FP])(?::\S*)? ?/
const DOCKER = /^\{"log":"/
const DOCKER_TAIL = /","stream":"(stdout|stderr)"(?:,"attrs":\{.*\})?,"time":"([^"]+)"\}\s*$/

/** Tells the transport by a log's first lines. Nine decimals mark kubectl's prefix: few programs print nanoseconds. */
export function transportOf(text: string): Transport {
  const head = text.slice(0, 16_384).split('\n').slice(0, 60)
  if (head.length > 1 && text.length > 16_384) head.pop()
  const lines = head.filter((line) => line.trim() !== '')
  const count = Math.max(1, lines.length)
  const atLeast = (share: number, test: (line: string) => boolean): boolean => {
    let fitting = lines.length
    for (const line of lines) if (!test(line) && --fitting / count < share) return false
    return fitting / count >= share
  }
  if (atLeast(0.8, (line) => CRI.test(line.slice(0, 80)))) return 'cri'
  if (atLeast(0.8, (line) => DOCKER.test(line))) return 'docker'
  const nanos = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7,9}(?:Z|[+-]\d\d:\d\d)(?: |\r?$)/
  const isStamped = (line: string): boolean => nanos.test(line)
  if (atLeast(0.7, isStamped)) return 'timestamps'
  return atLeast(0.3, isStamped) && atLeast(0.8, (line) => prefixLength(line) > 0)
    ? 'timestamps'
    : 'plain'
}

/** Takes one line out of its transport; a line that is not in it comes back as it is. */
export function unwrap(line: string, transport: Transport): Unwrapped {
  const bare = line.endsWith('\r') ? line.slice(0, -1) : line
  if (transport === 'cri') return cri(bare)
  if (transport === 'docker') return docker(bare)
  const length = transport === 'timestamps' ? prefixLength(bare) : 0
  return length === 0
    ? { raw: bare, stamp: null }
    : { raw: bare.slice(length), stamp: bare.slice(0, length) }
}

function cri(line: string): Unwrapped {
  const m = CRI.exec(line.slice(0, 80))
  if (m === null) return { raw: line, stamp: null }
  const stream = m[2] === 'stderr' ? 'stderr' : 'stdout'
  return { raw: line.slice(m[0].length), stamp: m[1] ?? '', stream, part: m[3] === 'P' }
}

function docker(line: string): Unwrapped {
  const tail = DOCKER.test(line) ? DOCKER_TAIL.exec(line) : null
  if (tail === null) return { raw: line, stamp: null }
  const body = decode(line.slice(8, tail.index))
  const stream = tail[1] === 'stderr' ? 'stderr' : 'stdout'
  return {
    raw: body.replace(/\r?\n$/, ''),
    stamp: tail[2] ?? '',
    stream,
    part: !body.endsWith('\n'),
  }
}

function decode(body: string): string {
  try {
    return String(JSON.parse(`"${body}"`))
  } catch {
    return body
  }
}

/** The kubelet, a runtime or kubectl answering in place of the log that it could not give. */
const NO_LOG =
  /^(?:unable to retrieve container logs for |failed to try resolving symlinks in path |failed to get (?:container|parse) |rpc error: code = \w+ desc = .*container|Error from server(?: \(\w+\))?: |error: (?:unable to upgrade|a container name must be))/

/** True where the whole text is such an answer and no log at all. */
export function isNoLog(text: string): boolean {
  if (text.length > 2048) return false
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  return lines.length > 0 && lines.every((line) => NO_LOG.test(line.slice(prefixLength(line))))
}
