import type { UseQueryResult } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useRef } from 'react'
import { useKeys } from '../keys/keys.ts'
import { Answered } from '../parts/answered.tsx'
import { SortableTable, type Column } from '../parts/sortable-table.tsx'
import type { TableSearch } from '../routes/search.ts'
import css from '../incidents/incidents.module.css'
import parts from '../parts/parts.module.css'

export interface PlacePageProps<Row> {
  readonly title: string
  readonly path: '/pods' | '/nodes' | '/workloads'
  readonly search: TableSearch
  /** Undefined until all that the rows rest on was answered. */
  readonly rows: readonly Row[] | undefined
  /** What the rows come from. */
  readonly query: Pick<UseQueryResult, 'error' | 'refetch'>
  readonly columns: readonly Column<Row>[]
  readonly keyOf: (row: Row) => string
}

/** A live table of one kind of thing; its filter and order stand in the address. */
export function PlacePage<Row>(props: PlacePageProps<Row>) {
  const { title, path, search, rows, query, columns, keyOf } = props
  const navigate = useNavigate()
  const input = useRef<HTMLInputElement>(null)
  const set = (next: TableSearch) => void navigate({ to: path, search: next, replace: true })
  useKeys([{ keys: '/', label: 'Find', run: () => input.current?.focus() }])
  return (
    <div className={css['page']}>
      <div className={css['head']}>
        <h1>{title}</h1>
        <p>{rows === undefined ? '' : `${rows.length} in all`}</p>
      </div>
      <div className={css['bar']} role="search">
        <input
          ref={input}
          type="search"
          className={parts['field']}
          placeholder="Any words"
          aria-label={`Filter ${title}`}
          value={search.q ?? ''}
          onChange={(event) => set({ ...search, q: event.target.value })}
        />
      </div>
      <Answered query={{ data: rows, error: query.error, refetch: query.refetch }} rows={10}>
        {(all) => (
          <SortableTable
            label={title}
            rows={all}
            columns={columns}
            keyOf={keyOf}
            find={search.q ?? ''}
            sort={search.sort ?? ''}
            onSort={(sort) => set({ ...search, sort })}
          />
        )}
      </Answered>
    </div>
  )
}
