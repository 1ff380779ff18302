import type { Statement } from '../sql/statement.ts'
import type { TableName } from '../tables/index.ts'

/** Files of Native blocks that are one insert: stored whole and once, however often it is tried. */
export interface FileInsert {
  readonly table: TableName
  readonly files: readonly string[]
  /** The same for each try. */
  readonly token: string
  /** Where an earlier try of it began, whose answer never came; null for the first. */
  readonly triedAt: number | null
}

/** One engine. SQL is the same for all; how bytes get there is not. */
export interface Driver {
  readonly kind: 'embedded' | 'http'
  /** Where statements that each node must run by itself go: one for an embedded engine. */
  readonly nodes: number
  run(statement: Statement): Promise<Uint8Array>
  /** Runs a statement on one node, counted from 0. */
  runOn(node: number, statement: Statement): Promise<Uint8Array>
  insertFiles(insert: FileInsert): Promise<void>
  /** How far the inserts into a table have come: those that follow have a higher number. Null where others insert, too. */
  position(table: TableName): Promise<number | null>
  /** Memory of the engine's own process; null where it is somebody else's. */
  memoryBytes(): Promise<number | null>
  close(): Promise<void>
}
