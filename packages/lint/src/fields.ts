/** Manifests are what people wrote: every field may hold anything. These read without ever failing. */
export type Fields = Readonly<Record<string, unknown>>

// One object for all that have none, so that identity can be compared.
const NONE: Fields = {}

/** A mapping; manifests are what their authors wrote, and may hold anything. */
export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The value if it is a mapping; else an empty one. */
export function fieldsOf(value: unknown): Fields {
  return isFields(value) ? value : NONE
}

/** The value if it is a list; else an empty one. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

/** The value if it is a string; else null. */
export function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}

/** Scalars as text: a number where a string is wanted is told elsewhere. */
export function wordOf(value: unknown): string {
  return typeof value === 'string'
    ? value
    : typeof value === 'number' || typeof value === 'boolean'
      ? String(value)
      : ''
}

/** The value if it is a finite number; else null. */
export function numberOf(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null
}

/** The value if it is true or false; else null. YAML's `"true"` is a string. */
export function boolOf(value: unknown): boolean | null {
  return typeof value === 'boolean' ? value : null
}

/** The value at the path, undefined where it leads nowhere. */
export function at(value: unknown, ...path: readonly (string | number)[]): unknown {
  let node = value
  for (const step of path) {
    if (typeof node !== 'object' || node === null) return undefined
    node = (node as Readonly<Record<string | number, unknown>>)[step]
  }
  return node
}
