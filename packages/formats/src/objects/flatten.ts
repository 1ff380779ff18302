import type { KubeObject } from '@unloop/engine/evidence'
import { kindFromPath } from './kind-from-path.ts'
import { withoutSecretValues } from './redact.ts'
import { podOfRuntime } from './runtime.ts'
import { soundShape } from './shape.ts'

type Fields = Readonly<Record<string, unknown>>

const DEEPEST_LIST = 4

/**
 * The Kubernetes objects in a parsed JSON or YAML value: single ones, arrays, Lists (whose items carry no kind of their own
 * in `kubectl cluster-info dump`), watch events, containers as a runtime describes them. What is no object is left out.
 */
export function objectsIn(value: unknown, path: string): KubeObject[] {
  const found: KubeObject[] = []
  collect(value, { found, fallbackKind: kindFromPath(path), depth: 0 })
  return found
}

interface Walk {
  readonly found: KubeObject[]
  readonly fallbackKind: string | null
  readonly depth: number
}

function collect(value: unknown, walk: Walk): void {
  if (walk.depth > DEEPEST_LIST || typeof value !== 'object' || value === null) return
  const deeper = { ...walk, depth: walk.depth + 1 }
  if (Array.isArray(value)) {
    for (const item of value) collect(item, deeper)
    return
  }
  const fields = value as Fields
  const kind = typeof fields['kind'] === 'string' ? fields['kind'] : null
  if (Array.isArray(fields['items']) && (kind === null || kind.endsWith('List'))) {
    const itemKind = kind === null || kind === 'List' ? walk.fallbackKind : kind.slice(0, -4)
    for (const item of fields['items']) collect(item, { ...deeper, fallbackKind: itemKind })
    return
  }
  if (isWatchEvent(fields)) {
    collect(fields['object'], deeper)
    return
  }
  const made = kind === null ? podOfRuntime(fields) : null
  if (made !== null) walk.found.push(made)
  else addObject(fields, kind ?? walk.fallbackKind, walk.found)
}

function isWatchEvent(fields: Fields): boolean {
  const type = fields['type']
  return (
    (type === 'ADDED' || type === 'MODIFIED') &&
    typeof fields['object'] === 'object' &&
    fields['kind'] === undefined
  )
}

function addObject(fields: Fields, kind: string | null, found: KubeObject[]): void {
  const metadata = fields['metadata']
  if (kind === null || kind === '' || typeof metadata !== 'object' || metadata === null) return
  if (Array.isArray(metadata)) return
  if (typeof (metadata as Fields)['name'] !== 'string') return
  const object = (fields['kind'] === kind ? fields : { ...fields, kind }) as KubeObject
  const sound = soundShape(object)
  dropOwnedFields(sound)
  found.push(withoutSecretValues(kind === 'Event' ? asCoreEvent(sound) : sound))
}

/** Which fields each manager owns is the larger half of many objects, and nothing here reads it; who they are and when stays. */
function dropOwnedFields({ metadata }: KubeObject): void {
  const managers: unknown = metadata.managedFields
  if (!Array.isArray(managers)) return
  for (const manager of managers as readonly ({ fieldsV1?: unknown } | null)[])
    if (typeof manager === 'object' && manager?.fieldsV1 !== undefined) manager.fieldsV1 = undefined
}

/** events.k8s.io/v1 names the same things otherwise than core/v1, which the engine reads. */
function asCoreEvent(event: KubeObject): KubeObject {
  if (event['regarding'] === undefined && event['note'] === undefined) return event
  return {
    ...event,
    involvedObject: event['involvedObject'] ?? event['regarding'],
    message: event['message'] ?? event['note'],
    count: event['count'] ?? event['deprecatedCount'],
    firstTimestamp: event['firstTimestamp'] ?? event['deprecatedFirstTimestamp'] ?? null,
    lastTimestamp: event['lastTimestamp'] ?? event['deprecatedLastTimestamp'] ?? null,
    source: event['source'] ?? event['deprecatedSource'],
  }
}
