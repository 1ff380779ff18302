import { FunctionError } from '../errors.ts'
import { noFlags } from '../format/flags.ts'
import { formatArgument } from '../format/value.ts'
import { compareStrings } from '../text/utf8.ts'
import { inner } from '../values/inspect.ts'
import type { Value } from '../values/value.ts'

type Maybe = Value | undefined

const BASIC: ReadonlySet<string> = new Set(['bool', 'complex', 'int', 'float', 'string', 'uint'])

function basicKind(value: Maybe): string | undefined {
  return value !== undefined && BASIC.has(value.kind) ? value.kind : undefined
}

function isInteger(kind: string | undefined): boolean {
  return kind === 'int' || kind === 'uint'
}

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

function shown(value: Value): string {
  return formatArgument(value, 's', noFlags())
}

function sameStruct(a: Maybe, b: Maybe): boolean {
  if (a?.kind === 'pointer' && b?.kind === 'pointer') return a.data === b.data
  if (a?.kind !== 'struct' || b?.kind !== 'struct' || a.type !== b.type) return false
  if (a.inner !== undefined || b.inner !== undefined) return sameInner(a.inner, b.inner)
  return (a.type.fields ?? []).every(({ name }) => equals(a.data[name], b.data[name]))
}

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
  if (kinds[0] !== kinds[1] && !(isInteger(kinds[0]) && isInteger(kinds[1])))
    throw new FunctionError(`incompatible types for comparison: ${a.type.name} and ${b.type.name}`)
  if (a.kind === 'string' && b.kind === 'string') return compareStrings(a.data, b.data) < 0
  if (a.kind === 'float' && b.kind === 'float') return a.data < b.data
  if ((a.kind === 'int' || a.kind === 'uint') && (b.kind === 'int' || b.kind === 'uint'))
    return a.data < b.data
  throw new FunctionError('invalid type for comparison')
}
