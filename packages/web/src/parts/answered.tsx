import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Failure, Loading } from './states.tsx'

/** A question, and how its answer is shown. */
export interface AnsweredProps<Data> {
  readonly query: Pick<UseQueryResult, 'error' | 'refetch'> & { readonly data: Data | undefined }
  /** How many rows it is likely to have. */
  readonly rows: number
  readonly children: (data: Data) => ReactNode
}

/** What was asked for, once it is here; what is here stays, whatever becomes of later questions. */
export function Answered<Data>({ query, rows, children }: AnsweredProps<Data>) {
  const { data, error } = query
  if (data !== undefined) return children(data)
  if (error === null) return <Loading rows={rows} />
  return <Failure error={error} retry={() => void query.refetch()} />
}
