import { isFields } from '@unloop/lint'

const STEP = /\[(\d+)\]|\["((?:[^"\\]|\\.)*)"\]|\.?([^.[\]]+)/g

/**
 * A finding's path with the names of list items instead of their numbers: `spec.containers[web].command[0]`. It stays the same
 * when another container is put in front.
 */
export function namedPath(object: unknown, path: string): string {
  let node = object
  let named = ''
  for (const [text, index, quoted, key] of path.matchAll(STEP)) {
    node = childOf(node, index ?? quoted ?? key ?? '')
    const name = index !== undefined && isFields(node) ? node['name'] : undefined
    named += typeof name === 'string' ? `[${name}]` : text
  }
  return named
}

const childOf = (node: unknown, step: string): unknown =>
  typeof node === 'object' && node !== null
    ? (node as Readonly<Record<string, unknown>>)[step]
    : undefined

/** Without what every reader knows: `containers[web].command[0]`. */
export function shortPath(path: string): string {
  return path.replace(/^.*?spec\.(?=(?:initContainers|containers|volumes)\b)/, '')
}
