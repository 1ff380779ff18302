import type { Path, Spot } from '@unloop/lint'

/** Where a value stands in the text, apart from its key. */
export interface NodePlace {
  /** Where the key stands; for an item of a list, where the item begins. */
  readonly key: Spot
  readonly value: Spot
}

/** Where the children of each map and list stand, by the map or list itself. */
export type Places = Map<object, Map<string | number, NodePlace>>

/** The place of a path, or of the part of it that the document has. */
export interface Located extends NodePlace {
  /** How many steps of the path exist in the document. */
  readonly depth: number
}

/** The node at the path, or the nearest one above it that exists; null where not even the first step does. */
export function locate(root: unknown, places: Places, path: Path): Located | null {
  let node = root
  let found: Located | null = null
  for (const [index, step] of path.entries()) {
    if (typeof node !== 'object' || node === null) break
    const place = places.get(node)?.get(step)
    if (place === undefined) break
    found = { ...place, depth: index + 1 }
    node = (node as Readonly<Record<string | number, unknown>>)[step]
  }
  return found
}

export function setPlace(
  places: Places,
  container: object,
  { step, place }: { readonly step: string | number; readonly place: NodePlace },
): void {
  const known = places.get(container)
  if (known === undefined) places.set(container, new Map([[step, place]]))
  else known.set(step, place)
}
