import { bool, float, list, map, NIL_INTERFACE, string } from '../values/make.ts'
import type { Value } from '../values/value.ts'

/** JSON as Go decodes it into an empty interface: every number a float64. */
export function fromJson(data: unknown): Value {
  if (typeof data === 'string') return string(data)
  if (typeof data === 'number') return float(data)
  if (typeof data === 'boolean') return bool(data)
  if (Array.isArray(data)) return list(data.map((item: unknown) => fromJson(item)))
  if (typeof data === 'object' && data !== null)
    return map(Object.entries(data).map(([key, item]) => [key, fromJson(item)]))
  return NIL_INTERFACE
}
