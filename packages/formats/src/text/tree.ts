/** A part of an object while it is gathered line by line. */
export interface Tree {
  [key: string]: unknown
}

/** The pasted line that states a field, so that it can be quoted as it stands. */
export interface Cite {
  readonly line: number
  readonly text: string
}

const KEYS = /([^.[\]]+)|\[(\d+)\]/g

/** Sets `state.waiting.reason` or `env[0].name`, making what lies between. Keys must not hold dots. */
export function setPath(tree: Tree, path: string, value: unknown): void {
  const keys = [...path.matchAll(KEYS)].map((match) => match[2] ?? match[1] ?? '')
  let at: Tree = tree
  keys.forEach((key, index) => {
    if (index === keys.length - 1) {
      at[key] = value
      return
    }
    const next = at[key]
    if (typeof next === 'object' && next !== null) at = next as Tree
    else {
      const made = /^\d+$/.test(keys[index + 1] ?? '') ? ([] as unknown as Tree) : {}
      at[key] = made
      at = made
    }
  })
}

/**
 * The value at a path such as `status.containerStatuses[0].name`; undefined where something on the way is missing.
 */
export function getPath(tree: Tree, path: string): unknown {
  let at: unknown = tree
  for (const match of path.matchAll(KEYS)) {
    if (typeof at !== 'object' || at === null) return undefined
    at = (at as Tree)[match[2] ?? match[1] ?? '']
  }
  return at
}
