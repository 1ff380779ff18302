/** The formats in which answers are asked for. */
export type Format = 'JSONCompact' | 'JSONEachRow' | 'RowBinary' | 'Native' | 'TabSeparated'

/** A value for a `{name:Type}` placeholder. */
export type Parameter = string | number | bigint | boolean | readonly string[] | readonly number[]
export type Parameters = Readonly<Record<string, Parameter>>

export interface Statement {
  readonly sql: string
  readonly params?: Parameters
  readonly format?: Format
  readonly settings?: Readonly<Record<string, string | number>>
}
