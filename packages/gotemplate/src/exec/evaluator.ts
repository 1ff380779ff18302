import { BUILTINS } from '../builtins/builtins.ts'
import { FunctionError, TemplateError } from '../errors.ts'
import { quote } from '../text/quote.ts'
import type {
  ChainNode,
  CommandNode,
  Node,
  Operand,
  PipeNode,
  VariableNode,
} from '../syntax/node.ts'
import { nodeText } from '../syntax/print.ts'
import { locationOf } from '../syntax/tree.ts'
import { indirect, inner, isTrue } from '../values/inspect.ts'
import { bool, string, zeroOf } from '../values/make.ts'
import {
  ANY,
  canBeNil,
  type GoType,
  isAssignable,
  REFLECT_VALUE,
  type Signature,
  STRING,
} from '../values/type.ts'
import type { FuncValue, Value } from '../values/value.ts'
import { checkCount, type Final, paramAt, validate } from './call.ts'
import { idealConstant, typedConstant } from './constant.ts'

type Maybe = Value | undefined

/** What becomes of a map's key that is not there. */
export type MissingKey = 'default' | 'zero' | 'error'

/** What an expression is evaluated in, beside its data. */
export interface Environment {
  readonly functions: ReadonlyMap<string, FuncValue>
  readonly missingKey: MissingKey
}

/** A variable of a template; later ones of the same name hide earlier ones until their block ends. */
interface Variable {
  readonly name: string
  value: Maybe
}

/** A function or method ready to be called, with the node that errors of the call are put down to. */
interface Callee {
  readonly name: string
  readonly node: Node
  readonly signature: Signature
  readonly call: (args: readonly Maybe[]) => Maybe
}

/** Evaluates pipelines within one template: dot, variables, functions, fields. */
export class Evaluator {
  readonly #templateName: string
  readonly #environment: Environment
  // A stack: blocks cut it back to the length that it had before them.
  readonly variables: Variable[]
  #node: Node | undefined
  readonly #fail = (message: string): never => this.fail(message)

  constructor(templateName: string, environment: Environment, dot: Maybe) {
    this.#templateName = templateName
    this.#environment = environment
    this.variables = [{ name: '$', value: dot }]
  }

  /** Errors name this node from now on. */
  at(node: Node): void {
    this.#node = node
  }

  /** @throws {TemplateError} where the template stands */
  fail(message: string): never {
    const node = this.#node
    if (node === undefined) throw new TemplateError(`template: ${this.#templateName}: ${message}`)
    throw new TemplateError(
      `template: ${locationOf(node)}: executing ${quote(this.#templateName)} at <${nodeText(node)}>: ${message}`,
    )
  }

  /** Assigns with `=` to the innermost variable of the name. @throws {TemplateError} if none is declared */
  setVariable(name: string, value: Maybe): void {
    const variable = this.variables.findLast((one) => one.name === name)
    if (variable === undefined) this.fail(`undefined variable: ${name}`)
    else variable.value = value
  }

  /** Evaluates a pipeline and declares or assigns its variables; undefined for no pipeline, and for no value. */
  pipeline(dot: Maybe, pipe: PipeNode | undefined): Maybe {
    if (pipe === undefined) return undefined
    this.at(pipe)
    let final: Final | undefined
    for (const command of pipe.commands)
      final = { value: inner(this.#command(dot, command, final)) }
    const value = final?.value
    for (const variable of pipe.variables) {
      const name = variable.path[0] ?? ''
      if (pipe.assigns) this.setVariable(name, value)
      else this.variables.push({ name, value })
    }
    return value
  }

  /** A command's value; `final` is what the command before it gave, which becomes its last argument. */
  #command(dot: Maybe, command: CommandNode, final: Final | undefined): Maybe {
    const [first] = command.args
    if (first === undefined) return this.fail('empty command')
    const given = { args: command.args.slice(1), final }
    switch (first.kind) {
      case 'field':
        this.at(first)
        return this.#fieldChain({ dot, receiver: dot, node: first, path: first.path }, given)
      case 'chain':
        return this.#chain(dot, first, given)
      case 'identifier':
        this.at(first)
        return this.#function(dot, { name: first.name, node: command }, given)
      case 'pipe':
        this.#notAFunction(first, given)
        return this.pipeline(dot, first)
      case 'variable':
        return this.#variable(dot, first, given)
      default:
        this.at(first)
        this.#notAFunction(first, given)
        return first.kind === 'nil' ? this.fail('nil is not a command') : this.#plain(dot, first)
    }
  }

  /** @throws {TemplateError} where arguments are given to what takes none, such as a constant or a plain variable */
  #notAFunction(node: Operand, given: Given): void {
    if (given.args.length > 0 || given.final !== undefined)
      this.fail(`can't give argument to non-function ${nodeText(node)}`)
  }

