import { isMergedSet, mergeKeyOf } from './merge-keys.ts'
import { equal, isList, isObject, type Json, type JsonObject } from './value.ts'

type Path = readonly string[]
type Fields = Record<string, Json>

/**
 * A strategic-merge patch as the API server applies it
 * (https://github.com/kubernetes/community/blob/master/contributors/devel/sig-api-machinery/strategic-merge-patch.md):
 * lists merge by key, null deletes, and the directives $patch, $deleteFromPrimitiveList, $setElementOrder and $retainKeys.
 */
export function strategicMerge(target: JsonObject, patch: JsonObject): JsonObject {
  return mergeObject(target, patch, [])
}

const mergeObject = (target: JsonObject, patch: JsonObject, path: Path): JsonObject => {
  if (patch['$patch'] === 'replace') return withoutDirectives(patch)
  if (patch['$patch'] === 'delete') return {}
  const result: Fields = { ...target }
  retain(result, patch)
  for (const [field, value] of Object.entries(patch)) {
    if (field.startsWith('$deleteFromPrimitiveList/')) removeItems(result, field, value)
    else if (!field.startsWith('$')) mergeField(result, field, value, path)
  }
  return result
}

/** Of a union such as a volume's source, only the named members stay. */
const retain = (result: Fields, patch: JsonObject): void => {
  const kept = patch['$retainKeys']
  if (!isList(kept)) return
  for (const key of Object.keys(result)) if (!kept.includes(key)) delete result[key]
}

const removeItems = (result: Fields, directive: string, value: Json): void => {
  const field = directive.slice(directive.indexOf('/') + 1)
  const list = result[field]
  if (isList(list) && isList(value))
    result[field] = list.filter((item) => !value.some((gone) => equal(gone, item)))
}

const mergeField = (result: Fields, field: string, value: Json, path: Path): void => {
  const present = result[field]
  if (value === null) delete result[field]
  else if (isList(value))
    result[field] = mergeList(isList(present) ? present : [], value, [...path, field])
  else if (isObject(value) && value['$patch'] === 'delete') delete result[field]
  else if (isObject(value))
    result[field] = mergeObject(isObject(present) ? present : {}, value, [...path, field])
  else result[field] = value
}

const mergeList = (
  target: readonly Json[],
  patch: readonly Json[],
  path: Path,
): readonly Json[] => {
  const field = path.at(-1) ?? ''
  const key = mergeKeyOf(field, path.slice(0, -1))
  if (key === null) {
    if (!isMergedSet(field)) return patch.map(withoutNulls)
    return [...target, ...patch.filter((item) => !target.some((old) => equal(old, item)))]
  }
  if (patch.some((item) => isObject(item) && item['$patch'] === 'replace' && !(key in item)))
    return patch
      .filter((item) => !(isObject(item) && item['$patch'] === 'replace'))
      .map(withoutNulls)
  return patch.reduce<readonly Json[]>((list, item) => mergeItem(list, item, { key, path }), target)
}

const mergeItem = (
  list: readonly Json[],
  item: Json,
  { key, path }: { readonly key: string; readonly path: Path },
): readonly Json[] => {
  if (!isObject(item)) return list
  const same = (other: Json): boolean => isObject(other) && equal(other[key], item[key])
  if (item['$patch'] === 'delete') return list.filter((other) => !same(other))
  const found = list.find(same)
  // What is new goes to the end; the API server puts it in front only where $setElementOrder says so.
  if (!isObject(found)) return [...list, mergeObject({}, item, path)]
  return list.map((other) => (other === found ? mergeObject(found, item, path) : other))
}

const withoutDirectives = (value: JsonObject): JsonObject =>
  Object.fromEntries(
    Object.entries(value)
      .filter(([key, each]) => !key.startsWith('$') && each !== null)
      .map(([key, each]) => [key, withoutNulls(each)]),
  )

const withoutNulls = (value: Json): Json =>
  isObject(value) ? withoutDirectives(value) : isList(value) ? value.map(withoutNulls) : value
