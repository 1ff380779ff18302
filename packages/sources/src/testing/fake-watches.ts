import type { ServerResponse } from 'node:http'
import type { KubeObject } from '@unloop/engine/evidence'

type ChangeType = 'ADDED' | 'MODIFIED' | 'DELETED'

interface Recorded {
  readonly version: number
  readonly type: ChangeType
  readonly object: KubeObject
}

interface Watcher {
  readonly selects: (object: KubeObject) => boolean
  readonly response: ServerResponse
}

/** The watches of the fake API server: what changed since a version, and what changes from then on. */
export class FakeWatches {
  version = 1
  #history: Recorded[] = []
  #expired = 0
  readonly #watchers = new Set<Watcher>()

  get open(): number {
    return this.#watchers.size
  }

  record(type: ChangeType, object: KubeObject): KubeObject {
    this.version++
    const metadata = { ...object.metadata, resourceVersion: String(this.version) }
    const recorded = { version: this.version, type, object: { ...object, metadata } }
    this.#history.push(recorded)
    for (const watcher of this.#watchers) send(watcher, recorded)
    return recorded.object
  }

  attach(watcher: Watcher, since: number): void {
    const { response } = watcher
    response.writeHead(200, { 'Content-Type': 'application/json' })
    response.flushHeaders()
    if (since < this.#expired) {
      const object = { kind: 'Status', code: 410, reason: 'Expired' }
      response.end(`${JSON.stringify({ type: 'ERROR', object })}\n`)
      return
    }
    for (const recorded of this.#history) if (recorded.version > since) send(watcher, recorded)
    this.#watchers.add(watcher)
    response.on('close', () => this.#watchers.delete(watcher))
  }

  /** Tells all watches the version, without a change. */
  bookmark(): void {
    const metadata = { resourceVersion: String(this.version) }
    for (const { response } of this.#watchers)
      response.write(`${JSON.stringify({ type: 'BOOKMARK', object: { metadata } })}\n`)
  }

  /** Forgets what was before: watches from then are told to list again. */
  compact(): void {
    this.#expired = this.version
    this.#history = []
  }

  /** Breaks all connections. */
  cut(): void {
    for (const { response } of this.#watchers) response.destroy()
  }
}

function send({ selects, response }: Watcher, { type, object }: Recorded): void {
  if (selects(object)) response.write(`${JSON.stringify({ type, object })}\n`)
}
