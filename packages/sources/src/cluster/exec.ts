import { Writable } from 'node:stream'
import type { KubeConfig } from '@kubernetes/client-node/dist/config.js'
import { SourceError } from '../errors.ts'
import type { Connection } from './connection.ts'

/** A command for a running container, started without a shell. */
export interface ExecRequest {
  readonly namespace: string
  readonly pod: string
  readonly container: string
  readonly command: readonly string[]
  /** Text for its standard input, which stays open: the command must not wait for its end. */
  readonly stdin?: string
  readonly timeoutMs: number
  /** Of each output; what is longer is cut off. */
  readonly maxBytes: number
  readonly signal?: AbortSignal
}

export interface ExecResult {
  readonly stdout: string
  readonly stderr: string
  /** Exit code of the command; null where it was cut off by the time or by the connection. */
  readonly code: number | null
  /** What the API server or the kubelet said where the command did not even start. */
  readonly failure: string | null
}

interface Status {
  readonly status?: string
  readonly reason?: string
  readonly message?: string
  readonly details?: {
    readonly causes?: readonly { readonly reason?: string; readonly message?: string }[]
  }
}

/** Runs a command in a container over the WebSocket of the exec API, and gives what it printed. Bounded in time and bytes. */
export async function execInPod(connection: Connection, request: ExecRequest): Promise<ExecResult> {
  const { Exec } = await import('@kubernetes/client-node/dist/exec.js')
  const exec = new Exec(configOf(connection))
  const stdout = new Collected(request.maxBytes)
  const stderr = new Collected(request.maxBytes)
  const { PassThrough } = await import('node:stream')
  const stdin = request.stdin === undefined ? null : new PassThrough()
  const settled = Promise.withResolvers<Status | null>()
  const timer = setTimeout(() => settled.resolve(null), request.timeoutMs)
  const abort = (): void => settled.resolve(null)
  request.signal?.addEventListener('abort', abort, { once: true })
  try {
    const socket = await exec.exec(
      request.namespace,
      request.pod,
      request.container,
      [...request.command],
      stdout,
      stderr,
      stdin,
      false,
      (status) => settled.resolve(status as Status),
    )
    socket.on('close', () => settled.resolve(null))
    stdin?.write(request.stdin ?? '')
    const status = await settled.promise
    socket.close()
    return { stdout: stdout.text, stderr: stderr.text, ...outcomeOf(status) }
  } catch (error) {
    throw refused(connection, error)
  } finally {
    clearTimeout(timer)
    request.signal?.removeEventListener('abort', abort)
    stdin?.destroy()
  }
}

/** What the official client asks a kubeconfig for, answered by the connection: credentials are renewed as for any request. */
const configOf = (connection: Connection): KubeConfig => {
  const config = {
    getCurrentCluster: () => ({ name: 'cluster', server: connection.server, skipTLSVerify: false }),
    applyToHTTPSOptions: async (options: { headers?: object; agent?: unknown }) => {
      const prepared = await connection.prepare()
      // The keep-alive agent would hold the socket; an upgrade needs one of its own, with the same TLS settings.
      const { agent: _agent, ...rest } = prepared.options
      const proxied = connection.isProxied ? { agent: prepared.options.agent } : {}
      Object.assign(options, rest, proxied, { headers: { ...prepared.headers } })
    },
  }
  return config as unknown as KubeConfig
}

/** The bytes up to a bound; what comes after is dropped. */
class Collected extends Writable {
  readonly #chunks: Buffer[] = []
  #left: number

  constructor(maxBytes: number) {
    super()
    this.#left = maxBytes
  }

  override _write(chunk: Buffer, _: BufferEncoding, done: () => void): void {
    const kept = Buffer.from(chunk).subarray(0, this.#left)
    this.#left -= kept.length
    if (kept.length > 0) this.#chunks.push(kept)
    done()
  }

  get text(): string {
    return Buffer.concat(this.#chunks).toString('utf8')
  }
}

const outcomeOf = (status: Status | null): Pick<ExecResult, 'code' | 'failure'> => {
  if (status === null) return { code: null, failure: null }
  if (status.status === 'Success') return { code: 0, failure: null }
  const code = status.details?.causes?.find(({ reason }) => reason === 'ExitCode')?.message
  return code === undefined
    ? { code: null, failure: status.message ?? 'the command did not start' }
    : { code: Number(code), failure: null }
}

const refused = (connection: Connection, error: unknown): SourceError => {
  const said =
    (error as { readonly message?: string } | null)?.message ??
    (error as { readonly error?: { readonly message?: string } } | null)?.error?.message ??
    String(error)
  return new SourceError({
    code: 'unreachable',
    where: connection.server,
    message: `${connection.server} does not let a command be run in the container (${said}). A proxy between must pass WebSockets on, and the verbs get and create on pods/exec are needed.`,
    cause: error,
  })
}
