import {
  ANY,
  ANY_MAP,
  ANY_SLICE,
  BOOL,
  FLOAT64,
  type GoType,
  INT,
  type Signature,
  STRING,
  STRING_MAP,
  STRINGS,
} from './type.ts'
import type {
  BoolValue,
  FloatValue,
  FuncValue,
  IntegerValue,
  InterfaceValue,
  ListValue,
  MapKey,
  MapValue,
  StringValue,
  StructValue,
  Value,
} from './value.ts'

/** What a missing key of a `map[string]interface{}` gives. */
export const NIL_INTERFACE: InterfaceValue = { kind: 'interface', type: ANY, data: null }

/** A string, of the type `string` or another with the same representation. */
export function string(data: string, type: GoType = STRING): StringValue {
  return { kind: 'string', type, data }
}

export function bool(data: boolean): BoolValue {
  return { kind: 'bool', type: BOOL, data }
}

/** An integer of any size; the type says how many bits, and nothing is cut here. */
export function int(data: number | bigint, type: GoType = INT): IntegerValue {
  return { kind: type.kind === 'uint' ? 'uint' : 'int', type, data: BigInt(data) }
}

/** A float64, as all constants with a point are. */
export function float(data: number): FloatValue {
  return { kind: 'float', type: FLOAT64, data }
}

/** A slice of the elements given. */
export function list(data: readonly Value[], type: GoType = ANY_SLICE): ListValue {
  return { kind: 'slice', type, data }
}

export function strings(data: readonly string[], type: GoType = STRINGS): ListValue {
  return list(
    data.map((text) => string(text)),
    type,
  )
}

/** A map of strings; `type` for named ones such as template.KV. */
export function stringMap(
  entries: Iterable<readonly [string, string]>,
  type: GoType = STRING_MAP,
): MapValue {
  const data = new Map<MapKey, Value>()
  for (const [key, value] of entries) data.set(key, string(value))
  return { kind: 'map', type, data }
}

/** A map. Printing and ranging go by sorted keys, whatever the order here. */
export function map(entries: Iterable<readonly [MapKey, Value]>, type: GoType = ANY_MAP): MapValue {
  return { kind: 'map', type, data: new Map(entries) }
}

/** A struct of a type that lists its fields. */
export function struct(type: GoType, data: Readonly<Record<string, Value>>): StructValue {
  return { kind: 'struct', type, data }
}

/** A function as templates call it. */
export function func(
  signature: Signature,
  call: (args: readonly (Value | undefined)[]) => Value | undefined,
): FuncValue {
  const names = signature.params.map((param) => param.name)
  if (signature.variadic === true) names.push(`...${names.pop()}`)
  const type: GoType = { kind: 'func', name: `func(${names.join(', ')})`, named: false }
  return { kind: 'func', type, data: 'func', ...signature, call }
}

/** The value of a type before anything is assigned; none for interfaces. */
export function zeroOf(type: GoType): Value {
  switch (type.kind) {
    case 'bool':
      return { kind: 'bool', type, data: false }
    case 'int':
    case 'uint':
      return { kind: type.kind, type, data: 0n }
    case 'float':
      return { kind: 'float', type, data: 0 }
    case 'complex':
      return { kind: 'complex', type, data: { re: 0, im: 0 } }
    case 'string':
      return string('', type)
    case 'slice':
      return { kind: 'slice', type, data: null }
    case 'array':
      return { kind: 'array', type, data: [] }
    case 'map':
      return { kind: 'map', type, data: null }
    case 'struct':
      return struct(type, zeroFields(type))
    case 'pointer':
      return { kind: 'pointer', type, data: null }
    case 'func':
    case 'interface':
      return { kind: 'interface', type, data: null }
  }
}

/** The zero value of each field. */
function zeroFields(type: GoType): Readonly<Record<string, Value>> {
  return Object.fromEntries((type.fields ?? []).map((field) => [field.name, zeroOf(field.type)]))
}
