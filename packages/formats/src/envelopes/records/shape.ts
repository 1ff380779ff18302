/** One record of an export, with the labels that stand once for many of them. */
export interface FoundRecord {
  readonly record: object
  readonly outer?: object
}

/** How one product's exports lie in JSON: null where a value is none of its. */
export interface Shape {
  /** The name that people use, for "read as". */
  readonly name: string
  find(value: unknown): readonly FoundRecord[] | null
}

/** A JSON object whose fields are not known yet. */
export type Tree = Record<string, unknown>

export function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The objects of a list; an empty list for anything else. */
export function treesIn(value: unknown): readonly Tree[] {
  return Array.isArray(value) ? value.filter(isTree) : []
}

/** Those of a list, where most of its first entries pass the test. */
export function allLike(
  value: unknown,
  test: (record: Tree) => boolean,
): readonly FoundRecord[] | null {
  const records = treesIn(value)
  const probed = records.slice(0, 20)
  if (probed.length === 0 || probed.filter(test).length < probed.length * 0.7) return null
  return records.map((record) => ({ record }))
}

/** Rows as objects by the names of their columns. */
export function rowRecord(columns: readonly string[], row: readonly unknown[]): Tree {
  return Object.fromEntries(columns.map((column, index) => [column, row[index]]))
}
