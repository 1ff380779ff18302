/** The door of `store`: tables, engines, and what keeps an acknowledged row from being lost. */
export type { Block } from './block/block.ts'
export { BlockWriter, type Value } from './block/block-writer.ts'
export type { MapColumn } from './columns/map.ts'
export type { FloatColumn, LongColumn, SmallIntColumn } from './columns/numbers.ts'
export type { SymbolColumn } from './columns/symbols.ts'
export type { TextColumn } from './columns/texts.ts'
export { createTable, type CreateOptions } from './ddl/create.ts'
export type { Layout } from './ddl/layout.ts'
export { DEFAULT_RETENTION, type Retention } from './ddl/retention.ts'
export type { Driver } from './drivers/driver.ts'
export type { Format, Parameter, Parameters } from './sql/statement.ts'
export { EmbeddedDriver, type EmbeddedOptions } from './drivers/embedded.ts'
export { HttpDriver, type HttpOptions } from './drivers/http.ts'
export { ensureEngine, installedEngine, type InstallOptions } from './engine/install.ts'
export { isStoreError, StoreError, type StoreErrorCode } from './errors.ts'
export type { Dropped } from './retention/evict.ts'
export type { SpoolLimits } from './spool/spool.ts'
export {
  openStore,
  Store,
  type QueryOptions,
  type StoreOptions,
  type StoreStatus,
} from './store.ts'
export { TABLES, type TableName } from './tables/index.ts'
