import type { KubeObject } from '@unloop/engine/evidence'
import { METADATA_TYPE, type Api } from './api.ts'
import { tidy } from './tidy.ts'
import { listPath, type Resource } from './resources.ts'

export interface ListRequest {
  readonly resource: Resource
  /** Null lists across all namespaces. */
  readonly namespace: string | null
  readonly labelSelector?: string
  readonly fieldSelector?: string
}

export type ListAnswer =
  | { readonly kind: 'items'; readonly items: readonly KubeObject[] }
  | { readonly kind: 'forbidden' | 'absent' }
  | { readonly kind: 'failed'; readonly status: number }

interface Page {
  readonly items?: readonly (KubeObject | null)[] | null
  readonly metadata?: { readonly continue?: string }
}

/** kubectl's own page size (`--chunk-size`). */
const PAGE = 500

const pagePath = (request: ListRequest, limit: number, next: string): string => {
  const query = new URLSearchParams()
  if (request.labelSelector) query.set('labelSelector', request.labelSelector)
  if (request.fieldSelector) query.set('fieldSelector', request.fieldSelector)
  if (limit > 0) query.set('limit', String(limit))
  if (next !== '') query.set('continue', next)
  const text = query.toString()
  return `${listPath(request.resource, request.namespace)}${text === '' ? '' : `?${text}`}`
}

const readPage = (
  page: Page | null,
  resource: Resource,
): { readonly items: readonly KubeObject[]; readonly next: string } => ({
  items: (page?.items ?? []).flatMap((item) => (item?.metadata ? [tidy(item, resource)] : [])),
  next: page?.metadata?.continue ?? '',
})

const refusal = (status: number): ListAnswer => {
  if (status === 403) return { kind: 'forbidden' }
  if (status === 404) return { kind: 'absent' }
  return { kind: 'failed', status }
}

/**
 * Lists objects page by page. A continue token that has expired (410 Gone, after etcd's compaction) starts the list again,
 * then without pages, as client-go's pager does.
 */
export const listAll = async (api: Api, request: ListRequest): Promise<ListAnswer> => {
  const accept = request.resource.metadataOnly === true ? { accept: METADATA_TYPE } : {}
  let items: KubeObject[] = []
  let limit = PAGE
  let next = ''
  for (;;) {
    const { status, body } = await api.json({ path: pagePath(request, limit, next), ...accept })
    if (status === 410 && next !== '') {
      items = []
      next = ''
      limit = limit === PAGE ? PAGE * 4 : 0
      continue
    }
    if (status !== 200) return refusal(status)
    const page = readPage(body as Page | null, request.resource)
    for (const item of page.items) items.push(item)
    if (page.next === '') return { kind: 'items', items }
    next = page.next
  }
}
