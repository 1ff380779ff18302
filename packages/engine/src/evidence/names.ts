import type { Inventory } from './inventory.ts'

/**
 * The keys of a ConfigMap or Secret in the snapshot; values of Secrets are never at hand. None may also mean that the keys
 * are not known (a live cluster is asked for the Secrets' metadata only): it proves nothing about a missing one.
 */
export function keysOf(
  inventory: Inventory,
  {
    kind,
    namespace,
    name,
  }: {
    readonly kind: 'Secret' | 'ConfigMap'
    readonly namespace: string
    readonly name: string
  },
): readonly string[] {
  const object = inventory.get(kind, namespace, name)?.object
  return Object.keys({
    ...(object?.['data'] as object | undefined),
    ...(object?.['binaryData'] as object | undefined),
    ...(object?.['stringData'] as object | undefined),
  })
}

/** The name that a person most likely meant: parts in common, or one typing slip. Null where none is near. */
export function nearest(wanted: string, names: readonly string[]): string | null {
  const scored = names
    .map((name) => ({ name, score: likeness(wanted, name) }))
    .filter(({ score }) => score >= 0.6)
  return scored.sort((a, b) => b.score - a.score || (a.name < b.name ? -1 : 1))[0]?.name ?? null
}

const parts = (name: string): readonly string[] =>
  name
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean)

const likeness = (a: string, b: string): number => {
  if (parts(a).join('') === parts(b).join('')) return 1
  if (editDistance(a.toLowerCase(), b.toLowerCase()) <= 2 && a.length > 5) return 0.9
  const [left, right] = [new Set(parts(a)), new Set(parts(b))]
  const common = [...left].filter((part) => right.has(part)).length
  return (2 * common) / (left.size + right.size)
}

/** Levenshtein's distance, cut off where names are long: they are object names of at most 253 characters. */
export function editDistance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 2 || a.length > 80) return 99
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++)
      next.push(
        Math.min(
          (row[j] ?? 0) + 1,
          (next[j - 1] ?? 0) + 1,
          (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1),
        ),
      )
    row = next
  }
  return row[b.length] ?? 99
}
