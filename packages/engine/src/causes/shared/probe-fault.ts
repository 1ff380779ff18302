import type { Probe } from '../../evidence/kube.ts'
import type { CaseFile } from '../../case/case-file.ts'
import { configuredPort } from './configured-port.ts'
import { listeningPorts, type Listening } from './listening.ts'
import { lastSaid, startedLine, type Said } from './log.ts'

/**
 * A failing liveness or startup probe kills the container; a failing readiness probe only takes it out of Services.
 */
export type ProbeKind = 'liveness' | 'readiness' | 'startup'

/** Why a probe fails, worked out from the kubelet's message, the probe's spec and the program's own log. */
export type ProbeFault =
  | {
      readonly kind: 'wrong-port'
      readonly asked: number
      readonly listens: Pick<Listening, 'port'>
      /** The line that says so; null where `where`, a mounted configuration, does. */
      readonly said: Said | null
      readonly where?: string
    }
  | { readonly kind: 'localhost-only'; readonly asked: number; readonly listens: Listening }
  | { readonly kind: 'too-early'; readonly budgetSeconds: number }
  | { readonly kind: 'refused'; readonly asked: number | null }
  | {
      readonly kind: 'status'
      readonly status: number
      readonly path: string
      readonly said: Said | null
    }
  | { readonly kind: 'timeout'; readonly seconds: number; readonly started: Said | null }
  | { readonly kind: 'scheme'; readonly to: 'HTTP' | 'HTTPS'; readonly said: Said | null }
  | { readonly kind: 'unreachable'; readonly text: string }
  | { readonly kind: 'grpc'; readonly text: string }
  | { readonly kind: 'named-port'; readonly name: string }
  | { readonly kind: 'tool-missing'; readonly tool: string }
  | { readonly kind: 'exec'; readonly output: string }
  | { readonly kind: 'other'; readonly text: string }

/** Defaults of the API (pkg/apis/core/v1/defaults.go): period 10 s, timeout 1 s, threshold 3. */
export function probeTiming(probe: Probe | undefined) {
  return {
    delay: probe?.initialDelaySeconds ?? 0,
    period: probe?.periodSeconds ?? 10,
    timeout: probe?.timeoutSeconds ?? 1,
    threshold: probe?.failureThreshold ?? 3,
  }
}

/** Seconds that a program has until the kubelet kills it, when no probe ever succeeds. */
export function probeBudget(probe: Probe | undefined): number {
  const { delay, period, threshold } = probeTiming(probe)
  return delay + period * threshold
}

/** The container's probe of that kind. */
export function probeOf(file: CaseFile, kind: ProbeKind): Probe | undefined {
  return file.failing.spec?.[`${kind}Probe`]
}

/** The number behind a port that may be a name; null where neither spec nor message tells. */
export function probePort(file: CaseFile, probe: Probe | undefined): number | null {
  const port = probe?.httpGet?.port ?? probe?.tcpSocket?.port ?? probe?.grpc?.port
  if (typeof port === 'number') return port
  if (port !== undefined && /^\d+$/.test(port)) return Number(port)
  const named = file.failing.spec?.ports?.find(({ name }) => name !== undefined && name === port)
  return named?.containerPort ?? null
}

