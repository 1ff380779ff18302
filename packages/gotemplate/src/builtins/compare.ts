import { FunctionError } from '../errors.ts'
import { noFlags } from '../format/flags.ts'
import { formatArgument } from '../format/value.ts'
import { compareStrings } from '../text/utf8.ts'
import { inner } from '../values/inspect.ts'
import type { Value } from '../values/value.ts'

type Maybe = Value | undefined

// Kinds that funcs.go compares by their data (`basicKind`); the rest is compared as a whole or refused.
const BASIC: ReadonlySet<string> = new Set(['bool', 'complex', 'int', 'float', 'string', 'uint'])

function basicKind(value: Maybe): string | undefined {
  return value !== undefined && BASIC.has(value.kind) ? value.kind : undefined
}

/** Signed and unsigned integers compare with each other, alone among kinds that differ (funcs.go, `eq`). */
function isInteger(kind: string | undefined): boolean {
  return kind === 'int' || kind === 'uint'
}

/** Nil as `isNil` of reflect sees it: maps, slices and pointers have one, structs and functions as held here have none. */
function isNil(value: Maybe): boolean {
  if (value === undefined || value.kind === 'interface') return true
  return ['slice', 'map', 'pointer'].includes(value.kind) && value.data === null
}

/** `eq`: whether the first equals any of the others. */
export function equalsAny(args: readonly Maybe[]): boolean {
  const [first, ...others] = args.map((arg) => inner(arg))
  if (others.length === 0) throw new FunctionError('missing argument for comparison')
  return others.some((other) => equals(first, other))
}

/** One comparison of `eq`. @throws {FunctionError} where the kinds differ; a missing value equals nothing and is no error */
function equals(a: Maybe, b: Maybe): boolean {
  const kinds = [basicKind(a), basicKind(b)]
  if (kinds[0] !== kinds[1]) {
    if (isInteger(kinds[0]) && isInteger(kinds[1])) return a?.data === b?.data
    if (a !== undefined && b !== undefined)
      throw new FunctionError(
        `incompatible types for comparison: ${a.type.name} and ${b.type.name}`,
      )
    return false
  }
  if (kinds[0] === 'complex' && a?.kind === 'complex' && b?.kind === 'complex')
    return a.data.re === b.data.re && a.data.im === b.data.im
  return kinds[0] === undefined ? equalComposites(a, b) : a?.data === b?.data
}

/** Values that are not basic: nil equals nil, pointers and structs are compared, slices, maps and functions are refused. */
function equalComposites(a: Maybe, b: Maybe): boolean {
  if (a !== undefined && b !== undefined && a.kind !== b.kind)
    throw new FunctionError(
      `non-comparable types ${shown(a)}: ${a.type.name}, ${b.type.name}: ${shown(b)}`,
    )
  if (isNil(a) || isNil(b)) return isNil(a) === isNil(b)
  if (b?.kind === 'slice' || b?.kind === 'map' || b?.kind === 'func')
    throw new FunctionError(`non-comparable type ${shown(b)}: ${b.type.name}`)
  return sameStruct(a, b)
}

/** A value as upstream's error text prints it, with `%s`. */
function shown(value: Value): string {
  return formatArgument(value, 's', noFlags())
}

/** Structs are equal if their types are one object and all fields are equal; pointers if they point to one object. */
function sameStruct(a: Maybe, b: Maybe): boolean {
  if (a?.kind === 'pointer' && b?.kind === 'pointer') return a.data === b.data
  if (a?.kind !== 'struct' || b?.kind !== 'struct' || a.type !== b.type) return false
  if (a.inner !== undefined || b.inner !== undefined) return sameInner(a.inner, b.inner)
  return (a.type.fields ?? []).every(({ name }) => equals(a.data[name], b.data[name]))
}

/**
 * Opaque content, such as that of `time.Time`, is compared by its JSON; bigint has none, so it is written as text with a mark.
 */
function sameInner(a: unknown, b: unknown): boolean {
  const text = (value: unknown): string =>
    JSON.stringify(value, (_, item: unknown) => (typeof item === 'bigint' ? `${item}n` : item))
  return text(a) === text(b)
}

/** `lt`. */
export function isLess(left: Maybe, right: Maybe): boolean {
  const a = inner(left)
  const b = inner(right)
  const kinds = [basicKind(a), basicKind(b)]
  if (a === undefined || b === undefined || kinds.includes(undefined))
    throw new FunctionError('invalid type for comparison')
  // Only integers may differ in sign: upstream refuses an int against a float, too.
  if (kinds[0] !== kinds[1] && !(isInteger(kinds[0]) && isInteger(kinds[1])))
    throw new FunctionError(`incompatible types for comparison: ${a.type.name} and ${b.type.name}`)
  if (a.kind === 'string' && b.kind === 'string') return compareStrings(a.data, b.data) < 0
  if (a.kind === 'float' && b.kind === 'float') return a.data < b.data
  if ((a.kind === 'int' || a.kind === 'uint') && (b.kind === 'int' || b.kind === 'uint'))
    return a.data < b.data
  throw new FunctionError('invalid type for comparison')
}
