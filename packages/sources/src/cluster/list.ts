import type { KubeObject } from '@unloop/engine/evidence'
import { isSourceError } from '../errors.ts'
import { METADATA_TYPE, type Api, type ApiGet, type JsonAnswer } from './api.ts'
import { soundShape } from '@unloop/formats'
import { tidy } from './tidy.ts'
import { listPath, type Resource } from './resources.ts'

/** One kind of object, whole or narrowed by selectors that the API server evaluates. */
export interface ListRequest {
  readonly resource: Resource
  /** Null lists across all namespaces. */
  readonly namespace: string | null
  readonly labelSelector?: string
  readonly fieldSelector?: string
}

export type ListAnswer =
  | {
      readonly kind: 'items'
      readonly items: readonly KubeObject[]
      /** Why the list is not whole, as a clause; null where it is. */
      readonly cut: string | null
      /** The version of the whole, from which a watch goes on; '' where the server does not say. */
      readonly resourceVersion: string
    }
  | { readonly kind: 'forbidden' | 'absent' }
  | { readonly kind: 'failed'; readonly status: number }

interface Page {
  readonly items?: unknown
  readonly metadata?: {
    readonly continue?: unknown
    readonly remainingItemCount?: unknown
    readonly resourceVersion?: unknown
  } | null
}

/** kubectl's own page size (`--chunk-size`). */
const PAGE = 500

/** The selectors of a list. */
export function listQuery({ labelSelector, fieldSelector }: ListRequest): URLSearchParams {
  const query = new URLSearchParams()
  if (labelSelector) query.set('labelSelector', labelSelector)
  if (fieldSelector) query.set('fieldSelector', fieldSelector)
  return query
}

const pagePath = (request: ListRequest, limit: number, next: string): string => {
  const query = listQuery(request)
  if (limit > 0) query.set('limit', String(limit))
  if (next !== '') query.set('continue', next)
  const text = query.toString()
  return `${listPath(request.resource, request.namespace)}${text === '' ? '' : `?${text}`}`
}

/** Beyond these no cluster goes: Kubernetes is built for 150,000 pods (kubernetes.io, "Considerations for large clusters"). */
export const MOST_ITEMS = 150_000
const MOST_PAGES = 600
const ENDLESS = 'the server gives more and more, and does not say how much'
/** A list starts again with larger pages, then without any; a token that is refused even then will be refused for ever. */
const MOST_RESTARTS = 2
/** Filters may leave a page empty; so many in a row have nothing behind them. */
const MOST_EMPTY = 40

interface ReadPage {
  readonly items: readonly KubeObject[]
  /** Items that are no objects. */
  readonly odd: number
  readonly next: string
  readonly resourceVersion: string
  /** What the server says is still to come; it counts down, where it is kept in etcd and nothing is selected. */
  readonly remaining: number
}

