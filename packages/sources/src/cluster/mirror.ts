import type { KubeObject } from '@unloop/engine/evidence'
import type { Api } from './api.ts'
import type { Connection } from './connection.ts'
import { listAll, MOST_ITEMS, type ListAnswer, type ListRequest } from './list.ts'
import type { Timing } from './timing.ts'
import { watchOnce, type WatchEnd, type WatchEvent } from './watch-once.ts'

/** What became of an object; `before` is what was known of it. */
export interface ObjectChange {
  readonly kind: 'added' | 'modified' | 'deleted'
  readonly object: KubeObject
  readonly before: KubeObject | null
}

/** One list and what is told of its changes; `onDate` hears the server's clock with each answer. */
export interface MirrorOptions {
  readonly list: ListRequest
  readonly connection: Connection
  /** A new one for each list, as each has its own time. */
  readonly api: () => Api
  readonly timing: Timing
  readonly signal: AbortSignal
  readonly onChange: (change: ObjectChange) => void
  readonly onDate: (dateMs: number) => void
}

type Items = Extract<ListAnswer, { kind: 'items' }>

const FIRST_PAUSE_MS = 500
const LONGEST_PAUSE_MS = 30_000
/** A watch that ended sooner is one that failed. */
const SHORT_MS = 1_000
/** Where watching is not allowed, and listing is. */
const POLL_MS = 15_000
/** How often it is tried again to list what may not be. */
const FORBIDDEN_MS = 60_000
const NOT_ALLOWED = new Set([403, 404, 405])

/** A list that is kept up to date by a watch: listed anew only where the server no longer knows the version. */
export class Mirror {
  readonly #options: MirrorOptions
  readonly #items = new Map<string, KubeObject>()
  #answer: ListAnswer | null = null
  #version: string | null = null
  #pauseMs = FIRST_PAUSE_MS
  #failure: Error | null = null
  readonly #first: Promise<void>

  constructor(options: MirrorOptions) {
    this.#options = options
    this.#first = this.#list()
    // What the first list meets is told to whoever asks for it.
    void this.#first.catch(() => undefined).then(() => this.#run())
  }

  /** What the list holds now. Rejects where it could not be had even once. */
  async answer(): Promise<ListAnswer> {
    await this.#first.catch((error: unknown) => {
      if (this.#answer === null) throw error
    })
    const answer = this.#answer!
    return answer.kind === 'items' ? { ...answer, items: [...this.#items.values()] } : answer
  }

  /** Whether it holds items, be they some time old. */
  get holds(): boolean {
    return this.#answer?.kind === 'items'
  }

  /** Why it may be out of date; null while the watch runs. */
  get failure(): Error | null {
    return this.#failure
  }

  async #run(): Promise<void> {
    const { signal } = this.#options
    while (!signal.aborted) {
      try {
        if (this.#version === null) await this.#list()
        await this.#follow()
      } catch (error) {
        if (signal.aborted) return
        this.#failure = error instanceof Error ? error : new Error(String(error))
        await this.#backOff()
      }
    }
  }

  async #follow(): Promise<void> {
    if (this.#version === null) return this.#pause(FORBIDDEN_MS)
    const { connection, list, timing, signal } = this.#options
    const began = timing.now()
    const end = await watchOnce(connection, {
      list,
      resourceVersion: this.#version,
      signal,
      onStart: () => (this.#failure = null),
      onEvent: (event) => this.#take(event),
    })
    await this.#ended(end, timing.now() - began)
  }

  async #ended(end: WatchEnd, lastedMs: number): Promise<void> {
    if (end.kind === 'gone') {
      this.#version = null
      if (lastedMs < SHORT_MS) await this.#backOff()
    } else if (end.kind === 'ended') {
      if (lastedMs < SHORT_MS) await this.#backOff()
      else this.#pauseMs = FIRST_PAUSE_MS
    } else if (NOT_ALLOWED.has(end.status)) {
      this.#version = null
      await this.#pause(POLL_MS)
    } else if (end.status === 401 && this.#options.connection.renew()) {
      await this.#backOff()
    } else {
      await this.#pause(end.retryAfterMs ?? 0)
      throw new Error(`the watch ended with status ${end.status}`)
    }
  }

  async #list(): Promise<void> {
    const { list, onDate } = this.#options
    const api = this.#options.api()
    const answer = await listAll(api, list)
    if (api.serverDate !== null) onDate(api.serverDate)
    // One that fails later leaves what is known as it is.
    if (answer.kind === 'failed' && this.holds)
      throw new Error(`the list ended with status ${answer.status}`)
    this.#answer = answer
    this.#replace(answer.kind === 'items' ? answer : { ...EMPTY })
  }

  #replace({ items, resourceVersion }: Items): void {
    const missing = new Map(this.#items)
    for (const object of items) {
      missing.delete(keyOf(object))
      this.#set(object)
    }
    for (const object of missing.values()) this.#delete(object)
    this.#version = resourceVersion === '' ? null : resourceVersion
    this.#failure = null
  }

  #take(event: WatchEvent): void {
    this.#pauseMs = FIRST_PAUSE_MS
    if (event.kind === 'bookmark') {
      if (event.resourceVersion !== '') this.#version = event.resourceVersion
      return
    }
    if (event.kind === 'deleted') this.#delete(event.object)
    else this.#set(event.object)
    this.#version = event.object.metadata.resourceVersion ?? this.#version
  }

  #set(object: KubeObject): void {
    const key = keyOf(object)
    const before = this.#items.get(key) ?? null
    if (before === null && this.#items.size >= MOST_ITEMS) {
      this.#failure = new Error(`there is more than ${MOST_ITEMS} of them`)
      return
    }
    this.#items.set(key, object)
    if (before === null) this.#options.onChange({ kind: 'added', object, before })
    else if (before.metadata.resourceVersion !== object.metadata.resourceVersion)
      this.#options.onChange({ kind: 'modified', object, before })
  }

  #delete(object: KubeObject): void {
    const key = keyOf(object)
    const before = this.#items.get(key) ?? null
    this.#items.delete(key)
    if (before !== null) this.#options.onChange({ kind: 'deleted', object, before })
  }

  async #backOff(): Promise<void> {
    const pauseMs = this.#pauseMs
    this.#pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)
    await this.#pause(pauseMs)
  }

  async #pause(ms: number): Promise<void> {
    await this.#options.timing.sleep(ms, this.#options.signal).catch(() => undefined)
  }
}

const EMPTY: Items = { kind: 'items', items: [], cut: null, resourceVersion: '' }

// A pod that was deleted and made again under its name is another one.
function keyOf({ metadata: { namespace, name, uid } }: KubeObject): string {
  return `${namespace ?? ''}/${name ?? ''}/${uid ?? ''}`
}
