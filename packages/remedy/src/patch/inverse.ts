import type { KubeObject } from '@unloop/engine/evidence'
import type { Operation } from './json-patch.ts'
import { equal, isObject, type Json, type JsonObject } from './value.ts'

/** Annotations that controllers and this program keep: no part of what a user wrote. */
const KEPT_BY_OTHERS =
  /^(?:deployment\.kubernetes\.io\/revision|deprecated\.daemonset\.template\.generation|unloop\/fix)$/

/** What a user states in an object: all but status and what the server and controllers fill in. */
export function statedFields(object: KubeObject): JsonObject {
  const { metadata, ...rest } = object
  const stated = Object.entries(rest).filter(
    ([key]) => !['apiVersion', 'kind', 'status', 'stringData'].includes(key),
  )
  const annotations = Object.entries(metadata.annotations ?? {}).filter(
    ([key]) => !KEPT_BY_OTHERS.test(key),
  )
  return {
    ...(Object.fromEntries(stated) as JsonObject),
    metadata: {
      labels: { ...metadata.labels },
      annotations: Object.fromEntries(annotations),
    },
  }
}

const escaped = (part: string): string => part.replaceAll('~', '~0').replaceAll('/', '~1')

/**
 * Operations that turn `from` into `to`, each guarded by a test of what it replaces: where somebody changed that field, the
 * API server refuses the whole patch.
 */
export function guardedDiff(from: Json, to: Json, path = ''): readonly Operation[] {
  if (equal(from, to)) return []
  if (!isObject(from) || !isObject(to))
    return [
      { op: 'test', path, value: from },
      { op: 'replace', path, value: to },
    ]
  const keys = [...new Set([...Object.keys(from), ...Object.keys(to)])]
  return keys.flatMap((key): readonly Operation[] => {
    const at = `${path}/${escaped(key)}`
    const [old, now] = [from[key], to[key]]
    if (old === undefined) return now === undefined ? [] : [{ op: 'add', path: at, value: now }]
    if (now === undefined)
      return [
        { op: 'test', path: at, value: old },
        { op: 'remove', path: at },
      ]
    return guardedDiff(old, now, at)
  })
}
