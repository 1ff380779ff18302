import { queryOptions } from '@tanstack/react-query'
import { API, fetchJson } from '../api/client.ts'

/** A value that only a person knows; a secret is not shown while it is typed. */
export interface Ask {
  readonly name: string
  readonly what: string
  readonly secret: boolean
}

/** One object that a plan makes, changes, or deletes and makes anew. */
interface PlannedChange {
  readonly op: 'create' | 'patch' | 'replace'
  readonly object: string
  readonly diff: readonly { readonly sign: ' ' | '+' | '-'; readonly text: string }[]
  /** What the API server said at the trial. */
  readonly warnings: readonly string[]
  /** Who writes it from elsewhere, and where to change it instead. */
  readonly owners: readonly { readonly instead: string; readonly reverts: boolean }[]
}

/** What a plan would do, as the API server took it on trial. */
export interface Trial {
  readonly plan: { readonly id: string; readonly title: string; readonly verify: string }
  readonly cluster: string
  readonly changes: readonly PlannedChange[]
  readonly asks: readonly Ask[]
  /** Objects that are deleted and made anew. */
  readonly replaced: readonly string[]
}

/** One plan that is carried out, or was, since the server started. */
export interface FixRun {
  readonly id: string
  readonly plan: string
  readonly title: string
  /** RFC 3339. */
  readonly startedAt: string
  readonly state:
    'running' | 'undoing' | 'proven' | 'not-proven' | 'interrupted' | 'failed' | 'undone'
  readonly progress: readonly { readonly at: string; readonly words: string }[]
  /** What had to hold; `isMet` is null where it could not be looked at. */
  readonly checks: readonly {
    readonly what: string
    readonly isMet: boolean | null
    readonly seen: string
  }[]
  readonly undone: { readonly isExact: boolean; readonly words: readonly string[] } | null
  readonly error: string | null
}

/** What a person wants to be done. */
export interface Wanted {
  readonly incident: string
  readonly plan: string
  readonly answers: Readonly<Record<string, string>>
}

/** True while something is being done. */
export function isUnderWay({ state }: FixRun): boolean {
  return state === 'running' || state === 'undoing'
}

// Milliseconds between two questions: a proof is watched as it goes.
const LIVE_MS = 1_000
const IDLE_MS = 15_000

/** Plans of an incident that were carried out, newest first. */
export function fixesQuery(incident: string) {
  return queryOptions({
    queryKey: ['fixes', incident],
    queryFn: async () =>
      (
        await fetchJson<{ readonly fixes: readonly FixRun[] }>(
          `${API}/fixes?incident=${encodeURIComponent(incident)}`,
        )
      ).fixes,
    refetchInterval: ({ state }) => (state.data?.some(isUnderWay) ? LIVE_MS : IDLE_MS),
  })
}

/** Has the API server try a plan; nothing is changed. Throws an `ApiError`. */
export async function tryPlan({ incident, ...wanted }: Wanted): Promise<Trial> {
  return post(`/incidents/${encodeURIComponent(incident)}/trial`, wanted)
}

/** Begins to carry a plan out. Throws an `ApiError`, with nothing changed. */
export async function carryOut({ incident, ...wanted }: Wanted, replace: boolean): Promise<FixRun> {
  return post(`/incidents/${encodeURIComponent(incident)}/fix`, { ...wanted, replace })
}

/** Stops what is under way, and puts back what was changed. Throws an `ApiError`. */
export async function takeBack(id: string): Promise<FixRun> {
  return post(`/fixes/${encodeURIComponent(id)}/undo`, {})
}

async function post<Answer>(path: string, body: object): Promise<Answer> {
  return fetchJson<Answer>(`${API}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
}
