/**
 * How tables are laid out. The logical name (`logs`) is always the one that is read and written; where there are
 * shards, it is a Distributed table over `logs_local`.
 */
export type Layout =
  | { readonly kind: 'local' }
  | { readonly kind: 'distributed'; readonly cluster: string }
  | { readonly kind: 'replicated'; readonly cluster: string }

/** The table that holds the rows of a logical table on each node. */
export function holderOf(table: string, layout: Layout): string {
  return layout.kind === 'local' ? table : `${table}_local`
}
