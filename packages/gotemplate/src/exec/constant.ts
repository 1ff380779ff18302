import type { ConstantNumber, NumberNode, Operand } from '../syntax/node.ts'
import { nodeText } from '../syntax/print.ts'
import { float, int } from '../values/make.ts'
import { COMPLEX128, type GoType } from '../values/type.ts'
import type { Value } from '../values/value.ts'
import type { Fail } from './call.ts'

/** A number constant where no type is asked for. */
export function idealConstant(node: NumberNode, fail: Fail): Value {
  const { number, text } = node
  if (number.complex !== undefined)
    return { kind: 'complex', type: COMPLEX128, data: number.complex }
  if (isFloatText(text) && number.float !== undefined) return float(number.float)
  return number.int === undefined ? fail(`${text} overflows int`) : int(number.int)
}

/** Whether a literal without a type is a float: `1.0` and `1e3` are, `'a'` and `0x1e3` are not (`idealConstant` in exec.go). */
function isFloatText(text: string): boolean {
  if (text.startsWith("'")) return false
  if (/^0[xX]/.test(text) && !/[pP]/.test(text)) return false
  return /[.eEpP]/.test(text)
}

/** A constant given for a parameter of a basic type. */
export function typedConstant(node: Operand, type: GoType, fail: Fail): Value {
  const found = (what: string): never => fail(`expected ${what}; found ${nodeText(node)}`)
  switch (type.kind) {
    case 'bool':
      return node.kind === 'bool' ? { kind: 'bool', type, data: node.value } : found('bool')
    case 'string':
      return node.kind === 'string' ? { kind: 'string', type, data: node.value } : found('string')
    case 'int':
    case 'uint':
    case 'float':
    case 'complex':
      return (
        (node.kind === 'number' ? numberAs(node.number, type) : undefined) ??
        found(NAMES[type.kind])
      )
    default:
      return fail(`can't handle ${nodeText(node)} for arg of type ${type.name}`)
  }
}

// As exec.go words them in `expected %s; found %s`.
const NAMES = { int: 'integer', uint: 'unsigned integer', float: 'float', complex: 'complex' }

/** A constant as the type, if it has an exact value of that kind. Sizes below 64 bits are not checked, as upstream does not. */
function numberAs(number: ConstantNumber, type: GoType): Value | undefined {
  switch (type.kind) {
    case 'int':
      return number.int === undefined ? undefined : { kind: 'int', type, data: number.int }
    case 'uint':
      return number.uint === undefined ? undefined : { kind: 'uint', type, data: number.uint }
    case 'float':
      return number.float === undefined ? undefined : { kind: 'float', type, data: number.float }
    default:
      return number.complex === undefined
        ? undefined
        : { kind: 'complex', type, data: number.complex }
  }
}
