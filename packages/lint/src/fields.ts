/** Manifests are what people wrote: every field may hold anything. These read without ever failing. */
export type Fields = Readonly<Record<string, unknown>>

const NONE: Fields = {}

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export const fieldsOf = (value: unknown): Fields => (isFields(value) ? value : NONE)

export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

export const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null)

/** Scalars as text: a number where a string is wanted is told elsewhere. */
export const wordOf = (value: unknown): string =>
  typeof value === 'string'
    ? value
    : typeof value === 'number' || typeof value === 'boolean'
      ? String(value)
      : ''

export const numberOf = (value: unknown): number | null =>
  typeof value === 'number' && Number.isFinite(value) ? value : null

export const boolOf = (value: unknown): boolean | null =>
  typeof value === 'boolean' ? value : null

/** The value at the path, undefined where it leads nowhere. */
export function at(value: unknown, ...path: readonly (string | number)[]): unknown {
  let node = value
  for (const step of path) {
    if (typeof node !== 'object' || node === null) return undefined
    node = (node as Readonly<Record<string | number, unknown>>)[step]
  }
  return node
}
