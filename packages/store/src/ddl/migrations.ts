import type { Column } from '../tables/table.ts'
import { columnText, onCluster } from './create.ts'
import { identifier } from '../sql/identifier.ts'
import { holderOf, type Layout } from './layout.ts'

/** One step forward: to `version` from the one before. */
export interface Migration {
  readonly version: number
  readonly statements: (database: string, layout: Layout) => readonly string[]
}

/** The version that this program writes. */
export const SCHEMA_VERSION = 1

/** Steps from 1 on, one a version. A new table needs none: tables that are missing are made at each start. */
export const MIGRATIONS: readonly Migration[] = []

/** What adds a column: to the rows first, then to what reads them. */
export function addColumn(
  table: string,
  column: Column,
): (database: string, layout: Layout) => readonly string[] {
  return (database, layout) =>
    [...new Set([holderOf(table, layout), table])].map((name) => {
      const definition =
        name === table && layout.kind !== 'local' ? { ...column, codec: undefined } : column
      return (
        `ALTER TABLE ${identifier(database)}.${identifier(name)}${onCluster(layout)} ` +
        `ADD COLUMN IF NOT EXISTS ${columnText(definition as Column)}`
      )
    })
}
