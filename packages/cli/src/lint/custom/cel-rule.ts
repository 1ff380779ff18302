import { createContext, Script } from 'node:vm'
import { Environment, type Context, type ParseResult } from '@marcbachmann/cel-js'
import type { CustomCheck } from '../config/config.ts'
import { addKubeFunctions } from './kube-functions.ts'

/** A place in an expression that cannot be used, from 0. */
export class CelProblem extends Error {
  readonly offset: number

  constructor(message: string, offset: number) {
    super(message)
    this.offset = offset
  }
}

const NAMES = ['object', 'pod', 'container', 'params', 'variables'] as const

let made: Environment | null = null

const environment = (): Environment => {
  if (made !== null) return made
  const fresh = new Environment({
    enableOptionalTypes: true,
    homogeneousAggregateLiterals: false,
    limits: { maxAstNodes: 5000, maxDepth: 100 },
  })
  for (const name of NAMES) fresh.registerVariable(name, 'dyn')
  return (made = addKubeFunctions(fresh))
}

/** A CEL expression that was parsed, with its message. */
export interface CelRule {
  /** Whether the rule holds; throws what CEL says of a value that is not there. */
  readonly holds: (values: Context) => boolean
  readonly message: (values: Context) => string | null
}

/** Parses and type-checks the expressions of a check. */
export function celRule(
  check: CustomCheck,
  fail: (key: string, problem: CelProblem) => never,
): CelRule {
  const compile = (expression: string, key: string): ParseResult => {
    try {
      const parsed = environment().parse(expression)
      const { valid, error, type = 'dyn' } = parsed.check()
      if (!valid && error !== undefined) throw error
      const wanted = key === 'rule' ? 'bool' : key === 'messageExpression' ? 'string' : type
      if (type !== 'dyn' && type !== wanted)
        throw new CelProblem(`it gives a ${type}, and a ${wanted} is needed`, 0)
      return parsed
    } catch (cause) {
      return fail(key, problemOf(cause))
    }
  }
  const variables = check.variables.map(({ name, expression }, index) => ({
    name,
    run: compile(expression, `variables/${index}/expression`),
  }))
  const rule = compile(check.rule ?? 'true', 'rule')
  const message =
    check.messageExpression === null ? null : compile(check.messageExpression, 'messageExpression')
  const withVariables = (values: Context): Context => {
    const named: Context = {}
    const all = { ...values, variables: named }
    for (const { name, run } of variables) named[name] = run(all)
    return all
  }
  return {
    holds: (values) => rule(withVariables(values)) === true,
    message: (values) => {
      if (message === null) return null
      const said: unknown = message(withVariables(values))
      return typeof said === 'string' ? said : null
    },
  }
}

export function problemOf(cause: unknown): CelProblem {
  if (cause instanceof CelProblem) return cause
  const { message = String(cause), range } = cause as {
    readonly message?: string
    readonly range?: { readonly start: number }
  }
  return new CelProblem(message.split('\n', 1)[0] ?? '', range?.start ?? 0)
}

const TIMEOUT_MS = 1000

const box: { call: () => unknown } = { call: () => null }
const context = createContext(box)
const script = new Script('call()')

/** Runs it for a second at most: a pattern can take for ever, and nothing else stops one. */
export function bounded<Value>(work: () => Value): Value {
  let value: Value | undefined
  let failure: { readonly cause: unknown } | null = null
  box.call = () => {
    try {
      value = work()
    } catch (cause) {
      failure = { cause }
    }
  }
  script.runInContext(context, { timeout: TIMEOUT_MS })
  if (failure !== null) throw (failure as { readonly cause: unknown }).cause
  return value as Value
}
