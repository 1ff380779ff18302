import { Connection } from './connection.ts'
import { execInPod, type ExecRequest, type ExecResult } from './exec.ts'
import { httpSend, type HttpAnswer, type HttpSend } from './http.ts'
import { loadKubeconfig, selectContext, type Env } from './kubeconfig.ts'
import { objectPath, listPath, PODS, RESOURCES, type Resource } from './resources.ts'
import { SYSTEM_TIMING, type Timing } from './timing.ts'

/** Without a kubeconfig and a context those of the environment are used, as kubectl does. */
export interface ClusterApiOptions {
  readonly kubeconfig?: string
  readonly context?: string
  readonly env?: Env
  /** The clock and the pauses between attempts; those of the system unless given. */
  readonly timing?: Timing
  /** For one attempt of one request; 30 s unless given. */
  readonly requestTimeoutMs?: number
  readonly signal?: AbortSignal
}

export interface ApiRequest {
  readonly method: HttpSend['method']
  /** With query, beginning with `/`. */
  readonly path: string
  readonly body?: unknown
  /** Of the body; JSON unless it says otherwise. */
  readonly type?: string
  /** A body that is no JSON, such as a log, is given as text. */
  readonly accept?: string
}

export interface ApiAnswer {
  readonly status: number
  /** Parsed JSON, or null. */
  readonly body: unknown
  readonly text: string
  /** Texts of `Warning` headers (KEP-1693). */
  readonly warnings: readonly string[]
  /** The server's clock, which is the one that objects carry: milliseconds since 1970; absent where it states none. */
  readonly date?: number
}

const READS = 5
const WRITES = 3

/** One cluster's API for programs that also change something. Reads are repeated where that may help, writes only where the server refused to begin. */
export class ClusterApi {
  readonly context: string
  readonly namespace: string
  readonly server: string
  readonly timing: Timing
  readonly #connection: Connection
  readonly #options: ClusterApiOptions

  constructor(options: ClusterApiOptions) {
    this.#options = options
    this.timing = options.timing ?? SYSTEM_TIMING
    const config = loadKubeconfig(options)
    this.#connection = new Connection(selectContext(config, options.context, options), {
      ...(options.env ? { env: options.env } : {}),
      now: this.timing.now,
      sockets: 4,
    })
    this.context = this.#connection.context
    this.namespace = this.#connection.namespace
    this.server = this.#connection.server
  }

  /** `/apis/apps/v1/namespaces/shop/deployments/web`; null for a kind that is not known. */
  pathOf(kind: string, namespace: string | undefined, name?: string): string | null {
    const resource = resourceOf(kind)
    if (resource === null) return null
    return name === undefined
      ? listPath(resource, namespace ?? null)
      : objectPath(resource, namespace, name)
  }

  /** Group and plural of a kind, as access reviews name them; null for a kind that is not known. */
  resourceOf(kind: string): { readonly group: string; readonly plural: string } | null {
    const resource = resourceOf(kind)
    if (resource === null) return null
    const { apiVersion, plural } = resource
    return { group: apiVersion.includes('/') ? (apiVersion.split('/')[0] ?? '') : '', plural }
  }

  /** The answer whatever its status. Rejects with a `SourceError` where none comes. */
  async send(request: ApiRequest): Promise<ApiAnswer> {
    const isRead = request.method === 'GET'
    for (let attempt = 1; ; attempt++) {
      try {
        const answer = await this.#once(request)
        const isRefused = answer.status === 429 && answer.retryAfterMs !== null
        const again = isRefused || (isRead && answer.status >= 500)
        if (answer.status === 401 && attempt === 1 && this.#connection.renew()) continue
        if (!again || attempt >= (isRead ? READS : WRITES)) return parsed(answer)
      } catch (error) {
        if (!isRead || attempt >= READS) throw error
      }
      this.#options.signal?.throwIfAborted()
      await this.timing.sleep(250 * 2 ** attempt, this.#options.signal)
    }
  }

  /** Runs a command in a container. Rejects where the API server does not let it. */
  exec(request: ExecRequest): Promise<ExecResult> {
    return execInPod(this.#connection, request)
  }

  /** Closes connections. Can be called twice. */
  close(): void {
    this.#connection.close()
  }

  #once({ method, path, body, type, accept }: ApiRequest): Promise<HttpAnswer> {
    return httpSend(this.#connection, {
      method,
      path,
      accept: accept ?? 'application/json',
      timeoutMs: this.#options.requestTimeoutMs ?? 30_000,
      ...(body === undefined ? {} : { body: goJson(body) }),
      ...(type === undefined ? {} : { type }),
      ...(this.#options.signal ? { signal: this.#options.signal } : {}),
    })
  }
}

/**
 * JSON with the escapes of Go's encoder. The `test` of a JSON patch compares texts as they are encoded, not as they read
 * (evanphx/json-patch), so that a plain `>` would never equal what the API server has.
 */
const goJson = (value: unknown): string =>
  JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )

const resourceOf = (kind: string): Resource | null =>
  [PODS, ...RESOURCES].find((resource) => resource.kind === kind) ?? null

const parsed = ({ status, body, warnings, date }: HttpAnswer): ApiAnswer => {
  const text = body.toString('utf8')
  const rest = { status, text, warnings, ...(date === null ? {} : { date }) }
  try {
    return { ...rest, body: JSON.parse(text) }
  } catch {
    return { ...rest, body: null }
  }
}
