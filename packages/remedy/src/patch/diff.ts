import { mergeKeyOf } from './merge-keys.ts'
import { equal, isList, isObject, type Json } from './value.ts'

/** One field that differs. `path` names list items by their merge key: `spec.containers[name=web].image`. */
export interface FieldChange {
  readonly path: readonly string[]
  /** Undefined where it was absent. */
  readonly before: Json | undefined
  readonly after: Json | undefined
}

/** Fields that differ between two values, each as deep as both sides have it. */
export function diffFields(
  before: Json | undefined,
  after: Json | undefined,
  path: readonly string[] = [],
): readonly FieldChange[] {
  if (equal(before, after)) return []
  if (isObject(before) && isObject(after))
    return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((key) =>
      diffFields(before[key], after[key], [...path, key]),
    )
  if (isList(before) && isList(after)) return diffLists(before, after, path)
  return [{ path, before, after }]
}

const diffLists = (
  before: readonly Json[],
  after: readonly Json[],
  path: readonly string[],
): readonly FieldChange[] => {
  const field = path.at(-1) ?? ''
  const key = mergeKeyOf(field, path.slice(0, -1).map(nameOf))
  if (key === null || ![...before, ...after].every((item) => isObject(item) && key in item))
    return [{ path, before, after }]
  const byKey = (list: readonly Json[]): ReadonlyMap<string, Json> =>
    new Map(
      list.map((item) => [
        JSON.stringify((item as Record<string, Json>)[key]).replaceAll('"', ''),
        item,
      ]),
    )
  const [old, now] = [byKey(before), byKey(after)]
  // Later variables refer to earlier ones, and init containers run in their order.
  const isReordered =
    before.length === after.length && [...old.keys()].every((name) => now.has(name))
  if (isReordered && [...old].every(([name, item]) => equal(item, now.get(name))))
    return [{ path, before, after }]
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((name) =>
    diffFields(old.get(name), now.get(name), [...path.slice(0, -1), `${field}[${key}=${name}]`]),
  )
}

const nameOf = (part: string): string => part.replace(/\[.*$/, '')

/** `spec.template.spec.containers[name=web]`; a key with dots is quoted, as annotations have them. */
export function pathText(path: readonly string[]): string {
  return path
    .map((part) => (part.includes('.') && !part.includes('[') ? `"${part}"` : part))
    .join('.')
}
