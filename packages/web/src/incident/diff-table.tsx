import { Fragment } from 'react'
import type { FieldChange } from '../diff/semantic.ts'
import css from './incident.module.css'

export interface DiffTableProps {
  readonly changes: readonly FieldChange[]
  /** The heading of the older side. */
  readonly beforeName: string
  readonly afterName: string
}

/** Field, before, after; what is in common is not shown. */
export function DiffTable({ changes, beforeName, afterName }: DiffTableProps) {
  return (
    <table className={css['diff']}>
      <thead>
        <tr>
          <th scope="col">Field</th>
          <th scope="col">{beforeName}</th>
          <th scope="col">{afterName}</th>
        </tr>
      </thead>
      <tbody>
        {changes.map(({ path, before, after }) => (
          <tr key={path}>
            <td>
              <FieldPath path={shortPath(path)} />
            </td>
            <td className={before === null ? css['none'] : css['was']}>{before ?? 'not set'}</td>
            <td className={after === null ? css['none'] : css['becomes']}>{after ?? 'not set'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** It breaks between its parts, and inside of one only where that is too long for a line. */
function FieldPath({ path }: { readonly path: string }) {
  return path.split(/(?<=[.\]])/).map((part, index) => (
    <Fragment key={index}>
      {part}
      <wbr />
    </Fragment>
  ))
}

/** Without what every workload has around its containers. */
const shortPath = (path: string): string => path.replace(/^(?:spec\.template\.)?spec\./, '')
