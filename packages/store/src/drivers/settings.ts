import { literal } from '../sql/identifier.ts'

/** Settings as a clause at the end of a statement. */
export function settingsClause(settings: Readonly<Record<string, string | number>>): string {
  const parts = Object.entries(settings).map(
    ([name, value]) => `${name} = ${typeof value === 'number' ? value : literal(value)}`,
  )
  return parts.length === 0 ? '' : ` SETTINGS ${parts.join(', ')}`
}

/**
 * What makes an insert whole and stored once. All of its files become one block, which the table knows by the token.
 * Nothing is stored twice where it is tried again after an answer was lost.
 */
export function insertSettings(token: string): Record<string, string | number> {
  return {
    insert_deduplicate: 1,
    insert_deduplication_token: token,
    max_insert_threads: 1,
    min_insert_block_size_rows: 4_000_000,
    min_insert_block_size_bytes: 1_000_000_000,
  }
}
