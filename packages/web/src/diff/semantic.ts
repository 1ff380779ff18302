/** One field that differs between two manifests. */
export interface FieldChange {
  /** `spec.containers[api].image`: list items that have a name are called by it. */
  readonly path: string
  /** Null where it was not there. */
  readonly before: string | null
  /** Null where it is not there any more. */
  readonly after: string | null
}

/** Set by controllers, or different by nature: a change there is no change of the user's. */
const NOISE =
  /(?:^|\.)(?:managedFields|resourceVersion|uid|generation|creationTimestamp|status|pod-template-hash|kubectl\.kubernetes\.io\/last-applied-configuration|deployment\.kubernetes\.io\/revision|kubectl\.kubernetes\.io\/restartedAt)(?:$|\.|\[)/

/** Fields that differ, in the order in which the newer manifest has them. Pure data in, no noise out. */
export function semanticDiff(before: unknown, after: unknown): FieldChange[] {
  const old = leavesOf(before)
  const now = leavesOf(after)
  const paths = [...new Set([...now.keys(), ...old.keys()])]
  return paths
    .filter((path) => !NOISE.test(path) && old.get(path) !== now.get(path))
    .map((path) => changeOf(path, old.get(path) ?? null, now.get(path) ?? null))
}

/** Of texts of several lines, the lines that the other does not have. */
function changeOf(path: string, before: string | null, after: string | null): FieldChange {
  if (before === null || after === null || !/\n./.test(before + after))
    return { path, before, after }
  const [old, now] = [before.split('\n'), after.split('\n')]
  return { path, before: linesBeyond(old, now), after: linesBeyond(now, old) }
}

/** The lines that others have not, null for none. */
function linesBeyond(lines: readonly string[], others: readonly string[]): string | null {
  const known = new Set(others)
  const own = lines.filter((line) => !known.has(line))
  return own.length === 0 ? null : own.join('\n')
}

/** All values that are no map and no list of maps, by their paths. */
function leavesOf(value: unknown): Map<string, string> {
  const leaves = new Map<string, string>()
  collect(value, '', leaves)
  return leaves
}

/** Lists of plain values count as one value: their places mean nothing. */
function collect(value: unknown, path: string, leaves: Map<string, string>): void {
  if (value === undefined) return
  if (Array.isArray(value)) {
    if (value.every(isPlain)) leaves.set(path, JSON.stringify(value))
    else value.forEach((item, index) => collect(item, `${path}[${nameOf(item, index)}]`, leaves))
    return
  }
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value)
    if (entries.length === 0) leaves.set(path, '{}')
    for (const [key, inner] of entries) collect(inner, path === '' ? key : `${path}.${key}`, leaves)
    return
  }
  leaves.set(path, typeof value === 'string' ? value : JSON.stringify(value))
}

const isPlain = (value: unknown): boolean => typeof value !== 'object' || value === null

/** What an item is called by in a path: a name, a mount's path, a port, else its place. */
function nameOf(item: unknown, index: number): string {
  if (typeof item !== 'object' || item === null) return String(index)
  const { name, containerPort, mountPath } = item as Record<string, unknown>
  const found = name ?? mountPath ?? containerPort
  return typeof found === 'string' || typeof found === 'number' ? String(found) : String(index)
}
