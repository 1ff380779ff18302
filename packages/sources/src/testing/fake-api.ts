import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { createServer as createTlsServer, type ServerOptions } from 'node:https'
import type { AddressInfo } from 'node:net'
import type { KubeObject } from '@unloop/engine/evidence'

/** What a test answers with in place of the fake server's own answer; undefined leaves it to the server. */
export type Override = (request: FakeRequest) => FakeAnswer | undefined

export interface FakeRequest {
  readonly path: string
  readonly query: URLSearchParams
  readonly headers: IncomingMessage['headers']
  /** How often this very path was asked for, from 1. */
  readonly nth: number
}

export interface FakeAnswer {
  readonly status?: number
  readonly body?: unknown
  readonly text?: string
  readonly headers?: Readonly<Record<string, string>>
  /** `hang`: never answers. `reset`: closes the connection. */
  readonly instead?: 'hang' | 'reset'
}

export interface FakeApiOptions {
  readonly objects?: readonly KubeObject[]
  /** Log texts by `namespace/pod/container` or `…?previous`. */
  readonly logs?: Readonly<Record<string, string>>
  readonly override?: Override
  readonly tls?: ServerOptions
  readonly date?: string
}

export interface FakeApi {
  readonly url: string
  readonly requests: readonly FakeRequest[]
  close(): Promise<void>
}

const PLURALS: Readonly<Record<string, string>> = {
  pods: 'Pod',
  events: 'Event',
  replicasets: 'ReplicaSet',
  deployments: 'Deployment',
  services: 'Service',
  endpointslices: 'EndpointSlice',
  endpoints: 'Endpoints',
  secrets: 'Secret',
  configmaps: 'ConfigMap',
  namespaces: 'Namespace',
  nodes: 'Node',
}

export function status(code: number, message: string): FakeAnswer {
  return {
    status: code,
    body: { kind: 'Status', apiVersion: 'v1', status: 'Failure', message, code },
  }
}

const PATH =
  /^\/(?:api\/v1|apis\/[^/]+\/[^/]+)(?:\/namespaces\/([^/]+))?\/([^/]+)(?:\/([^/]+))?(\/log)?$/

const listAnswer = (items: readonly KubeObject[], request: FakeRequest): FakeAnswer => {
  const limit = Number(request.query.get('limit') ?? items.length)
  const from = Number(request.query.get('continue') ?? 0)
  const page = items.slice(from, from + limit)
  const rest = from + limit < items.length ? { continue: String(from + limit) } : {}
  return { body: { kind: 'List', metadata: rest, items: page } }
}

const answerTo = (options: FakeApiOptions, request: FakeRequest): FakeAnswer => {
  const [, namespace, plural = '', name, log] = PATH.exec(request.path) ?? []
  const kind = PLURALS[plural]
  if (log !== undefined) {
    const container = request.query.get('container') ?? ''
    const key = `${namespace}/${name}/${container}${request.query.get('previous') === 'true' ? '?previous' : ''}`
    const text = options.logs?.[key]
    return text === undefined
      ? status(400, `previous terminated container "${container}" in pod "${name}" not found`)
      : { text }
  }
  const all = (options.objects ?? []).filter((object) => object.kind === kind)
  if (name === undefined && namespace !== undefined && plural !== 'namespaces')
    return listAnswer(
      all.filter(({ metadata }) => metadata.namespace === namespace),
      request,
    )
  if (name === undefined) return listAnswer(all, request)
  const found = all.find(
    ({ metadata }) => metadata.name === name && metadata.namespace === namespace,
  )
  return found ? { body: found } : status(404, `${plural} "${name}" not found`)
}

const send = (response: ServerResponse, answer: FakeAnswer, date: string): void => {
  if (answer.instead === 'hang') return
  if (answer.instead === 'reset') {
    response.destroy()
    return
  }
  response.writeHead(answer.status ?? 200, {
    Date: date,
    'Content-Type': 'application/json',
    ...answer.headers,
  })
  response.end(answer.text ?? JSON.stringify(answer.body))
}

/** An API server in the process: enough of lists, pages, logs and errors to read a cluster from it. */
export async function startFakeApi(options: FakeApiOptions = {}): Promise<FakeApi> {
  const requests: FakeRequest[] = []
  const handle = (incoming: IncomingMessage, response: ServerResponse): void => {
    const url = new URL(incoming.url ?? '/', 'http://fake')
    const nth = requests.filter(({ path }) => path === url.pathname).length + 1
    const request = { path: url.pathname, query: url.searchParams, headers: incoming.headers, nth }
    requests.push(request)
    const answer = options.override?.(request) ?? answerTo(options, request)
    send(response, answer, options.date ?? 'Fri, 20 Nov 2026 09:30:00 GMT')
  }
  const server: Server = options.tls ? createTlsServer(options.tls, handle) : createServer(handle)
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  return {
    url: `${options.tls ? 'https' : 'http'}://127.0.0.1:${port}`,
    requests,
    close: () =>
      new Promise((done) => {
        server.closeAllConnections()
        server.close(() => done())
      }),
  }
}
