import { sprint } from '../format/print.ts'
import { formatArgument, printable } from '../format/value.ts'
import { noFlags } from '../format/flags.ts'
import { TemplateError } from '../errors.ts'
import { quote } from '../text/quote.ts'
import { nodeText } from '../syntax/print.ts'
import type { BranchNode, ListNode, Statement, TemplateNode } from '../syntax/node.ts'
import type { Tree } from '../syntax/tree.ts'
import { indirect, inner, isTrue, keyValue, sortedEntries } from '../values/inspect.ts'
import { int } from '../values/make.ts'
import type { Value } from '../values/value.ts'
import { type Environment, Evaluator } from './evaluator.ts'
import type { Limits } from './limits.ts'

type Maybe = Value | undefined
/** How a list of statements ended. */
type Outcome = 'done' | 'break' | 'continue'

/** One run: all templates by name, as `{{ template }}` may call any of them. */
export interface Execution extends Environment {
  readonly trees: ReadonlyMap<string, Tree>
  readonly limits: Limits
}

/**
 * Carries out a template.
 * @throws {TemplateError} in Go's words, or where a limit is reached
 */
export function execute(name: string, execution: Execution, data: Maybe): string {
  const tree = execution.trees.get(name)
  if (tree === undefined)
    throw new TemplateError(`template: ${name}: ${quote(name)} is an incomplete or empty template`)
  const run = new Run(execution)
  run.template(tree, data)
  return run.output
}

/** The state of one run: what was written, and how much of the limits is used up. Templates that are called share it. */
class Run {
  readonly #execution: Execution
  readonly #parts: string[] = []
  #length = 0
  #steps = 0
  #depth = 0

  constructor(execution: Execution) {
    this.#execution = execution
  }

  get output(): string {
    return this.#parts.join('')
  }

