import type { Api } from './api.ts'
import type { Connection } from './connection.ts'
import { listAll, listQuery, type ListAnswer, type ListRequest } from './list.ts'
import { listPath, type Resource } from './resources.ts'
import type { Timing } from './timing.ts'
import type { Lists } from './lists.ts'
import { Mirror, type ObjectChange } from './mirror.ts'

export interface WatchedListsOptions {
  readonly connection: Connection
  readonly api: () => Api
  readonly timing: Timing
  readonly signal: AbortSignal
  readonly onChange: (change: ObjectChange) => void
  /** The server's clock, with each list. */
  readonly onDate: (dateMs: number) => void
}

/** Kinds that are watched: what runs, what it is made of, what happens to it. */
const WATCHED: ReadonlySet<string> = new Set([
  'Pod',
  'Event',
  'ReplicaSet',
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'Job',
  'CronJob',
  'ConfigMap',
  'Secret',
  'Service',
  'EndpointSlice',
  'Node',
])

export function isWatched({ kind }: Resource): boolean {
  return WATCHED.has(kind)
}

/** How long the list of any other kind is taken as it was. */
const KEPT_MS = 30_000
/** From then on it is asked for anew while it is still used, so that nobody waits for it. */
const RENEWED_MS = 20_000
const MAX_KEPT = 500

interface Kept {
  readonly atMs: number
  readonly answer: Promise<ListAnswer>
  isRenewed: boolean
}

/** Lists that are watched from when they are asked for first, and short-lived ones of what is not watched. */
export class WatchedLists implements Lists {
  readonly #options: WatchedListsOptions
  readonly #mirrors = new Map<string, Mirror>()
  readonly #kept = new Map<string, Kept>()

  constructor(options: WatchedListsOptions) {
    this.#options = options
  }

  async list(request: ListRequest): Promise<ListAnswer> {
    if (!isWatched(request.resource)) return this.#keptFor(request)
    const whole = this.#mirrors.get(keyOf({ ...request, namespace: null }))
    const isPart = request.namespace !== null && listQuery(request).size === 0
    if (isPart && whole?.holds === true) return partOf(await whole.answer(), request.namespace)
    return this.#mirror(request).answer()
  }

  /** Why some of it may be out of date, a sentence for each reason. */
  gaps(): string[] {
    const broken = [...this.#mirrors].flatMap(([path, { failure }]) =>
      failure === null ? [] : [{ path, why: failure.message.replace(/\.$/, '') }],
    )
    return [...Map.groupBy(broken, ({ why }) => why)].map(
      ([why, [first, ...rest]]) =>
        `The watch of ${first?.path}${rest.length === 0 ? '' : ` and ${rest.length} more`} is broken and may be out of date: ${why}.`,
    )
  }

  #mirror(list: ListRequest): Mirror {
    const key = keyOf(list)
    const known = this.#mirrors.get(key)
    if (known !== undefined) return known
    const { onChange, onDate, ...rest } = this.#options
    // An object that two lists hold changes once: selected lists say nothing.
    const isSelected = listQuery(list).size > 0 && list.resource.kind !== 'Pod'
    const mirror = new Mirror({
      ...rest,
      list,
      onDate,
      onChange: isSelected ? () => undefined : onChange,
    })
    this.#mirrors.set(key, mirror)
    return mirror
  }

  #keptFor(request: ListRequest): Promise<ListAnswer> {
    const key = keyOf(request)
    const nowMs = this.#options.timing.now()
    const kept = this.#kept.get(key)
    if (kept !== undefined && nowMs - kept.atMs < KEPT_MS) {
      if (nowMs - kept.atMs >= RENEWED_MS) this.#renew(request, kept, nowMs)
      return kept.answer
    }
    const answer = listAll(this.#options.api(), request)
    answer.catch(() => this.#kept.delete(key))
    if (this.#kept.size >= MAX_KEPT) this.#kept.clear()
    this.#kept.set(key, { atMs: nowMs, answer, isRenewed: false })
    return answer
  }

  /** Takes the place of what is kept once it is there; where it cannot be had, that is used to its end. */
  #renew(request: ListRequest, kept: Kept, nowMs: number): void {
    if (kept.isRenewed) return
    kept.isRenewed = true
    const answer = listAll(this.#options.api(), request)
    const renewed = { atMs: nowMs, answer, isRenewed: false }
    answer.then(
      () => this.#kept.set(keyOf(request), renewed),
      () => undefined,
    )
  }
}

function keyOf(request: ListRequest): string {
  const query = listQuery(request).toString()
  return `${listPath(request.resource, request.namespace)}${query === '' ? '' : `?${query}`}`
}

function partOf(answer: ListAnswer, namespace: string | null): ListAnswer {
  if (answer.kind !== 'items') return answer
  const items = answer.items.filter(({ metadata }) => metadata.namespace === namespace)
  return { ...answer, items }
}
