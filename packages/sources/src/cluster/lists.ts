import type { Api } from './api.ts'
import { listAll, type ListAnswer, type ListRequest } from './list.ts'

/** In more namespaces than these, one list across the cluster is cheaper than many small ones. */
export const LISTS_AT_MOST = 20

/** Where lists come from: each asked for anew, or kept up to date by watches. */
export interface Lists {
  list(request: ListRequest): Promise<ListAnswer>
}

/** Lists that are asked for anew each time; a watch keeps them instead (`watched-lists.ts`). */
export function askedLists(api: Api): Lists {
  return { list: (request) => listAll(api, request) }
}
