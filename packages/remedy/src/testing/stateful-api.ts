import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { KubeObject } from '@unloop/engine/evidence'
import type { Patch } from '@unloop/engine/report'
import { applyPatch } from '../patch/apply-patch.ts'
import { serveExec, type Shell } from './exec-socket.ts'

/** What a test does at a request: before it is answered, or in place of the answer. */
export interface Seen {
  readonly method: string
  readonly path: string
  readonly isDryRun: boolean
  readonly body: unknown
  /** The body as it came. */
  readonly text: string
}
export type Meddle = (seen: Seen, api: StatefulApi) => Refusal | 'reset' | undefined
export interface Refusal {
  readonly status: number
  readonly message: string
}

const KINDS: Readonly<Record<string, string>> = {
  deployments: 'Deployment',
  statefulsets: 'StatefulSet',
  replicasets: 'ReplicaSet',
  pods: 'Pod',
  controllerrevisions: 'ControllerRevision',
  configmaps: 'ConfigMap',
  secrets: 'Secret',
  jobs: 'Job',
  cronjobs: 'CronJob',
  events: 'Event',
  services: 'Service',
  endpointslices: 'EndpointSlice',
}
const PATH =
  /^\/apis?\/(?:v1|[^/]+\/[^/]+)\/namespaces\/([^/]+)\/([^/]+)(?:\/([^/]+))?(?:\/(\w+))?$/
const TYPES: Readonly<Record<string, Patch['type']>> = {
  'application/json-patch+json': 'json',
  'application/merge-patch+json': 'merge',
  'application/strategic-merge-patch+json': 'strategic',
}

/** An API server in the process that keeps objects, versions and preconditions as the real one does. */
export class StatefulApi {
  readonly requests: Seen[] = []
  readonly objects = new Map<string, KubeObject>()
  /** What a pod's container has said, by the pod's name. */
  readonly logs = new Map<string, string>()
  /** What is answered at a path that no kind of object has, such as the figures of a kubelet. */
  readonly served = new Map<string, () => unknown>()
  /** Verbs that access reviews deny. */
  readonly denied = new Set<string>()
  url = ''
  /** What the server's clock shows, in milliseconds since 1970; null where answers carry no date. */
  clock: (() => number) | null = null
  #meddle: Meddle
  #version = 1
  #endExec: () => void = () => undefined
  readonly #server = createServer((request, response) => void this.#handle(request, response))

  constructor(objects: readonly KubeObject[], meddle: Meddle = () => undefined) {
    this.#meddle = meddle
    for (const object of objects) this.put(object)
  }

  async start(): Promise<void> {
    await new Promise<void>((done) => this.#server.listen(0, '127.0.0.1', done))
    this.url = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  async close(): Promise<void> {
    this.#endExec()
    this.#server.closeAllConnections()
    await new Promise<void>((done) => this.#server.close(() => done()))
  }

  /** Commands run in containers are answered by this. */
  serveExec(shell: Shell): void {
    this.#endExec = serveExec(this.#server, shell)
  }

  meddle(meddle: Meddle): void {
    this.#meddle = meddle
  }

  get(kind: string, name: string): KubeObject | undefined {
    return this.objects.get(`${kind}/${name}`)
  }

  put(object: KubeObject): KubeObject {
    const version = String(++this.#version)
    const metadata = { uid: `uid-${version}`, ...object.metadata, resourceVersion: version }
    const made = { ...object, metadata }
    this.objects.set(`${object.kind}/${object.metadata.name}`, made)
    return made
  }

  get writes(): readonly Seen[] {
    return this.requests.filter(
      ({ method, path, isDryRun }) =>
        method !== 'GET' && !isDryRun && !path.includes('selfsubject'),
    )
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://api')
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const text = Buffer.concat(chunks).toString()
    const seen: Seen = {
      method: request.method ?? 'GET',
      path: url.pathname,
      isDryRun: url.searchParams.has('dryRun'),
      body: text === '' ? null : JSON.parse(text),
      text,
    }
    this.requests.push(seen)
    const meddled = this.#meddle(seen, this)
    if (meddled === 'reset') return void response.destroy()
    const [status, body] = meddled
      ? failure(meddled)
      : this.#answer(seen, request.headers['content-type'] ?? '')
    response.sendDate = false
    if (this.clock) response.setHeader('Date', new Date(this.clock()).toUTCString())
    response.writeHead(status, { 'Content-Type': 'application/json' })
    response.end(typeof body === 'string' ? body : JSON.stringify(body))
  }

  #answer(seen: Seen, type: string): readonly [number, unknown] {
    if (seen.path.endsWith('/selfsubjectaccessreviews')) {
      const { spec } = seen.body as { spec: { resourceAttributes: { verb: string } } }
      return [201, { status: { allowed: !this.denied.has(spec.resourceAttributes.verb) } }]
    }
    const served = this.served.get(seen.path)
    if (served) return [200, served()]
    const [, namespace, plural = '', name, sub] = PATH.exec(seen.path) ?? []
    const kind = KINDS[plural]
    if (!kind) return failure({ status: 404, message: `the server does not serve ${seen.path}` })
    if (sub === 'eviction') {
      this.objects.delete(`Pod/${name}`)
      return [201, {}]
    }
    if (sub === 'log') return [200, this.logs.get(name ?? '') ?? '']
    if (seen.method === 'POST') return this.#create({ ...(seen.body as KubeObject), kind }, seen)
    if (name === undefined)
      return [
        200,
        {
          items: [...this.objects.values()].filter(
            (object) => object.kind === kind && object.metadata.namespace === namespace,
          ),
        },
      ]
    const object = this.get(kind, name)
    if (!object) return failure({ status: 404, message: `${plural} "${name}" not found` })
    if (seen.method === 'GET') return [200, object]
    if (seen.method === 'DELETE') {
      this.objects.delete(`${kind}/${name}`)
      return [200, {}]
    }
    return this.#patch(object, seen, TYPES[type] ?? 'merge')
  }

  #create(object: KubeObject, { isDryRun }: Seen): readonly [number, unknown] {
    if (this.get(object.kind, object.metadata.name ?? ''))
      return failure({ status: 409, message: 'already exists' })
    return [201, isDryRun ? object : this.put(object)]
  }

  #patch(
    object: KubeObject,
    { body, isDryRun }: Seen,
    type: Patch['type'],
  ): readonly [number, unknown] {
    const asked = (body as { metadata?: { resourceVersion?: string } }).metadata?.resourceVersion
    const version = (object.metadata as { resourceVersion?: string }).resourceVersion
    if (asked !== undefined && asked !== version)
      return failure({ status: 409, message: 'the object has been modified' })
    const target = { kind: object.kind, namespace: '', name: '' }
    const result = applyPatch(object, { target, type, body })
    if (result.kind === 'misfit')
      return failure({ status: 422, message: `testing path: ${result.why}` })
    return [200, isDryRun ? result.object : this.put(result.object)]
  }
}

const failure = ({ status, message }: Refusal): readonly [number, unknown] => [
  status,
  { kind: 'Status', status: 'Failure', message, code: status },
]