const readPage = (page: Page | null, resource: Resource): ReadPage => {
  const items = Array.isArray(page?.items) ? (page.items as readonly unknown[]) : []
  const sound = items.flatMap((item) => objectOf(item, resource))
  const next = page?.metadata?.continue
  const remaining = page?.metadata?.remainingItemCount
  const version = page?.metadata?.resourceVersion
  return {
    items: sound,
    odd: items.length - sound.length,
    next: typeof next === 'string' ? next : '',
    resourceVersion: typeof version === 'string' ? version : '',
    remaining: typeof remaining === 'number' ? remaining : Infinity,
  }
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** What an API server's item is, with the fields that a diagnosis reads in the shapes that they have; none where it is no object. */
export function objectOf(item: unknown, resource: Resource): readonly KubeObject[] {
  if (!isRecord(item) || !isRecord(item['metadata'])) return []
  const { managedFields, annotations, ...metadata } = item['metadata']
  const managers = Array.isArray(managedFields) ? managedFields.filter(isRecord) : null
  const object = {
    ...item,
    metadata: {
      ...metadata,
      ...(managers === null ? {} : { managedFields: managers }),
      ...(isRecord(annotations) ? { annotations } : {}),
    },
  }
  return [soundShape(tidy(object as unknown as KubeObject, resource))]
}

const refusal = (status: number): ListAnswer => {
  if (status === 403) return { kind: 'forbidden' }
  if (status === 404) return { kind: 'absent' }
  return { kind: 'failed', status }
}

/** A list in the making. */
class Listing {
  items: KubeObject[] = []
  odd = 0
  pages = 0
  empty = 0
  remaining = Infinity
  restarts = 0
  limit = PAGE
  next = ''
  resourceVersion = ''

  restart(): void {
    this.items = []
    this.odd = 0
    this.next = ''
    this.restarts++
    this.limit = this.restarts === 1 ? PAGE * 4 : 0
  }

  add(page: ReadPage): void {
    for (const item of page.items) this.items.push(item)
    this.odd += page.odd
    this.resourceVersion = page.resourceVersion
    this.pages++
    this.empty = page.items.length === 0 ? this.empty + 1 : 0
  }

  /** Whether an end is in sight: the server counts what is still to come, counts down, and it is no more than is taken. */
  countsDown({ remaining }: ReadPage): boolean {
    const counts = remaining < this.remaining && this.items.length + remaining <= MOST_ITEMS
    this.remaining = remaining
    return counts
  }

  /** Why no more pages are asked for, though there are more. */
  overrun(next: string): string | null {
    if (next === this.next) return 'the server gave the same page again'
    if (this.empty >= MOST_EMPTY) return 'the server gave empty pages again and again'
    if (this.items.length >= MOST_ITEMS || this.pages >= MOST_PAGES)
      return `there is more than ${this.items.length} of them`
    return null
  }

  answer(cut: string | null): Extract<ListAnswer, { kind: 'items' }> {
    const odd = this.odd === 0 ? null : `${this.odd} items are no objects`
    return {
      kind: 'items',
      items: this.items,
      cut: cut ?? odd,
      resourceVersion: this.resourceVersion,
    }
  }
}

/** The next page; where it cannot be had, the pages before it are a list that is cut. */
const answerOf = async (
  api: Api,
  get: ApiGet,
  listing: Listing,
): Promise<JsonAnswer | Extract<ListAnswer, { kind: 'items' }>> => {
  try {
    return await api.json(get)
  } catch (error) {
    if (listing.pages === 0 || !isSourceError(error) || error.code !== 'api-broken') throw error
    return listing.answer(error.message.replace(/\.$/, ''))
  }
}

/**
 * Lists objects page by page. A continue token that has expired (410 Gone, after etcd's compaction) starts the list again,
 * then without pages, as client-go's pager does. Pages, items and restarts have bounds: what is beyond them is a cut.
 */
export async function listAll(api: Api, request: ListRequest): Promise<ListAnswer> {
  const accept = request.resource.metadataOnly === true ? { accept: METADATA_TYPE } : {}
  const listing = new Listing()
  for (;;) {
    const path = pagePath(request, listing.limit, listing.next)
    const answer = await answerOf(api, { path, ...accept }, listing)
    if ('cut' in answer) return answer
    const { status, body, bytes } = answer
    if (status === 410 && listing.next !== '') {
      if (listing.restarts >= MOST_RESTARTS)
        return listing.answer('its pages expired again and again')
      listing.restart()
      continue
    }
    if (status !== 200) return refusal(status)
    const page = readPage(isRecord(body) ? (body as Page) : null, request.resource)
    listing.add(page)
    api.keeps(page.items.length)
    const inSight =
      page.next === '' || listing.countsDown(page) || api.takesEndless(bytes, page.items.length)
    const cut = page.next === '' ? null : (listing.overrun(page.next) ?? (inSight ? null : ENDLESS))
    if (page.next === '' || cut !== null) return listing.answer(cut)
    listing.next = page.next
  }
}
