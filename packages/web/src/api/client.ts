import type {
  EventRow,
  IncidentRow,
  IncidentView,
  LogPage,
  ObjectRow,
  Records,
  RunRow,
  SpanRow,
  Status,
  TraceRow,
} from './answers.ts'
import { tokenHeader } from './token.ts'

/** The path of the server's own API; Prometheus' and Alertmanager's keep theirs. */
export const API = '/api/unloop/v1'

/** Parameters of a question; those without a value are not sent. */
type Query = Readonly<Record<string, string | number | undefined>>

/** What the server did not give; `status` is 0 where it could not be reached. */
export class ApiError extends Error {
  readonly status: number

  constructor(status: number, message: string) {
    super(message)
    this.name = 'ApiError'
    this.status = status
  }
}

/** Narrows a question; a field that is left out asks for all. */
export interface Place {
  readonly cluster?: string | undefined
  readonly namespace?: string | undefined
  readonly pod?: string | undefined
  readonly container?: string | undefined
}

/** Times in RFC 3339; open at an end that is left out. */
export interface Span {
  readonly from?: string | undefined
  readonly to?: string | undefined
}

/** Lines of logs, as the logs of Explore ask for them. */
export interface LogQuestion extends Place, Span {
  readonly run?: number | undefined
  /** A part of the line, in any case. */
  readonly search?: string | undefined
  readonly order?: 'newest' | 'oldest'
  readonly limit?: number
  /** The `next` of the page before. */
  readonly cursor?: string | undefined
}

/** The server's questions; the paths and parameters are those of its OpenAPI document. */
export const api = {
  status: () => get<Status>('/status'),
  incidents: (query: { readonly state?: 'open' | 'resolved'; readonly limit?: number }) =>
    get<{ readonly incidents: readonly IncidentRow[] }>('/incidents', query),
  incident: (id: string) => get<IncidentView>(`/incidents/${encodeURIComponent(id)}`),
  runs: (query: Place & { readonly limit?: number }) => get<Records<RunRow>>('/runs', { ...query }),
  logs: (query: LogQuestion) => get<LogPage>('/logs', { ...query }),
  events: (query: Place & Span & { readonly limit?: number }) =>
    get<Records<EventRow>>('/events', { ...query }),
  changes: (
    query: Span & {
      readonly cluster?: string
      readonly namespace?: string
      readonly kind?: string
      readonly name?: string
      readonly limit?: number
    },
  ) => get<Records<ObjectRow>>('/changes', { ...query }),
  objects: (query: {
    readonly kind: string
    readonly cluster?: string | undefined
    readonly namespace?: string | undefined
    readonly name?: string | undefined
    readonly limit?: number
  }) => get<Records<ObjectRow>>('/objects', { ...query }),
  traces: (query: Place & Span & { readonly service?: string; readonly limit?: number }) =>
    get<Records<TraceRow>>('/traces', { ...query }),
  trace: (id: string, span: Span) =>
    get<Records<SpanRow>>(`/traces/${encodeURIComponent(id)}`, { ...span }),
} as const

/** A question to the server's own API. Throws an {@link ApiError}. */
async function get<Answer>(path: string, query: Query = {}): Promise<Answer> {
  return fetchJson<Answer>(`${API}${path}${queryText(query)}`)
}

/** Any JSON of the same origin; null of an empty answer. Throws an {@link ApiError}. */
export async function fetchJson<Answer>(path: string, init: RequestInit = {}): Promise<Answer> {
  const response = await fetch(path, {
    ...init,
    headers: { ...tokenHeader(), ...(init.headers as Record<string, string> | undefined) },
  }).catch((cause: unknown) => {
    throw new ApiError(0, `The server does not answer: ${String(cause)}`)
  })
  if (!response.ok) throw new ApiError(response.status, await reasonOf(response))
  const text = await response.text()
  return (text === '' ? null : JSON.parse(text)) as Answer
}

/** A query string; fields without a value are left out. */
export function queryText(query: Query): string {
  const pairs = Object.entries(query)
    .filter(([, value]) => value !== undefined && value !== '')
    .map(([key, value]) => [key, String(value)])
  return pairs.length === 0 ? '' : `?${new URLSearchParams(pairs)}`
}

/** The server's own reason: its API gives `{ error }`, Alertmanager's a JSON string, a proxy anything. */
async function reasonOf(response: Response): Promise<string> {
  const text = await response.text()
  try {
    const reason = JSON.parse(text) as { readonly error?: string } | string
    return typeof reason === 'string' ? reason : (reason.error ?? text)
  } catch {
    return text === '' ? response.statusText : text.slice(0, 300)
  }
}