  /** Carries out a template with variables of its own: a called template sees none of its caller's but `$`, its own data. */
  template(tree: Tree, dot: Maybe): void {
    const evaluator = new Evaluator(tree.name, this.#execution, dot)
    new Walker(this, evaluator).list(dot, tree.root)
  }

  /** `{{ template }}`. Its data is evaluated by the caller. @throws {TemplateError} where calls go deeper than the limit */
  call(evaluator: Evaluator, node: TemplateNode, dot: Maybe): void {
    evaluator.at(node)
    const tree = this.#execution.trees.get(node.name)
    if (tree === undefined) return evaluator.fail(`template ${quote(node.name)} not defined`)
    const { maxDepth } = this.#execution.limits
    if (this.#depth >= maxDepth) evaluator.fail(`exceeded maximum template depth (${maxDepth})`)
    const value = evaluator.pipeline(dot, node.pipe)
    this.#depth++
    this.template(tree, value)
    this.#depth--
  }

  /** Counts a step. @throws {TemplateError} beyond the limit, which ends loops over huge integers */
  step(evaluator: Evaluator): void {
    if (++this.#steps > this.#execution.limits.maxSteps)
      evaluator.fail(`exceeded maximum steps (${this.#execution.limits.maxSteps})`)
  }

  /** Adds to the output. @throws {TemplateError} beyond the limit, before the text is kept */
  write(evaluator: Evaluator, text: string): void {
    this.#length += text.length
    if (this.#length > this.#execution.limits.maxOutput)
      evaluator.fail(`exceeded maximum output (${this.#execution.limits.maxOutput})`)
    this.#parts.push(text)
  }
}

/** Walks the statements of one template. */
class Walker {
  readonly #run: Run
  readonly #evaluator: Evaluator

  constructor(run: Run, evaluator: Evaluator) {
    this.#run = run
    this.#evaluator = evaluator
  }

  /** Carries out statements up to the first `break` or `continue`, and says which. */
  list(dot: Maybe, list: ListNode): Outcome {
    this.#evaluator.at(list)
    for (const node of list.nodes) {
      const outcome = this.#statement(dot, node)
      if (outcome !== 'done') return outcome
    }
    return 'done'
  }

  #statement(dot: Maybe, node: Statement): Outcome {
    this.#evaluator.at(node)
    this.#run.step(this.#evaluator)
    switch (node.kind) {
      case 'text':
        this.#run.write(this.#evaluator, node.text)
        return 'done'
      case 'action': {
        const value = this.#evaluator.pipeline(dot, node.pipe)
        if (node.pipe.variables.length === 0) this.#print(node, value)
        return 'done'
      }
      case 'break':
      case 'continue':
        return node.kind
      case 'template':
        this.#run.call(this.#evaluator, node, dot)
        return 'done'
      case 'if':
      case 'with':
        return this.#ifOrWith(dot, node)
      case 'range':
        return this.#range(dot, node)
    }
  }

  /** Prints an action's value as `fmt.Fprint` does. @throws {TemplateError} for functions, which Go cannot print either */
  #print(node: Statement, value: Maybe): void {
    this.#evaluator.at(node)
    const shown = printable(value)
    if (shown.kind === 'func')
      this.#evaluator.fail(`can't print ${nodeText(node)} of type ${shown.type.name}`)
    this.#run.write(this.#evaluator, sprint([shown]))
  }

  /** `if` leaves the dot alone, `with` moves it. Variables of the pipeline live until the end of the block, `else` included. */
  #ifOrWith(dot: Maybe, node: BranchNode): Outcome {
    const mark = this.#evaluator.variables.length
    const value = this.#evaluator.pipeline(dot, node.pipe)
    let outcome: Outcome = 'done'
    if (isTrue(inner(value))) outcome = this.list(node.kind === 'with' ? value : dot, node.list)
    else if (node.otherwise !== undefined) outcome = this.list(dot, node.otherwise)
    this.#evaluator.variables.length = mark
    return outcome
  }

  /** `range`; `else` is for no round at all. Pointers to lists and maps are followed. */
  #range(dot: Maybe, node: BranchNode): Outcome {
    const mark = this.#evaluator.variables.length
    const piped = this.#evaluator.pipeline(dot, node.pipe)
    const value = piped === undefined ? undefined : indirect(piped).value
    let any = false
    for (const [key, item] of this.#items(value, node)) {
      any = true
      this.#run.step(this.#evaluator)
      if (this.#iteration(node, key, item) === 'break') break
    }
    const outcome = any || node.otherwise === undefined ? 'done' : this.list(dot, node.otherwise)
    this.#evaluator.variables.length = mark
    return outcome
  }

  /** One round of a loop. `=` sets variables from outside; `:=` fills those that the pipeline declared. */
  #iteration(node: BranchNode, key: Maybe, item: Maybe): Outcome {
    const { variables } = this.#evaluator
    const mark = variables.length
    const declared = node.pipe.variables
    if (node.pipe.assigns) {
      const name = (index: number): string => declared[index]?.path[0] ?? ''
      if (declared.length > 1) {
        this.#evaluator.setVariable(name(0), key)
        this.#evaluator.setVariable(name(1), item)
      } else if (declared.length === 1) this.#evaluator.setVariable(name(0), item)
    } else if (declared.length > 0) {
      // The pipeline left the whole list in both variables; the last declared is the item, the one before it the key.
      const top = variables[mark - 1]
      if (top !== undefined) top.value = item
      const second = declared.length > 1 ? variables[mark - 2] : undefined
      if (second !== undefined) second.value = key
    }
    const outcome = this.list(item, node.list)
    variables.length = mark
    return outcome
  }

  *#items(value: Maybe, node: BranchNode): Generator<readonly [Maybe, Maybe]> {
    if (value === undefined) return
    switch (value.kind) {
      case 'int':
      case 'uint':
        if (node.pipe.variables.length > 1)
          this.#evaluator.fail(
            `can't use ${formatArgument(value, 'v', noFlags())} to iterate over more than one variable`,
          )
        for (let count = 0n; count < value.data; count++)
          yield [undefined, { ...value, data: count }]
        return
      case 'slice':
      case 'array':
        for (const [index, item] of (value.data ?? []).entries()) yield [int(index), item]
        return
      case 'map':
        for (const [key, item] of sortedEntries(value)) yield [keyValue(value, key), item]
        return
      default:
        this.#evaluator.fail(`range can't iterate over ${formatArgument(value, 'v', noFlags())}`)
    }
  }
}
