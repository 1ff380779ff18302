import type { Api } from './api.ts'
import type { Connection } from './connection.ts'
import type { LogLimits } from './log-fetch.ts'
import type { WatchListener } from './options.ts'
import { PODS, RESOURCES } from './resources.ts'
import type { Timing } from './timing.ts'
import { ExitLogs } from './exit-logs.ts'
import { KeptLogs } from './kept-logs.ts'
import type { ObjectChange } from './mirror.ts'
import { isWatched, WatchedLists } from './watched-lists.ts'

export interface ClusterWatcherOptions {
  readonly connection: Connection
  readonly api: () => Api
  readonly timing: Timing
  readonly limits: LogLimits
  readonly listener: WatchListener
  readonly signal?: AbortSignal
}

/** What a reader holds from one reading to the next: lists under watch, logs of runs that have ended, the server's clock. */
export class ClusterWatcher {
  readonly lists: WatchedLists
  readonly kept = new KeptLogs()
  readonly #options: ClusterWatcherOptions
  readonly #stop = new AbortController()
  readonly #exits: ExitLogs
  /** How far the server's clock is ahead of this one, in milliseconds. */
  #ahead: number | null = null

  constructor(options: ClusterWatcherOptions) {
    this.#options = options
    const { connection, timing, limits, listener } = options
    const signal =
      options.signal === undefined
        ? this.#stop.signal
        : AbortSignal.any([this.#stop.signal, options.signal])
    const api = () => options.api()
    this.#exits = new ExitLogs({
      api,
      kept: this.kept,
      limits,
      timing,
      signal,
      onEnded: listener.onEnded,
    })
    this.lists = new WatchedLists({
      connection,
      api,
      timing,
      signal,
      onDate: (dateMs) => (this.#ahead = dateMs - timing.now()),
      onChange: (change) => this.#changed(change),
    })
  }

  /** Watches all kinds in what is read, where that is wanted. */
  async cover(namespaces: readonly string[] | null): Promise<void> {
    if (!this.#options.listener.everywhere) return
    const kinds = [PODS, ...RESOURCES].filter(isWatched)
    await Promise.allSettled(
      kinds.flatMap((resource) => {
        const spaces = namespaces === null || !resource.namespaced ? [null] : namespaces
        return spaces.map((namespace) => this.lists.list({ resource, namespace }))
      }),
    )
  }

  /** The time by the server's clock, whole seconds as it gives it; null before it answered once. */
  serverDate(): number | null {
    if (this.#ahead === null) return null
    return Math.floor((this.#options.timing.now() + this.#ahead) / 1_000) * 1_000
  }

  close(): void {
    this.#stop.abort()
  }

  #changed(change: ObjectChange): void {
    if (change.object.kind === 'Pod' && change.kind !== 'deleted') this.#exits.see(change.object)
    this.#options.listener.onChange(change)
  }
}
