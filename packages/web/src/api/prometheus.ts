import { fetchJson, queryText } from './client.ts'

// Prometheus' own HTTP API, of which the page asks what every such server answers.

export interface Series {
  readonly labels: Readonly<Record<string, string>>
  readonly points: readonly { readonly ms: number; readonly value: number }[]
}

export interface QuerySpan {
  /** Seconds since 1970. */
  readonly from: number
  readonly to: number
  readonly step: number
}

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

interface Names {
  readonly data: readonly string[]
}

export async function metricNames(): Promise<readonly string[]> {
  return (await fetchJson<Names>('/api/v1/label/__name__/values')).data
}

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
