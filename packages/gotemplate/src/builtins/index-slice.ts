import { FunctionError } from '../errors.ts'
import { byteLength, fromBytes, toBytes } from '../text/utf8.ts'
import { indirect, inner } from '../values/inspect.ts'
import { int, zeroOf } from '../values/make.ts'
import { canBeNil, type GoType, INT, isAssignable, UINT8 } from '../values/type.ts'
import type { MapKey, MapValue, Value } from '../values/value.ts'

type Maybe = Value | undefined

/** What is indexed, pointers followed. @throws {FunctionError} for no value and for nil pointers */
function target(item: Maybe, verb: 'index' | 'slice'): Value {
  const value = inner(item)
  if (value === undefined) throw new FunctionError(`${verb} of untyped nil`)
  const through = indirect(value)
  if (through.isNil) throw new FunctionError(`${verb} of nil pointer`)
  return through.value
}

/** An index as a number. `limit` itself is let through, since it is the end of a slice (`indexArg` in funcs.go). */
function indexArg(index: Maybe, limit: number): number {
  const value = inner(index)
  if (value === undefined) throw new FunctionError('cannot index slice/array with nil')
  if (value.kind !== 'int' && value.kind !== 'uint')
    throw new FunctionError(`cannot index slice/array with type ${value.type.name}`)
  if (value.data < 0n || value.data > BigInt(limit))
    throw new FunctionError(`index out of range: ${value.data}`)
  return Number(value.data)
}

/** `index`: the item under each index in turn. */
export function index(args: readonly Maybe[]): Maybe {
  const [first, ...indexes] = args
  let item = inner(first)
  if (item === undefined) throw new FunctionError('index of untyped nil')
  for (const one of indexes) item = indexOnce(target(item, 'index'), one)
  return item
}

/**
 * One step of `index`. A string gives the byte at the place in its UTF-8, a map's missing key the zero value of its elements.
 */
function indexOnce(item: Value, at: Maybe): Value {
  switch (item.kind) {
    case 'slice':
    case 'array': {
      const place = indexArg(at, item.data?.length ?? 0)
      return item.data?.[place] ?? outOfRange('slice')
    }
    case 'string': {
      const place = indexArg(at, byteLength(item.data))
      const byte = toBytes(item.data)[place]
      return byte === undefined ? outOfRange('string') : int(byte, UINT8)
    }
    case 'map': {
      const key = mapKey(item, inner(at))
      return item.data?.get(key) ?? zeroOf(item.type.element ?? INT)
    }
    default:
      throw new FunctionError(`can't index item of type ${item.type.name}`)
  }
}

/** An index that equals the length passes upstream's own check and is refused by its runtime. */
function outOfRange(what: string): never {
  throw new FunctionError(`reflect: ${what} index out of range`)
}

/** The key that a map is asked for. @throws {FunctionError} where the type of the value cannot be a key of that map */
function mapKey(item: MapValue, key: Maybe): MapKey {
  const type = item.type.key ?? INT
  if (key === undefined) {
    if (!canBeNil(type)) throw new FunctionError(`value is nil; should be of type ${type.name}`)
    return ''
  }
  if (!isAssignable(key.type, type) && !bothIntegers(key.type, type))
    throw new FunctionError(`value has type ${key.type.name}; should be ${type.name}`)
  const data: unknown = key.data
  return typeof data === 'object' ? '' : (data as MapKey)
}

/** Upstream converts between integer types for map keys, and between no others (`prepareArg`). */
function bothIntegers(a: GoType, b: GoType): boolean {
  return [a, b].every((type) => type.kind === 'int' || type.kind === 'uint')
}

/** `slice`: like `x[1:2]`. */
export function slice(args: readonly Maybe[]): Value {
  const [first, ...indexes] = args
  const item = target(first, 'slice')
  if (indexes.length > 3) throw new FunctionError(`too many slice indexes: ${indexes.length}`)
  if (item.kind === 'string' && indexes.length === 3)
    throw new FunctionError('cannot 3-index slice a string')
  if (item.kind !== 'string' && item.kind !== 'slice' && item.kind !== 'array')
    throw new FunctionError(`can't slice item of type ${item.type.name}`)
  const length = item.kind === 'string' ? byteLength(item.data) : (item.data?.length ?? 0)
  // Strings are sliced by bytes, so a cut within a character leaves bytes that are no UTF-8; `fromBytes` keeps them.
  const [from, to] = bounds(indexes, length)
  if (item.kind === 'string')
    return { ...item, data: fromBytes(toBytes(item.data).slice(from, to)) }
  return { ...item, kind: 'slice', data: (item.data ?? []).slice(from, to) }
}

/** Start and end, checked against each other and against the third index, the capacity, which slices here don't keep. */
function bounds(indexes: readonly Maybe[], length: number): [number, number] {
  const places = indexes.map((one) => indexArg(one, length))
  const from = places[0] ?? 0
  const to = places[1] ?? length
  const cap = places[2] ?? length
  if (from > to) throw new FunctionError(`invalid slice index: ${from} > ${to}`)
  if (to > cap) throw new FunctionError(`invalid slice index: ${to} > ${cap}`)
  return [from, to]
}

/** `len`. */
export function length(args: readonly Maybe[]): Value {
  const item = args[0]
  if (item === undefined)
    throw new FunctionError('reflect: call of reflect.Value.Type on zero Value')
  const through = indirect(item)
  if (through.isNil) throw new FunctionError('len of nil pointer')
  const { value } = through
  if (value.kind === 'string') return int(byteLength(value.data))
  if (value.kind === 'slice' || value.kind === 'array') return int(value.data?.length ?? 0)
  if (value.kind === 'map') return int(value.data?.size ?? 0)
  throw new FunctionError(`len of type ${value.type.name}`)
}
