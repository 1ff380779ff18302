import type { TableName } from '../tables/index.ts'

/** Rows of one table as ClickHouse's Native format has them; blocks can be joined end to end. */
export interface Block {
  readonly table: TableName
  readonly rows: number
  readonly bytes: Uint8Array
}
