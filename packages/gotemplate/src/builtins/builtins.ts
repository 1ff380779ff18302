import { sprint, sprintf, sprintln } from '../format/print.ts'
import { isTrue } from '../values/inspect.ts'
import { bool, func, string } from '../values/make.ts'
import { ANY, REFLECT_VALUE, type Signature, STRING } from '../values/type.ts'
import type { FuncValue, Value } from '../values/value.ts'
import { equalsAny, isLess } from './compare.ts'
import { argumentText, escapeHtml, escapeJs, escapeQuery } from './escape.ts'
import { index, length, slice } from './index-slice.ts'

type Call = FuncValue['call']

const ONE: Signature = { params: [REFLECT_VALUE] }
const TWO: Signature = { params: [REFLECT_VALUE, REFLECT_VALUE] }
const ONE_AND_MORE: Signature = { params: [REFLECT_VALUE, REFLECT_VALUE], variadic: true }
const ANYTHING: Signature = { params: [ANY], variadic: true }

/** The text of a `printf` format; a value that is no string counts as empty, as its type was checked before. */
function textOf(value: Value | undefined): string {
  return value?.kind === 'string' ? value.data : ''
}

/** A builtin that prints its arguments as `print` does and then escapes the text (`HTMLEscaper` and its like in funcs.go). */
const escaper = (escape: (text: string) => string): FuncValue =>
  func(ANYTHING, (args) => string(escape(argumentText(args))))

/** Orders are all made of less and equal, as upstream makes them, errors included. */
const lessOrEqual: Call = (args) => bool(isLess(args[0], args[1]) || equalsAny(args))
const notLess =
  (call: Call): Call =>
  (args) =>
    bool(!isTrue(call(args)))

/** The functions that every template has. `and`, `or` and `call` are carried out by the executor. */
export const BUILTINS: ReadonlyMap<string, FuncValue> = new Map<string, FuncValue>([
  // Placeholders: the evaluator needs their signature, and carries them out so that arguments are evaluated lazily.
  ['and', func(ONE_AND_MORE, (args) => args[0])],
  ['or', func(ONE_AND_MORE, (args) => args[0])],
  ['call', func(ONE_AND_MORE, (args) => args[0])],
  ['not', func(ONE, (args) => bool(!isTrue(args[0])))],
  ['index', func(ONE_AND_MORE, index)],
  ['slice', func(ONE_AND_MORE, slice)],
  ['len', func(ONE, length)],
  ['html', escaper(escapeHtml)],
  ['js', escaper(escapeJs)],
  ['urlquery', escaper(escapeQuery)],
  ['print', func(ANYTHING, (args) => string(sprint(args)))],
  ['println', func(ANYTHING, (args) => string(sprintln(args)))],
  [
    'printf',
    func({ params: [STRING, ANY], variadic: true }, ([format, ...args]) =>
      string(sprintf(textOf(format), args)),
    ),
  ],
  ['eq', func(ONE_AND_MORE, (args) => bool(equalsAny(args)))],
  [
    'ne',
    func(
      TWO,
      notLess((args) => bool(equalsAny(args))),
    ),
  ],
  ['lt', func(TWO, (args) => bool(isLess(args[0], args[1])))],
  ['le', func(TWO, lessOrEqual)],
  ['gt', func(TWO, notLess(lessOrEqual))],
  [
    'ge',
    func(
      TWO,
      notLess((args) => bool(isLess(args[0], args[1]))),
    ),
  ],
])
