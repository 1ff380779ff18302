import type { ApiContext, ApiRequest } from './context.ts'
import { formatQuery, parseQuery } from './expression-endpoints.ts'
import { labelNames, labelValues, series } from './label-endpoints.ts'
import { query, queryRange } from './queries.ts'
import { failure, type ApiResponse } from './response.ts'
import { buildInfo, metadata } from './status-endpoints.ts'

type Endpoint = (context: ApiContext, request: ApiRequest) => Promise<ApiResponse> | ApiResponse

// Paths without parameters in them; `label/<name>/values` is told by its form.
const ENDPOINTS: ReadonlyMap<string, Endpoint> = new Map<string, Endpoint>([
  ['query', query],
  ['query_range', queryRange],
  ['series', series],
  ['labels', labelNames],
  ['metadata', metadata],
  ['status/buildinfo', buildInfo],
  ['format_query', formatQuery],
  ['parse_query', parseQuery],
])

/**
 * Answers an endpoint of Prometheus's HTTP API, named by its path behind `/api/v1/`. Undefined for paths that are not
 * among those of queries; never throws.
 */
export async function answerApi(
  context: ApiContext,
  path: string,
  request: ApiRequest,
): Promise<ApiResponse | undefined> {
  const endpoint = ENDPOINTS.get(path) ?? labelEndpoint(path)
  if (!endpoint) return undefined
  try {
    return await endpoint(context, request)
  } catch (error) {
    return failure(error)
  }
}

/** The endpoint of `label/<name>/values`, undefined for other paths. */
function labelEndpoint(path: string): Endpoint | undefined {
  const [, name] = /^label\/([^/]+)\/values$/.exec(path) ?? []
  if (name === undefined) return undefined
  return (context, request) => labelValues(context, request, decoded(name))
}

/** A name out of a path; one that is wrongly encoded is taken as it stands, so that it is refused by its name. */
function decoded(name: string): string {
  try {
    return decodeURIComponent(name)
  } catch {
    return name
  }
}
