import type { Operand } from '../syntax/node.ts'
import { zeroOf } from '../values/make.ts'
import {
  canBeNil,
  type GoType,
  isAssignable,
  REFLECT_VALUE,
  type Signature,
} from '../values/type.ts'
import type { Value } from '../values/value.ts'

/** How errors of a call come about; never returns. */
export type Fail = (message: string) => never

/** What the previous stage of a pipeline hands on; absent where there was none. */
export interface Final {
  readonly value: Value | undefined
}

/** Refuses a wrong number of arguments in Go's words. */
export function checkCount(
  { name, signature }: { readonly name: string; readonly signature: Signature },
  { args, final }: { readonly args: readonly Operand[]; readonly final: Final | undefined },
  fail: Fail,
): void {
  const given = args.length + (final === undefined ? 0 : 1)
  const wanted = signature.params.length
  if (signature.variadic === true) {
    if (given < wanted - 1)
      fail(`wrong number of args for ${name}: want at least ${wanted - 1} got ${args.length}`)
  } else if (given !== wanted) {
    fail(`wrong number of args for ${name}: want ${wanted} got ${given}`)
  }
}

/** The type of a call's argument at a place. */
export function paramAt(signature: Signature, index: number): GoType {
  const last = signature.params.length - 1
  return signature.params[Math.min(index, last)] ?? REFLECT_VALUE
}

/** The value as one of the type, or an error in Go's words. */
export function validate(value: Value | undefined, type: GoType, fail: Fail): Value | undefined {
  if (type === REFLECT_VALUE) return value
  if (value === undefined)
    return canBeNil(type) ? zeroOf(type) : fail(`invalid value; expected ${type.name}`)
  if (isAssignable(value.type, type)) return value
  if (value.kind === 'pointer' && isAssignable(value.type.element ?? type, type))
    return value.data ?? fail(`dereference of nil pointer of type ${type.name}`)
  return fail(`wrong type for value; expected ${type.name}; got ${value.type.name}`)
}
