import { queryOptions } from '@tanstack/react-query'
import { api } from '../api/client.ts'
import { fieldsOf } from '../story/revisions.ts'
import { versionOf } from '../story/from-api.ts'

type Fields = Readonly<Record<string, unknown>>

/** Objects of these kinds, with commas between, as somebody set them: what they are like now (`status`) is not kept. */
export function objectsQuery(kind: string) {
  return queryOptions({
    queryKey: ['objects', kind],
    queryFn: async () =>
      (await api.objects({ kind, limit: 5_000 })).records
        .map(versionOf)
        .filter((version) => version !== null),
    refetchInterval: 5_000,
  })
}

/** The newest runs of all containers. */
export const runsQuery = queryOptions({
  queryKey: ['runs'],
  queryFn: async () => (await api.runs({ limit: 5_000 })).records,
  refetchInterval: 5_000,
})

/** Whether a question was answered, if only with a failure: until then a number that rests on it would be a wrong one. */
export function isAnswered({
  data,
  error,
}: {
  readonly data: unknown
  readonly error: unknown
}): boolean {
  return data !== undefined || error !== null
}

/** A list's items that are mappings; none for anything else. */
export function listOf(value: unknown): readonly Fields[] {
  return Array.isArray(value) ? value.map(fieldsOf) : []
}

/** A text or a number as text; '' for anything else. */
export function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}
