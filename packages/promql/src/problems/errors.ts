/** How a query failed, as the HTTP API names it; `invalid` is bad data. */
export type QueryErrorKind = 'execution' | 'timeout' | 'canceled' | 'invalid'

/** A query that was valid and could not be answered. The message is Prometheus's. */
export class QueryError extends Error {
  override readonly name = 'QueryError'
  readonly kind: QueryErrorKind

  constructor(message: string, kind: QueryErrorKind = 'execution', options: ErrorOptions = {}) {
    super(message, options)
    this.kind = kind
  }
}

export const DUPLICATE_LABELSET = 'vector cannot contain metrics with the same labelset'

export function tooManySamples(): QueryError {
  return new QueryError(
    'query processing would load too many samples into memory in query execution',
  )
}
