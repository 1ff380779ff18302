import { readFile } from 'node:fs/promises'
import { identifier } from '../sql/identifier.ts'
import { fromEngine, StoreError } from '../errors.ts'
import { TABLES } from '../tables/index.ts'
import type { Parameter, Statement } from '../sql/statement.ts'
import type { Driver, FileInsert } from './driver.ts'
import { insertSettings } from './settings.ts'

export interface HttpOptions {
  /** Addresses of the nodes, with user and password where they need one; the first that answers is asked. */
  readonly urls: readonly string[]
  readonly database: string
  readonly timeoutMs?: number
}

interface Node {
  readonly url: URL
  readonly headers: Readonly<Record<string, string>>
}

const TIMEOUT_MS = 60_000
const EXCEPTION_HEADER = 'x-clickhouse-exception-code'

/** A ClickHouse server, or several of one cluster, by their HTTP interface. */
export class HttpDriver implements Driver {
  readonly kind = 'http'
  readonly #nodes: readonly Node[]
  readonly #database: string
  readonly #timeoutMs: number
  #preferred = 0

  constructor({ urls, database, timeoutMs = TIMEOUT_MS }: HttpOptions) {
    this.#nodes = urls.map(nodeOf)
    this.#database = database
    this.#timeoutMs = timeoutMs
  }

  get nodes(): number {
    return this.#nodes.length
  }

  async run(statement: Statement): Promise<Uint8Array> {
    return this.#anyNode((node) => this.runOn(node, statement))
  }

  async runOn(
    node: number,
    { sql, params = {}, format, settings = {} }: Statement,
  ): Promise<Uint8Array> {
    const query = new URLSearchParams()
    if (format !== undefined) query.set('default_format', format)
    for (const [name, value] of Object.entries(settings)) query.set(name, String(value))
    for (const [name, value] of Object.entries(params))
      query.set(`param_${name}`, parameterText(value))
    return this.#post(node, query, new TextEncoder().encode(sql))
  }

  async insertFiles({ table, files, token }: FileInsert): Promise<void> {
    const columns = TABLES[table].columns.map(({ name }) => identifier(name)).join(', ')
    const query = new URLSearchParams({
      query: `INSERT INTO ${identifier(this.#database)}.${identifier(table)} (${columns}) FORMAT Native`,
      // Acknowledged by the shards, not by the queue before them.
      distributed_foreground_insert: '1',
    })
    for (const [name, value] of Object.entries(insertSettings(token)))
      query.set(name, String(value))
    const body = Buffer.concat(await Promise.all(files.map((file) => readFile(file))))
    await this.#anyNode((node) => this.#post(node, query, body))
  }

  // Other servers may write to the same tables: the token alone tells what is stored.
  position(): Promise<null> {
    return Promise.resolve(null)
  }

  memoryBytes(): Promise<null> {
    return Promise.resolve(null)
  }

  close(): Promise<void> {
    return Promise.resolve()
  }

  /** Tries the node that answered last, then the others. */
  async #anyNode<Result>(attempt: (node: number) => Promise<Result>): Promise<Result> {
    let failure: unknown = null
    for (let turn = 0; turn < this.#nodes.length; turn++) {
      const node = (this.#preferred + turn) % this.#nodes.length
      try {
        const result = await attempt(node)
        this.#preferred = node
        return result
      } catch (error) {
        if (!(error instanceof StoreError) || error.code !== 'unavailable') throw error
        failure ??= error
      }
    }
    throw failure
  }

  async #post(index: number, query: URLSearchParams, body: Uint8Array): Promise<Uint8Array> {
    const node = this.#nodes[index]
    if (node === undefined) throw new RangeError(`There is no node ${index}.`)
    const url = new URL(node.url)
    for (const [name, value] of query) url.searchParams.set(name, value)
    const response = await this.#send(url, node, body)
    const bytes = new Uint8Array(await response.arrayBuffer())
    if (response.ok && !response.headers.has(EXCEPTION_HEADER)) return bytes
    throw refusal(response, bytes)
  }

  async #send(url: URL, node: Node, body: Uint8Array): Promise<Response> {
    try {
      return await fetch(url, {
        method: 'POST',
        headers: node.headers,
        body: body as Uint8Array<ArrayBuffer>,
        signal: AbortSignal.timeout(this.#timeoutMs),
      })
    } catch (cause) {
      const why = cause instanceof Error ? wordsOf(cause) : String(cause)
      throw new StoreError(
        'unavailable',
        `The ClickHouse server at ${node.url.origin} does not answer: ${why}.`,
        { cause },
      )
    }
  }
}

// Credentials travel in headers, so that they appear in no address that is logged.
function nodeOf(address: string): Node {
  const url = new URL(address)
  const headers: Record<string, string> = {}
  if (url.username !== '') headers['X-ClickHouse-User'] = decodeURIComponent(url.username)
  if (url.password !== '') headers['X-ClickHouse-Key'] = decodeURIComponent(url.password)
  url.username = ''
  url.password = ''
  return { url, headers }
}

function refusal(response: Response, bytes: Uint8Array): StoreError {
  const text = new TextDecoder().decode(bytes)
  if (response.status === 401 || response.status === 403)
    return new StoreError(
      'unavailable',
      `The ClickHouse server refused the user or password of --store: ${text.slice(0, 200)}`,
    )
  return fromEngine(text === '' ? `HTTP ${response.status}` : text)
}

/** A value as ClickHouse reads `param_` values: TabSeparated, arrays as literals. */
function parameterText(value: Parameter): string {
  if (typeof value === 'string') return escapeTsv(value)
  if (typeof value === 'object')
    return `[${value.map((one) => (typeof one === 'string' ? quoted(one) : String(one))).join(',')}]`
  return String(value)
}

function escapeTsv(value: string): string {
  return value
    .replaceAll('\\', '\\\\')
    .replaceAll('\t', '\\t')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
    .replaceAll('\0', '\\0')
}

function quoted(value: string): string {
  return `'${escapeTsv(value).replaceAll("'", "\\'")}'`
}

function wordsOf(error: Error): string {
  const { cause } = error
  return cause instanceof Error && cause.message !== '' ? cause.message : error.message
}
