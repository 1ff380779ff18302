import { SourceError } from '../errors.ts'
import type { Connection } from './connection.ts'
import { httpGet, MAX_BODY_BYTES, type HttpAnswer, type HttpGet } from './http.ts'
import { jsonExcess } from '../text-file/json-bounds.ts'
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

/** An answer whose body was JSON; `body` is null for an error that was not. */
export interface JsonAnswer {
  readonly status: number
  readonly body: unknown
  /** Of the body as it was sent, unpacked. */
  readonly bytes: number
}

export interface ApiGet {
  readonly path: string
  readonly accept?: string
  /** Called for each attempt: gives what takes the pieces of its body. */
  readonly sink?: () => NonNullable<HttpGet['onChunk']>
}

/** All answers but logs, together, as they are kept: some 15,000 pods with what belongs to them. */
const MAX_BYTES = 160 * 1024 * 1024
/** What an object takes in memory beside its own text. */
const ITEM_BYTES = 1500
/** All logs as they come over the wire; little of them is kept. */
const MAX_LOG_BYTES = 2048 * 1024 * 1024
/** Those of lists that have no end in sight. */
const MAX_ENDLESS_BYTES = 24 * 1024 * 1024
const MOST_LONG_LOGS = 4
const ATTEMPTS = 5
const FIRST_PAUSE_MS = 250
const LONGEST_PAUSE_MS = 8000
/** After so many requests in a row without an answer in time, the next are waited for less; after more, none is sent. */
const IMPATIENT_AFTER = 2
const GIVEN_UP_AFTER = 24
const IMPATIENT_MS = 5_000
/** Server errors that go away: overload (429, API priority and fairness), an API server or etcd that restarts (5xx). */
const PASSING = new Set([429, 500, 502, 503, 504])

/** GETs to one API server: bounded in number, retried with growing pauses, renewed credentials after a 401. */
export class Api {
  readonly #options: ApiOptions
  readonly #lanes: Lanes
  #requests = 0
  #bytes = 0
  #logBytes = 0
  #endless = 0
  #longLogs = 0
  #timeouts = 0
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

  /** Counts objects that are kept: many small ones take more memory than their text. */
  keeps(items: number): void {
    this.#bytes += items * ITEM_BYTES
  }

  /** Whether one more log may be asked for again because its lines are long: a server that sends without an end does so each time. */
  takesLongLog(): boolean {
    return ++this.#longLogs <= MOST_LONG_LOGS
  }

  /** Counts a page of a list without an end in sight; false once there were too many. */
  takesEndless(bytes: number, items: number): boolean {
    this.#endless += bytes + items * ITEM_BYTES
    return this.#endless <= MAX_ENDLESS_BYTES
  }

  /** The answer, whatever its status; rejects where none comes. */
  get(get: ApiGet): Promise<HttpAnswer> {
    return this.#lanes.run(() => this.#retry(get))
  }

  /** A body that is JSON. A cut-off body is asked for again. */
  async json(get: ApiGet): Promise<JsonAnswer> {
    for (let attempt = 1; ; attempt++) {
      const answer = await this.get(get)
      const excess = jsonExcess(answer.body)
      if (excess !== null) throw this.#excessive(get.path, excess)
      try {
        const bytes = answer.body.length
        return { status: answer.status, body: JSON.parse(answer.body.toString('utf8')), bytes }
      } catch (error) {
        if (answer.status !== 200) return { status: answer.status, body: null, bytes: 0 }
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

  #excessive(path: string, excess: string): SourceError {
    return new SourceError({
      code: 'api-broken',
      where: `${this.server}${path}`,
      message: `${this.server} answered ${path.split('?')[0]} with ${excess}, and it was not read. Check what stands between: a proxy, another server.`,
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
    const { connection, timing, deadline, signal } = this.#options
    const left = deadline - timing.now()
    if (left <= 0) throw this.#outOfTime()
    if (this.#timeouts >= GIVEN_UP_AFTER) throw this.#givenUp()
    if (this.#bytes >= MAX_BYTES) throw this.#outOfBudget(MAX_BYTES)
    if (this.#logBytes >= MAX_LOG_BYTES) throw this.#outOfBudget(MAX_LOG_BYTES)
    this.#requests++
    try {
      const answer = await httpGet(connection, {
        path: get.path,
        ...(get.sink ? { onChunk: this.#counted(get.sink()) } : {}),
        accept: get.accept ?? JSON_TYPE,
        timeoutMs: Math.min(this.#patienceMs, left),
        maxBytes: Math.min(MAX_BODY_BYTES, MAX_BYTES - this.#bytes),
        ...(signal ? { signal } : {}),
      })
      this.#bytes += answer.body.length
      this.#timeouts = 0
      if (answer.date !== null) this.#serverDate = Math.max(this.#serverDate ?? 0, answer.date)
      return answer
    } catch (error) {
      if (error instanceof SourceError && error.code === 'timeout') this.#timeouts++
      if (attempt < this.#attemptsAfter(error)) return null
      throw error
    }
  }

  get #patienceMs(): number {
    const { requestTimeoutMs } = this.#options
    return this.#timeouts < IMPATIENT_AFTER
      ? requestTimeoutMs
      : Math.min(requestTimeoutMs, IMPATIENT_MS)
  }

  #counted(take: NonNullable<HttpGet['onChunk']>): NonNullable<HttpGet['onChunk']> {
    return (chunk) => {
      this.#logBytes += chunk.length
      return take(chunk) && this.#logBytes < MAX_LOG_BYTES
    }
  }

  /** A server that has not answered once is most likely not there; a request that hung will mostly hang again. */
  #attemptsAfter(error: unknown): number {
    if (!(error instanceof SourceError)) return 1
    if (error.code === 'timeout') return this.#timeouts > 1 || this.#serverDate === null ? 1 : 2
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

  #givenUp(): SourceError {
    return new SourceError({
      code: 'timeout',
      where: this.server,
      message: `${this.server} left ${GIVEN_UP_AFTER} requests in a row without a whole answer in time; nothing more is asked of it. Try again later, or narrow it with -n.`,
    })
  }

  #outOfBudget(bytes: number): SourceError {
    return new SourceError({
      code: 'api-broken',
      where: this.server,
      message: `${this.server} has sent more than ${bytes / 1024 / 1024} MiB; nothing more is read. Narrow it with -n.`,
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
export function statusMessage(answer: { readonly body: Buffer }): string {
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
