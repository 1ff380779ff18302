import type { ReactNode } from 'react'
import { Empty } from './states.tsx'
import css from './parts.module.css'

/** A column of a table. */
export interface Column<Row> {
  readonly id: string
  readonly name: string
  /** What is sorted by and searched in. */
  readonly value: (row: Row) => string | number
  /** What is shown, where that is not the value. */
  readonly cell?: (row: Row) => ReactNode
}

export interface SortableTableProps<Row> {
  readonly label: string
  readonly rows: readonly Row[]
  readonly columns: readonly Column<Row>[]
  readonly keyOf: (row: Row) => string
  /** Words that a row must all contain; '' for all rows. */
  readonly find: string
  /** A column's id, with a minus where the largest stands first. */
  readonly sort: string
  readonly onSort: (sort: string) => void
  /** What is shown where there is no row at all. */
  readonly none?: ReactNode
}

// Rows drawn.
const MOST = 500
// Made once: each comparison with options of its own would make one.
const COLLATOR = new Intl.Collator('en', { numeric: true })

/** Rows that contain all words, in the order of a column; equal ones stay in theirs. */
export function SortableTable<Row>(props: SortableTableProps<Row>) {
  const { rows, columns, sort, onSort, keyOf, find, label } = props
  const shown = sorted(found(rows, columns, find), columns, sort)
  if (rows.length === 0 && props.none !== undefined) return props.none
  if (shown.length === 0)
    return (
      <Empty title={rows.length === 0 ? 'Nothing is kept here yet' : 'Nothing fits'}>
        <p>
          {rows.length === 0
            ? 'What a watched cluster has shows up after its first look.'
            : `${rows.length} are known in all.`}
        </p>
      </Empty>
    )
  return (
    <div className={css['scroller']} tabIndex={0} role="region" aria-label={label}>
      <table className={`${css['table']} ${css['cards']}`}>
        <thead>
          <tr>
            {columns.map(({ id, name }) => (
              <th key={id} scope="col" aria-sort={ariaSort(id, sort)}>
                <button type="button" onClick={() => onSort(sort === id ? `-${id}` : id)}>
                  {name}
                  {sort === id ? ' ↑' : sort === `-${id}` ? ' ↓' : ''}
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.slice(0, MOST).map((row) => (
            <tr key={keyOf(row)}>
              {columns.map(({ id, name, value, cell }) => (
                <td key={id} data-name={name}>
                  {cell === undefined ? value(row) : cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {shown.length > MOST ? <p>{shown.length - MOST} more: narrow the list.</p> : null}
    </div>
  )
}

/** The order of a column for those who do not see the arrow. */
function ariaSort(id: string, sort: string): 'ascending' | 'descending' | 'none' {
  if (sort === id) return 'ascending'
  return sort === `-${id}` ? 'descending' : 'none'
}

/** Rows that contain all words in any of their columns. */
function found<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  find: string,
): readonly Row[] {
  const words = find
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
  if (words.length === 0) return rows
  return rows.filter((row) => {
    const text = columns
      .map(({ value }) => value(row))
      .join(' ')
      .toLowerCase()
    return words.every((word) => text.includes(word))
  })
}

/** Rows by a column, numbers by value and texts as people sort numbers in them. */
function sorted<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  sort: string,
): readonly Row[] {
  const column = columns.find(({ id }) => id === sort.replace(/^-/, ''))
  if (column === undefined) return rows
  const sign = sort.startsWith('-') ? -1 : 1
  return rows.toSorted((a, b) => {
    const [x, y] = [column.value(a), column.value(b)]
    if (typeof x === 'number' && typeof y === 'number') return sign * (x - y)
    return sign * COLLATOR.compare(String(x), String(y))
  })
}
