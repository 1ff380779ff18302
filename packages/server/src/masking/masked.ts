import { mask } from '@unloop/engine/logs'

/** Every text of an answer without secrets. */
export function masked<Value>(value: Value): Value {
  if (typeof value === 'string') return mask(value) as Value
  if (Array.isArray(value)) return value.map((one: unknown) => masked(one)) as Value
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, masked(inner as unknown)]),
  ) as Value
}
