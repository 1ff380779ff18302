import type { KubeObject } from '@unloop/engine/evidence'
import { JSON_TYPE } from './api.ts'
import type { Connection } from './connection.ts'
import { httpGet } from './http.ts'
import { listQuery, objectOf, type ListRequest } from './list.ts'
import { listPath } from './resources.ts'
import { WatchLines } from './watch-lines.ts'

export type WatchEvent =
  | { readonly kind: 'changed' | 'deleted'; readonly object: KubeObject }
  | { readonly kind: 'bookmark'; readonly resourceVersion: string }

export interface WatchRequest {
  readonly list: ListRequest
  readonly resourceVersion: string
  readonly signal: AbortSignal
  /** The server has taken the watch. */
  readonly onStart: () => void
  readonly onEvent: (event: WatchEvent) => void
}

/** How a watch ended: by the server's clock, because its version is gone, or with an HTTP status. */
export type WatchEnd =
  | { readonly kind: 'ended' }
  | { readonly kind: 'gone' }
  | { readonly kind: 'refused'; readonly status: number; readonly retryAfterMs: number | null }

/** The server ends a watch after this; kube-apiserver's own default is 30 to 60 minutes. */
const WATCH_SECONDS = 290
/** A server that went away without a word is noticed after this. */
const SLACK_SECONDS = 30
const GONE = 410
const METADATA_WATCH = 'application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1'

/** One watch from a version on, with bookmarks. Rejects with a `SourceError` where the connection breaks. */
export async function watchOnce(
  connection: Connection,
  { list, resourceVersion, signal, onStart, onEvent }: WatchRequest,
): Promise<WatchEnd> {
  let isGone = false
  const lines = new WatchLines((line) => {
    const event = eventOf(line, list)
    if (event === 'gone') isGone = true
    else if (event !== null) onEvent(event)
    return event !== 'gone'
  })
  const query = listQuery(list)
  query.set('watch', '1')
  query.set('allowWatchBookmarks', 'true')
  query.set('resourceVersion', resourceVersion)
  query.set('timeoutSeconds', String(WATCH_SECONDS))
  const answer = await httpGet(connection, {
    path: `${listPath(list.resource, list.namespace)}?${query}`,
    accept: list.resource.metadataOnly === true ? METADATA_WATCH : JSON_TYPE,
    timeoutMs: (WATCH_SECONDS + SLACK_SECONDS) * 1_000,
    signal,
    onStart,
    onChunk: (chunk) => lines.push(chunk),
  })
  if (isGone || answer.status === GONE) return { kind: 'gone' }
  if (answer.status === 200) return { kind: 'ended' }
  return { kind: 'refused', status: answer.status, retryAfterMs: answer.retryAfterMs }
}

/** Null for what is no event that is known; `gone` for any error, as what was missed is known only from a list. */
function eventOf(line: string, list: ListRequest): WatchEvent | 'gone' | null {
  const { type, object } = parse(line)
  if (type === 'ERROR') return 'gone'
  const [sound] = objectOf(object, list.resource)
  if (sound === undefined) return null
  if (type === 'BOOKMARK')
    return { kind: 'bookmark', resourceVersion: sound.metadata.resourceVersion ?? '' }
  if (type === 'DELETED') return { kind: 'deleted', object: sound }
  return type === 'ADDED' || type === 'MODIFIED' ? { kind: 'changed', object: sound } : null
}

function parse(line: string): { readonly type?: unknown; readonly object?: unknown } {
  try {
    const value: unknown = JSON.parse(line)
    return typeof value === 'object' && value !== null ? value : {}
  } catch {
    return {}
  }
}
