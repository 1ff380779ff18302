import { SourceError } from '../errors.ts'
import type { Connection } from './connection.ts'
import { httpGet, type HttpAnswer, type HttpGet } from './http.ts'
import { Lanes, type Timing } from './timing.ts'

export const JSON_TYPE = 'application/json'
/** Names, labels and annotations without anything else: no value of a Secret leaves the API server. */
export const METADATA_TYPE = 'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1'

export interface ApiOptions {
  readonly connection: Connection
  readonly timing: Timing
  /** Requests at once. */
  readonly concurrency: number
  /** For one request. */
  readonly requestTimeoutMs: number
  /** For everything; milliseconds since 1970. */
  readonly deadline: number
  readonly signal?: AbortSignal
}

export interface ApiGet {
  readonly path: string
  readonly accept?: string
  /** Called for each attempt: gives what takes the pieces of its body. */
  readonly sink?: () => NonNullable<HttpGet['onChunk']>
}

const ATTEMPTS = 5
const FIRST_PAUSE_MS = 250
const LONGEST_PAUSE_MS = 8000
/** Server errors that go away: overload (429, API priority and fairness), an API server or etcd that restarts (5xx). */
const PASSING = new Set([429, 500, 502, 503, 504])

/** GETs to one API server: bounded in number, retried with growing pauses, renewed credentials after a 401. */
export class Api {
  readonly #options: ApiOptions
  readonly #lanes: Lanes
  #requests = 0
  #serverDate: number | null = null

  constructor(options: ApiOptions) {
    this.#options = options
    this.#lanes = new Lanes(options.concurrency)
  }

  get requests(): number {
    return this.#requests
  }

  /** The newest time that the server stated, in milliseconds since 1970: its clock is the one that objects carry. */
  get serverDate(): number | null {
    return this.#serverDate
  }

  get server(): string {
    return this.#options.connection.server
  }

  /** The answer, whatever its status; rejects where none comes. */
  get(get: ApiGet): Promise<HttpAnswer> {
    return this.#lanes.run(() => this.#retry(get))
  }

  /** A body that is JSON. A cut-off body is asked for again. */
  async json(get: ApiGet): Promise<{ readonly status: number; readonly body: unknown }> {
    for (let attempt = 1; ; attempt++) {
      const answer = await this.get(get)
      try {
        return { status: answer.status, body: JSON.parse(answer.body.toString('utf8')) }
      } catch (error) {
        if (answer.status !== 200) return { status: answer.status, body: null }
        if (attempt >= 3) throw this.#broken(get.path, error)
      }
    }
  }

  #broken(path: string, cause: unknown): SourceError {
    return new SourceError({
      code: 'api-broken',
      where: `${this.server}${path}`,
      message: `${this.server} answered ${path.split('?')[0]} with something that is not JSON, or with a part of it. Check what stands between: a proxy, a login page.`,
      cause,
    })
  }

  #pause(attempt: number, answer: HttpAnswer | null): Promise<void> {
    const { timing, signal } = this.#options
    const growing = Math.min(FIRST_PAUSE_MS * 2 ** (attempt - 1), LONGEST_PAUSE_MS)
    const asked = Math.min(answer?.retryAfterMs ?? 0, LONGEST_PAUSE_MS)
    return timing.sleep(Math.max(growing, asked), signal)
  }

  async #retry(get: ApiGet): Promise<HttpAnswer> {
    let renewed = false
    for (let attempt = 1; ; attempt++) {
      const answer = await this.#once(get, attempt)
      if (answer === null) {
        await this.#pause(attempt, null)
      } else if (answer.status === 401 && !renewed && this.#options.connection.renew()) {
        renewed = true
      } else if (answer.status === 401) {
        throw this.#unauthorized(answer)
      } else if (PASSING.has(answer.status) && attempt < ATTEMPTS && !isFinal(answer)) {
        await this.#pause(attempt, answer)
      } else {
        return answer
      }
    }
  }

  /** Null where the connection broke in a way that may pass. */
  async #once(get: ApiGet, attempt: number): Promise<HttpAnswer | null> {
    const { connection, timing, deadline, requestTimeoutMs, signal } = this.#options
    const left = deadline - timing.now()
    if (left <= 0) throw this.#outOfTime()
    this.#requests++
    try {
      const answer = await httpGet(connection, {
        path: get.path,
        ...(get.sink ? { onChunk: get.sink() } : {}),
        accept: get.accept ?? JSON_TYPE,
        timeoutMs: Math.min(requestTimeoutMs, left),
        ...(signal ? { signal } : {}),
      })
      if (answer.date !== null) this.#serverDate = Math.max(this.#serverDate ?? 0, answer.date)
      return answer
    } catch (error) {
      if (attempt < this.#attemptsAfter(error)) return null
      throw error
    }
  }

  /** A server that has not answered once is most likely not there; a request that hung will mostly hang again. */
  #attemptsAfter(error: unknown): number {
    if (!(error instanceof SourceError)) return 1
    if (error.code === 'timeout') return 2
    if (error.code !== 'unreachable') return 1
    return this.#serverDate === null ? 2 : ATTEMPTS
  }

  #unauthorized(answer: HttpAnswer): SourceError {
    const { context } = this.#options.connection
    return new SourceError({
      code: 'unauthorized',
      where: this.server,
      message: `${this.server} does not accept the credentials of the context ${context}: they have expired or are wrong (401${saidBy(answer)}). Log in again, then repeat the command.`,
    })
  }

  #outOfTime(): SourceError {
    return new SourceError({
      code: 'timeout',
      where: this.server,
      message: `Reading ${this.server} took longer than it may. Narrow it with -n, or allow more time.`,
    })
  }
}

/** The message of a Kubernetes Status, or the body itself where it is short text. */
export const statusMessage = (answer: { readonly body: Buffer }): string => {
  const text = answer.body.toString('utf8').trim()
  try {
    const status = JSON.parse(text) as { readonly message?: unknown } | null
    return typeof status?.message === 'string' ? status.message : ''
  } catch {
    return text.length <= 400 ? text : ''
  }
}

const saidBy = (answer: HttpAnswer): string => {
  const message = statusMessage(answer)
  return message === '' ? '' : `: ${message}`
}

/** A kubelet that can't be reached for a log answers 500 or 502 at once, and would again. */
const isFinal = (answer: HttpAnswer): boolean =>
  answer.status >= 500 &&
  /dial tcp|no such host|containerd:\/\/|docker:\/\/|cri-o:\/\//.test(statusMessage(answer))
