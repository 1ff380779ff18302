import { Connection } from './connection.ts'
import { httpGet, type AnswerHead, type HttpAnswer } from './http.ts'
import { loadKubeconfig, selectContext } from './kubeconfig.ts'
import type { ClusterApiOptions } from './cluster-api.ts'

/** One GET for somebody else, whose answer goes on as it comes. */
export interface RelayedGet {
  /** With query, beginning with `/`. */
  readonly path: string
  readonly accept: string
  readonly signal: AbortSignal
  /** An answer of status 200 begins. */
  readonly onStart: (head: AnswerHead) => void
  /** A piece of its body. */
  readonly onChunk: (chunk: Buffer) => void
}

/** A watch holds its socket for minutes, and there is one for each kind. */
const SOCKETS = 64
/** Longer than any watch that is asked for. */
const TIMEOUT_MS = 330_000

/** One cluster's API for reading alone, with the credentials of a kubeconfig or of the pod. */
export class ClusterRelay {
  readonly context: string
  readonly #connection: Connection

  constructor(options: Pick<ClusterApiOptions, 'kubeconfig' | 'context' | 'env'>) {
    const config = loadKubeconfig(options)
    this.#connection = new Connection(selectContext(config, options.context, options), {
      ...(options.env ? { env: options.env } : {}),
      sockets: SOCKETS,
    })
    this.context = this.#connection.context
  }

  /** The answer; its body is empty where it went on in pieces. Rejects with a `SourceError` where none comes. */
  async get({ onChunk, ...request }: RelayedGet): Promise<HttpAnswer> {
    const answer = await httpGet(this.#connection, {
      ...request,
      timeoutMs: TIMEOUT_MS,
      onChunk: (chunk) => {
        onChunk(chunk)
        return true
      },
    })
    if (answer.status === 401) this.#connection.renew()
    return answer
  }

  /** Closes connections. Can be called twice. */
  close(): void {
    this.#connection.close()
  }
}
