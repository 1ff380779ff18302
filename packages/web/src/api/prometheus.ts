import { fetchJson, queryText } from './client.ts'

// Prometheus' own HTTP API, of which the page asks what every such server answers.

/** A series over a span. Times are milliseconds here, seconds in Prometheus' answers. */
export interface Series {
  readonly labels: Readonly<Record<string, string>>
  readonly points: readonly { readonly ms: number; readonly value: number }[]
}

/** Where a range query is evaluated, all in seconds. */
export interface QuerySpan {
  /** Seconds since 1970. */
  readonly from: number
  readonly to: number
  readonly step: number
}

/** The envelope of Prometheus' API; a matrix has `values`, a vector `value`, and numbers come as text. */
interface Answer {
  readonly data: {
    readonly resultType: string
    readonly result: readonly {
      readonly metric: Readonly<Record<string, string>>
      readonly values?: readonly (readonly [number, string])[]
      readonly value?: readonly [number, string]
    }[]
  }
}

/** A range query; a scalar or vector becomes a series of one point. Throws an {@link ApiError}. */
export async function rangeQuery(query: string, span: QuerySpan): Promise<Series[]> {
  const { from, to, step } = span
  const answer = await fetchJson<Answer>(
    `/api/v1/query_range${queryText({ query, start: from, end: to, step })}`,
  )
  return answer.data.result.map(({ metric, values, value }) => ({
    labels: metric,
    points: (values ?? (value === undefined ? [] : [value])).map(([at, text]) => ({
      ms: at * 1_000,
      value: Number(text),
    })),
  }))
}

/** The envelope of lists of names. */
interface Names {
  readonly data: readonly string[]
}

/** Names of all metrics, for completions. */
export async function metricNames(): Promise<readonly string[]> {
  return (await fetchJson<Names>('/api/v1/label/__name__/values')).data
}

/** Names of all labels, for completions. */
export async function labelNames(): Promise<readonly string[]> {
  return (await fetchJson<Names>('/api/v1/labels')).data
}

/** `{namespace="shop",pod="web-1"}`, with each value quoted as PromQL quotes it; empty values are left out. */
export function selector(labels: Readonly<Record<string, string>>): string {
  const matchers = Object.entries(labels)
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${name}=${JSON.stringify(value)}`)
  return `{${matchers.join(',')}}`
}
