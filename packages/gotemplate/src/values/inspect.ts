import { compareStrings } from '../text/utf8.ts'
import { INT } from './type.ts'
import type { MapKey, MapValue, Value } from './value.ts'

/** What a pointer points to, through all its levels; `isNil` if one points nowhere. */
export function indirect(value: Value): { readonly value: Value; readonly isNil: boolean } {
  let current = value
  while (current.kind === 'pointer') {
    if (current.data === null) return { value: current, isNil: true }
    current = current.data
  }
  return { value: current, isNil: current.kind === 'interface' }
}

/** A nil interface is no value at all where Go looks inside of it. */
export function inner(value: Value | undefined): Value | undefined {
  return value?.kind === 'interface' ? undefined : value
}

/** Go templates' truth: anything but the zero value and the empty. */
export function isTrue(value: Value | undefined): boolean {
  if (value === undefined) return false
  switch (value.kind) {
    case 'bool':
      return value.data
    case 'int':
    case 'uint':
      return value.data !== 0n
    case 'float':
      return value.data !== 0
    case 'complex':
      return value.data.re !== 0 || value.data.im !== 0
    case 'string':
      return value.data !== ''
    case 'slice':
    case 'array':
      return (value.data?.length ?? 0) > 0
    case 'map':
      return (value.data?.size ?? 0) > 0
    case 'pointer':
      return value.data !== null
    case 'interface':
      return false
    case 'struct':
    case 'func':
      return true
  }
}

/** The entries of a map in Go's printing order: numbers and strings ascending, false before true. */
export function sortedEntries(value: MapValue): readonly (readonly [MapKey, Value])[] {
  return [...(value.data ?? new Map<MapKey, Value>())].toSorted(([a], [b]) => compareKeys(a, b))
}

/** The order of keys; NaN comes first, as fmtsort has it. */
function compareKeys(a: MapKey, b: MapKey): number {
  if (typeof a === 'string' && typeof b === 'string') return compareStrings(a, b)
  if (typeof a === 'number' && Number.isNaN(a)) return -1
  if (a === b) return 0
  return a < b ? -1 : 1
}

/** A key as a value of its own. */
export function keyValue(owner: MapValue, key: MapKey): Value {
  const type = owner.type.key ?? INT
  if (typeof key === 'string') return { kind: 'string', type, data: key }
  if (typeof key === 'boolean') return { kind: 'bool', type, data: key }
  if (typeof key === 'number') return { kind: 'float', type, data: key }
  return { kind: type.kind === 'uint' ? 'uint' : 'int', type, data: key }
}
