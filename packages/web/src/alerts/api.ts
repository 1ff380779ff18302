import { queryOptions } from '@tanstack/react-query'
import { ApiError, fetchJson } from '../api/client.ts'
import type { Matcher } from './matchers.ts'

const ALERTMANAGER = '/alertmanager/api/v2'

/** An alert as Alertmanager's API v2 gives it. */
export interface Alert {
  readonly fingerprint: string
  readonly labels: Readonly<Record<string, string>>
  readonly annotations: Readonly<Record<string, string>>
  /** RFC 3339. */
  readonly startsAt: string
  /** `active` or `suppressed`; of an alert that comes from rules also `pending`. */
  readonly status: { readonly state: string; readonly silencedBy: readonly string[] }
}

/** A silence of the same API. */
export interface Silence {
  readonly id: string
  readonly comment: string
  readonly createdBy: string
  /** RFC 3339, as is `endsAt`. */
  readonly startsAt: string
  readonly endsAt: string
  readonly status: { readonly state: 'active' | 'pending' | 'expired' }
  readonly matchers: readonly Matcher[]
}

/** An alert as Prometheus' API gives it. */
interface RuleAlert {
  readonly labels: Readonly<Record<string, string>>
  readonly annotations: Readonly<Record<string, string>>
  readonly state: string
  readonly activeAt: string
}

/** Alerts as they are told of; where the server tells nobody, as its rules find them. */
export const alertsQuery = queryOptions({
  queryKey: ['alerts'],
  queryFn: async () => {
    try {
      return await fetchJson<readonly Alert[]>(`${ALERTMANAGER}/alerts`)
    } catch (error) {
      if (!isWithoutNotifier(error)) throw error
      const { data } = await fetchJson<{
        readonly data: { readonly alerts: readonly RuleAlert[] }
      }>('/api/v1/alerts')
      return data.alerts.map(alertOfRule)
    }
  },
  refetchInterval: 10_000,
  retry: false,
})

/** Silences in any state; the API keeps those that expired for five days. */
export const silencesQuery = queryOptions({
  queryKey: ['silences'],
  queryFn: () => fetchJson<readonly Silence[]>(`${ALERTMANAGER}/silences`),
  refetchInterval: 10_000,
  retry: false,
})

/** True where the server says that it does not notify: then nothing can be silenced. */
export function isWithoutNotifier(error: unknown): error is ApiError {
  return error instanceof ApiError && (error.status === 503 || error.status === 404)
}

/** A silence as it is posted; times are RFC 3339. */
export interface NewSilence {
  readonly matchers: readonly Matcher[]
  readonly startsAt: string
  readonly endsAt: string
  readonly createdBy: string
  readonly comment: string
}

/** Throws an {@link ApiError}; its status is 401 where the token may only read. */
export async function makeSilence(silence: NewSilence): Promise<void> {
  await fetchJson(`${ALERTMANAGER}/silences`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(silence),
  })
}

/** Ends a silence now; Alertmanager keeps it as expired. */
export async function expireSilence(id: string): Promise<void> {
  await fetchJson(`${ALERTMANAGER}/silence/${encodeURIComponent(id)}`, { method: 'DELETE' })
}

/** A rule's alert in the shape of Alertmanager's, so that one table shows both. Its labels stand for a fingerprint. */
function alertOfRule({ labels, annotations, state, activeAt }: RuleAlert): Alert {
  return {
    fingerprint: JSON.stringify(labels),
    labels,
    annotations,
    startsAt: activeAt,
    status: { state: state === 'firing' ? 'active' : state, silencedBy: [] },
  }
}