  /** `(…).A.B`. The base is evaluated without the arguments: they belong to the last field. */
  #chain(dot: Maybe, chain: ChainNode, given: Given): Maybe {
    this.at(chain)
    if (chain.base.kind === 'nil')
      this.fail(`indirection through explicit nil in ${nodeText(chain)}`)
    const receiver = this.#argument(dot, undefined, chain.base)
    return this.#fieldChain({ dot, receiver, node: chain, path: chain.path }, given)
  }

  /** `$x` or `$x.A.B`; arguments are only for a method at the end of the path. */
  #variable(dot: Maybe, node: VariableNode, given: Given): Maybe {
    this.at(node)
    const [name, ...path] = node.path
    const variable = this.variables.findLast((one) => one.name === name)
    if (variable === undefined) return this.fail(`undefined variable: ${name}`)
    if (path.length === 0) {
      this.#notAFunction(node, given)
      return variable.value
    }
    return this.#fieldChain({ dot, receiver: variable.value, node, path }, given)
  }

  /** Follows a path. Only its last name gets the arguments of the command (`evalFieldChain` in exec.go). */
  #fieldChain(chain: FieldChain, given: Given): Maybe {
    let { receiver, isBoxed } = chain
    for (const [index, name] of chain.path.entries()) {
      const last = index === chain.path.length - 1
      const owner = receiver
      receiver = this.#field({ ...chain, receiver, isBoxed }, name, last ? given : NOTHING_GIVEN)
      isBoxed = owner?.kind === 'map' && owner.type.element?.kind === 'interface'
    }
    return receiver
  }

  /**
   * One name of a path: a method, a field or a map's key, in this order. No receiver gives no value, unless keys must be there.
   */
  #field(chain: FieldChain, name: string, given: Given): Maybe {
    const { receiver: owner, node } = chain
    if (owner === undefined) {
      if (this.#environment.missingKey === 'error')
        this.fail(`nil data; no entry for key ${quote(name)}`)
      return undefined
    }
    const { value, isNil } = indirect(owner)
    if (value.kind === 'interface') this.fail(`nil pointer evaluating ${owner.type.name}.${name}`)
    const method = value.type.methods?.[name]
    if (method !== undefined) {
      const call = (args: readonly Maybe[]): Maybe => method.call(value, args)
      return this.#call(chain.dot, { name, node, signature: method, call }, given)
    }
    // Methods come first, as in Go: a named map type can have a method that is also one of its keys.
    const found = this.#member(value, { owner, name }, given)
    if (found !== NO_MEMBER) return found
    if (isNil) this.fail(`nil pointer evaluating ${owner.type.name}.${name}`)
    const type = chain.isBoxed === true ? ANY.name : owner.type.name
    return this.fail(`can't evaluate field ${name} in type ${type}`)
  }

  /** The field or key, NO_MEMBER if the value has none. @throws {TemplateError} for unexported fields and needless arguments */
  #member(
    value: Value,
    { owner, name }: { readonly owner: Value; readonly name: string },
    given: Given,
  ): Maybe | typeof NO_MEMBER {
    const hasArguments = given.args.length > 0 || given.final !== undefined
    if (value.kind === 'struct') {
      // Fields with a small first letter are known only to give upstream's message for them.
      if (/^\p{Ll}/u.test(name) && value.type.fields?.some((field) => field.name === name) === true)
        this.fail(`${name} is an unexported field of struct type ${owner.type.name}`)
      if (!Object.hasOwn(value.data, name)) return NO_MEMBER
      if (hasArguments) this.fail(`${name} has arguments but cannot be invoked as function`)
      return value.data[name]
    }
    if (value.kind !== 'map' || !isAssignable(STRING, value.type.key ?? STRING)) return NO_MEMBER
    if (hasArguments) this.fail(`${name} is not a method but has arguments`)
    const item = value.data?.get(name)
    if (item !== undefined) return item
    if (this.#environment.missingKey === 'error')
      this.fail(`map has no entry for key ${quote(name)}`)
    return this.#environment.missingKey === 'zero'
      ? zeroOf(value.type.element ?? STRING)
      : undefined
  }

  /** Calls a function by its name; the caller's own goes before a builtin. */
  #function(dot: Maybe, { name, node }: Pick<Callee, 'name' | 'node'>, given: Given): Maybe {
    const own = this.#environment.functions.get(name)
    const builtin = own === undefined ? BUILTINS.get(name) : undefined
    const fn = own ?? builtin
    if (fn === undefined) return this.fail(`${quote(name)} is not a defined function`)
    const callee: Callee = { name, node, signature: fn, call: fn.call }
    if (builtin === undefined) return this.#call(dot, callee, given)
    if (name === 'and' || name === 'or') return this.#logical(dot, callee, given)
    if (name === 'call') return this.#call(dot, { ...callee, call: callFunction(given) }, given)
    return this.#call(dot, callee, given)
  }

  /** Stops at the first argument that decides, which the rest is not evaluated after. */
  #logical(dot: Maybe, callee: Callee, given: Given): Maybe {
    this.#checkCount(callee, given)
    let value: Maybe
    for (const arg of given.args) {
      value = this.#argument(dot, REFLECT_VALUE, arg)
      if (isTrue(value) === (callee.name === 'or')) return value
    }
    return given.final === undefined ? value : given.final.value
  }

  #checkCount(callee: Callee, given: Given): void {
    checkCount(callee, given, this.#fail)
  }

  /** Evaluates the arguments for the parameters' types and calls. @throws {TemplateError} with what the function reported */
  #call(dot: Maybe, callee: Callee, given: Given): Maybe {
    this.#checkCount(callee, given)
    const args = given.args.map((arg, index) =>
      this.#argument(dot, paramAt(callee.signature, index), arg),
    )
    if (given.final !== undefined) {
      const type = paramAt(callee.signature, args.length)
      args.push(validate(given.final.value, type, this.#fail))
    }
    try {
      return callee.call(args)
    } catch (error) {
      // Anything else is a mistake of this program, and is not dressed up as one of the template.
      if (!(error instanceof FunctionError) && !(error instanceof TemplateError)) throw error
      this.at(callee.node)
      return this.fail(`error calling ${callee.name}: ${error.message}`)
    }
  }

  /** An argument of a call; without a type, whatever it is. */
  #argument(dot: Maybe, type: GoType | undefined, node: Operand): Maybe {
    this.at(node)
    const wanted = type ?? REFLECT_VALUE
    switch (node.kind) {
      case 'dot':
        return validate(dot, wanted, this.#fail)
      case 'nil':
        return canBeNil(wanted)
          ? wanted === REFLECT_VALUE
            ? undefined
            : zeroOf(wanted)
          : this.fail(`cannot assign nil to ${wanted.name}`)
      case 'field':
      case 'variable':
      case 'pipe':
      case 'identifier':
      case 'chain':
        return validate(this.#evaluated(dot, node), wanted, this.#fail)
      default:
        if (wanted === REFLECT_VALUE || wanted.kind === 'interface') return this.#plain(dot, node)
        return typedConstant(node, wanted, this.#fail)
    }
  }

  /** The value of an operand that needs looking up or calling, without arguments. */
  #evaluated(dot: Maybe, node: Operand): Maybe {
    switch (node.kind) {
      case 'field':
        return this.#fieldChain({ dot, receiver: dot, node, path: node.path }, NOTHING_GIVEN)
      case 'variable':
        return this.#variable(dot, node, NOTHING_GIVEN)
      case 'pipe':
        return this.pipeline(dot, node)
      case 'identifier':
        this.at(node)
        return this.#function(dot, { name: node.name, node }, NOTHING_GIVEN)
      case 'chain':
        return this.#chain(dot, node, NOTHING_GIVEN)
      default:
        return this.#plain(dot, node)
    }
  }

  /** The value of a literal or of the dot. A number takes the type that its form gives it, as in Go. */
  #plain(dot: Maybe, node: Operand): Maybe {
    switch (node.kind) {
      case 'bool':
        return bool(node.value)
      case 'dot':
        return dot
      case 'number':
        this.at(node)
        return idealConstant(node, this.#fail)
      case 'string':
        return string(node.value)
      default:
        return this.fail(`can't evaluate command ${quote(nodeText(node))}`)
    }
  }
}

/** What a command passes to its first operand. */
interface Given {
  readonly args: readonly Operand[]
  readonly final: Final | undefined
}

/** A path of names to follow from a receiver, and what its method calls see as dot. */
interface FieldChain {
  readonly dot: Maybe
  readonly receiver: Maybe
  readonly node: Node
  readonly path: readonly string[]
  /** Whether the receiver came out of an interface, which is then what messages name. */
  readonly isBoxed?: boolean | undefined
}

const NOTHING_GIVEN: Given = { args: [], final: undefined }
const NO_MEMBER = Symbol('no member')

/** `call`: a function that is a value. */
function callFunction(given: Given): (args: readonly Maybe[]) => Maybe {
  const [node] = given.args
  const name = node === undefined ? '' : nodeText(node)
  return ([target, ...args]) => {
    const fn = inner(target)
    if (fn === undefined) throw new FunctionError('call of nil')
    if (fn.kind !== 'func') throw new FunctionError(`non-function ${name} of type ${fn.type.name}`)
    const wanted = fn.params.length
    if (fn.variadic === true ? args.length < wanted - 1 : args.length !== wanted) {
      const least = fn.variadic === true ? `at least ${wanted - 1}` : String(wanted)
      throw new FunctionError(`wrong number of args for ${name}: got ${args.length} want ${least}`)
    }
    return fn.call(args.map((arg, index) => prepared(arg, paramAt(fn, index), index)))
  }
}

/** An argument of a function value for its parameter (`prepareArg` in funcs.go). @throws {FunctionError} for a wrong type */
function prepared(arg: Maybe, type: GoType, index: number): Maybe {
  const value = inner(arg)
  if (value === undefined) {
    if (canBeNil(type)) return zeroOf(type)
    throw new FunctionError(`arg ${index}: value is nil; should be of type ${type.name}`)
  }
  if (isAssignable(value.type, type)) return value
  throw new FunctionError(`arg ${index}: value has type ${value.type.name}; should be ${type.name}`)
}
