import type { Complex } from '../syntax/node.ts'
import type { GoType, Signature } from './type.ts'

/** A Go value with its type. Go's invalid value (no value at all) is `undefined`. */
export type Value =
  | BoolValue
  | IntegerValue
  | FloatValue
  | ComplexValue
  | StringValue
  | ListValue
  | MapValue
  | StructValue
  | PointerValue
  | InterfaceValue
  | FuncValue

/** True or false; `type` may be a named type with methods. */
export interface BoolValue {
  readonly kind: 'bool'
  readonly type: GoType
  readonly data: boolean
}
/** As bigint, since an int64 does not fit a number. */
export interface IntegerValue {
  readonly kind: 'int' | 'uint'
  readonly type: GoType
  readonly data: bigint
}
export interface FloatValue {
  readonly kind: 'float'
  readonly type: GoType
  readonly data: number
}
export interface ComplexValue {
  readonly kind: 'complex'
  readonly type: GoType
  readonly data: Complex
}
/** Text as UTF-16; where bytes count, it is encoded as UTF-8 first. */
export interface StringValue {
  readonly kind: 'string'
  readonly type: GoType
  readonly data: string
}
/** Elements of interface type are held as what they contain; null is the nil slice. */
export interface ListValue {
  readonly kind: 'slice' | 'array'
  readonly type: GoType
  readonly data: readonly Value[] | null
}
/** The data of a key: bigint for integers. */
export type MapKey = string | bigint | number | boolean
/** Keyed by the data of the key; null is the nil map. */
export interface MapValue {
  readonly kind: 'map'
  readonly type: GoType
  readonly data: ReadonlyMap<MapKey, Value> | null
}
/** Fields by name. */
export interface StructValue {
  readonly kind: 'struct'
  readonly type: GoType
  readonly data: Readonly<Record<string, Value>>
  /** What an opaque type such as time.Time holds. */
  readonly inner?: unknown
}
/** A pointer; null is nil. */
export interface PointerValue {
  readonly kind: 'pointer'
  readonly type: GoType
  readonly data: Value | null
}
/** Only the nil interface is a value of its own: others are held as what they contain. */
export interface InterfaceValue {
  readonly kind: 'interface'
  readonly type: GoType
  readonly data: null
}
/** A function or a method bound to its receiver. */
export interface FuncValue extends Signature {
  readonly kind: 'func'
  readonly type: GoType
  readonly data: 'func'
  /** @throws {FunctionError} what the function reports as its error */
  readonly call: (args: readonly (Value | undefined)[]) => Value | undefined
}
