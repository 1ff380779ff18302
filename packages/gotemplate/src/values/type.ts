import type { Value } from './value.ts'

/** Kinds of reflect, those of one family as one: sizes stand in the type. */
export type Kind =
  | 'bool'
  | 'int'
  | 'uint'
  | 'float'
  | 'complex'
  | 'string'
  | 'slice'
  | 'array'
  | 'map'
  | 'struct'
  | 'pointer'
  | 'interface'
  | 'func'

/** A field of a struct; only exported ones are here, as templates see no others. */
export interface FieldType {
  readonly name: string
  readonly type: GoType
  /** The key in JSON, if it is not the name. */
  readonly json?: string
}

/** A method that templates may call on a value. */
export interface Method extends Signature {
  readonly call: (receiver: Value, args: readonly (Value | undefined)[]) => Value | undefined
}

/** What a function takes; the last parameter of a variadic one is the type of each further argument. */
export interface Signature {
  readonly params: readonly GoType[]
  readonly variadic?: boolean
}

/** A type as Go's reflection shows it to templates. */
export interface GoType {
  readonly kind: Kind
  /** As `%T` prints it. */
  readonly name: string
  /** False for composites written out, such as `[]string`, to which named ones can be assigned. */
  readonly named: boolean
  readonly bits?: number
  readonly element?: GoType
  readonly key?: GoType
  readonly fields?: readonly FieldType[]
  readonly methods?: Readonly<Record<string, Method>>
  /** The value in JSON, where the type has its own way (`MarshalJSON`). */
  readonly toJson?: (value: Value) => string
}

/** A type that Go names itself. */
function basic(kind: Kind, name: string, bits?: number): GoType {
  return { kind, name, named: true, ...(bits !== undefined && { bits }) }
}

/** Go's own types, by the names that messages give them. */
export const BOOL: GoType = basic('bool', 'bool')
export const INT: GoType = basic('int', 'int', 64)
export const INT64: GoType = basic('int', 'int64', 64)
export const UINT8: GoType = basic('uint', 'uint8', 8)
export const FLOAT64: GoType = basic('float', 'float64', 64)
export const COMPLEX128: GoType = basic('complex', 'complex128', 128)
export const STRING: GoType = basic('string', 'string')
/** The empty interface. */
export const ANY: GoType = { kind: 'interface', name: 'interface {}', named: false }
/** The parameter type of builtins, which take any value and even none. */
export const REFLECT_VALUE: GoType = { kind: 'struct', name: 'reflect.Value', named: true }

/** `[]T`. */
export function sliceOf(element: GoType): GoType {
  return { kind: 'slice', name: `[]${element.name}`, named: false, element }
}

/** `map[K]V`. */
export function mapOf(key: GoType, element: GoType): GoType {
  return { kind: 'map', name: `map[${key.name}]${element.name}`, named: false, key, element }
}

/** `*T`. */
export function pointerTo(element: GoType): GoType {
  return { kind: 'pointer', name: `*${element.name}`, named: false, element }
}

export const STRINGS: GoType = sliceOf(STRING)
export const ANY_SLICE: GoType = sliceOf(ANY)
export const STRING_MAP: GoType = mapOf(STRING, STRING)
export const ANY_MAP: GoType = mapOf(STRING, ANY)

/** Whether nil is a value of the type. */
export function canBeNil(type: GoType): boolean {
  return (
    type === REFLECT_VALUE || ['func', 'interface', 'map', 'pointer', 'slice'].includes(type.kind)
  )
}

/** Go's assignability: identical, or the same composite of which one has no name, or the empty interface. */
export function isAssignable(from: GoType, to: GoType): boolean {
  if (from === to || to === ANY) return true
  if (from.named && to.named) return from.name === to.name && from.kind === to.kind
  return from.kind === to.kind && underlyingName(from) === underlyingName(to)
}

/** A type's text without its own name, by which composites are compared. */
function underlyingName(type: GoType): string {
  switch (type.kind) {
    case 'slice':
    case 'array':
      return `[]${type.element?.name}`
    case 'map':
      return `map[${type.key?.name}]${type.element?.name}`
    case 'pointer':
      return `*${type.element?.name}`
    default:
      return type.name
  }
}
