import type { Format, Parameters } from '../sql/statement.ts'

/** What the engine's process is started with; plain data. */
export interface HostSetup {
  /** The folder that holds `node_modules/chdb`. */
  readonly engine: string
  /** The folder of the data. */
  readonly data: string
  /** The engine's configuration file. */
  readonly config: string
  /** How many queries may run beside an insert. */
  readonly readers: number
}

/** A statement for the engine's process; inserts have a session of their own. */
export interface HostRequest {
  readonly id: number
  readonly lane: 'read' | 'write'
  readonly sql: string
  readonly params: Parameters
  readonly format: Format
}

/** `id` 0 says whether the engine could be opened. */
export type HostAnswer =
  | { readonly id: number; readonly bytes: Uint8Array }
  | { readonly id: number; readonly error: string }