const ASKED = /(?:https?:\/\/)?(?:\d{1,3}(?:\.\d{1,3}){3}|\[[0-9a-f:]+\]):(\d{1,5})(\/[^\s"]*)?/i
const STATUS = /statuscode: (\d{3})/i
const TIMEOUT =
  /context deadline exceeded|Client\.Timeout|timed out|request canceled|timeout: failed|DeadlineExceeded/i
const REFUSED = /connection refused/i
const NETWORK = /no route to host|i\/o timeout|network is unreachable|host is down/i
const TO_HTTPS =
  /malformed HTTP response|client sent an HTTP request to an HTTPS server|HTTP\/1\.x transport connection broken/i
const TO_HTTP =
  /server gave HTTP response to HTTPS client|first record does not look like a TLS handshake|wrong version number/i
const PLAIN_TO_TLS =
  /HTTP request to an HTTPS server|plain HTTP request was sent to HTTPS port|speaking plain HTTP to an SSL|tls: first record does not look like/i
const NO_TOOL =
  /(?:exec: "([^"]+)": (?:executable file not found|stat [^:]+: no such file)|(?:^|[\s:])([\w./-]+): (?:command )?not found\b|env: ['‘]?([\w./-]+)['’]?: No such file)/im
const NAMED_PORT =
  /(?:parsing "([^"]+)": invalid syntax|(?:couldn't|could not) find port:?\s*"?([^\s"]+)?)/i
const GRPC =
  /grpc\.health|NOT_SERVING|grpc health|failed to connect service|rpc error: code = (?:Unimplemented|Unavailable|NotFound)/i

/** Reads the kubelet's message about a failed probe together with what the program said of itself. */
export function probeFault(file: CaseFile, kind: ProbeKind, message: string): ProbeFault {
  const probe = probeOf(file, kind)
  const text = message.replace(/^\w+ probe (?:failed|errored)[^:]*:\s*/, '').trim()
  const asked = ASKED.exec(text)
  const port = asked ? Number(asked[1]) : probePort(file, probe)
  const path = asked?.[2] ?? probe?.httpGet?.path ?? ''
  const status = Number(STATUS.exec(text)?.[1])
  if (TO_HTTPS.test(text)) return { kind: 'scheme', to: 'HTTPS', said: null }
  if (TO_HTTP.test(text)) return { kind: 'scheme', to: 'HTTP', said: null }
  if (status) return statusFault(file, status, path)
  const tool = NO_TOOL.exec(text)
  if (tool && (!probe || probe.exec))
    return { kind: 'tool-missing', tool: tool[1] ?? tool[2] ?? tool[3] ?? '' }
  const named = NAMED_PORT.exec(text)
  if (named) return { kind: 'named-port', name: named[1] ?? named[2] ?? '' }
  if (GRPC.test(text) && (!probe || probe.grpc || probe.exec)) return grpcFault(file, probe, text)
  if (REFUSED.test(text) && !probe?.exec) return refusedFault(file, probe, port)
  if (NETWORK.test(text)) return { kind: 'unreachable', text: firstLine(text) }
  if (TIMEOUT.test(text)) return timeoutFault(file, probe)
  if (probe?.exec || !asked) return { kind: 'exec', output: firstLine(text) }
  return { kind: 'other', text: firstLine(text) }
}

/** A port that refuses and a program that speaks no HTTP/2 end alike: the kubelet waits until its time is over. */
const NO_CONNECTION = /failed to connect service/i

const grpcFault = (file: CaseFile, probe: Probe | undefined, text: string): ProbeFault => {
  const fault =
    probe?.grpc && NO_CONNECTION.test(text)
      ? refusedFault(file, probe, probePort(file, probe))
      : null
  return fault !== null && fault.kind !== 'refused'
    ? fault
    : { kind: 'grpc', text: firstLine(text) }
}

const firstLine = (text: string): string => (text.split('\n')[0] ?? '').trim().slice(0, 140)

const statusFault = (file: CaseFile, status: number, path: string): ProbeFault => {
  const plain = status === 400 ? lastSaid(file, PLAIN_TO_TLS) : null
  if (plain) return { kind: 'scheme', to: 'HTTPS', said: plain }
  return { kind: 'status', status, path, said: statusLine(file, status, path) }
}

/** The program's own word on that answer: its access log, else its last error. */
const statusLine = (file: CaseFile, status: number, path: string): Said | null => {
  const escaped = path.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
  if (status < 500 && path)
    return lastSaid(
      file,
      new RegExp(`${escaped}(?=["\\s?]).{0,120}\\b${status}\\b|\\b${status}\\b.{0,120}${escaped}`),
    )
  return lastSaid(
    file,
    /health ?check (?:failed|error)|unhealthy|not healthy|\b(?:error|exception|failed|refused|unavailable|timed? ?out)\b/i,
  )
}

const LOCAL = /^(?:127\.\d+\.\d+\.\d+|localhost|\[?::1\]?)$/

const refusedFault = (
  file: CaseFile,
  probe: Probe | undefined,
  port: number | null,
): ProbeFault => {
  const ports = listeningPorts(file)
  // A line may say the port once alone and once with its address.
  const all = ports.filter((listening) => listening.port === port)
  const same = all.find(({ address }) => address !== '') ?? all[0]
  if (port !== null && same && LOCAL.test(same.address))
    return { kind: 'localhost-only', asked: port, listens: same }
  if (port !== null && !same && ports.length > 0) {
    const declared = new Set(
      (file.failing.spec?.ports ?? []).map(({ containerPort }) => containerPort),
    )
    const listens = ports.find(({ port }) => declared.has(port)) ?? ports[0]
    if (listens) return { kind: 'wrong-port', asked: port, listens, said: listens.said }
  }
  const configured = ports.length === 0 ? configuredPort(file) : null
  if (port !== null && configured !== null && configured.port !== port)
    return {
      kind: 'wrong-port',
      asked: port,
      listens: configured,
      said: null,
      where: configured.where,
    }
  if (!same && startedLine(file) === null && hasLog(file))
    return { kind: 'too-early', budgetSeconds: probeBudget(probe) }
  return { kind: 'refused', asked: port }
}

const timeoutFault = (file: CaseFile, probe: Probe | undefined): ProbeFault => {
  const started = startedLine(file)
  return started === null && hasLog(file) && !probe?.exec
    ? { kind: 'too-early', budgetSeconds: probeBudget(probe) }
    : { kind: 'timeout', seconds: probeTiming(probe).timeout, started }
}

const hasLog = (file: CaseFile): boolean => file.runs.some(({ lines }) => lines.length > 0)
