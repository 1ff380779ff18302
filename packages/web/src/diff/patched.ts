/**
 * What a strategic or merge patch makes of an object, well enough to show it: maps are merged, null deletes, lists of named
 * items are merged by name and others replaced. The API server's own dry run is what counts.
 */
export function patched(target: unknown, patch: unknown): unknown {
  if (Array.isArray(patch)) return mergedList(Array.isArray(target) ? target : [], patch)
  if (!isMap(patch)) return patch
  const base = isMap(target) ? target : {}
  const merged: Record<string, unknown> = { ...base }
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete merged[key]
    // `$setElementOrder` and other directives of strategic merge say nothing to be shown.
    else if (!key.startsWith('$')) merged[key] = patched(base[key], value)
  }
  return merged
}

/** A list of named items is merged by name, as `patchMergeKey: name` has it; every other list is replaced. */
function mergedList(target: readonly unknown[], patch: readonly unknown[]): unknown[] {
  if (!patch.every((item) => isMap(item) && typeof item['name'] === 'string')) return [...patch]
  const rest = [...target]
  for (const item of patch) {
    const { name, $patch: action } = item as Record<string, unknown>
    const at = rest.findIndex((old) => isMap(old) && old['name'] === name)
    if (action === 'delete') rest.splice(at < 0 ? rest.length : at, 1)
    else if (at < 0) rest.push(patched({}, item))
    else rest[at] = patched(rest[at], item)
  }
  return rest
}

const isMap = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
