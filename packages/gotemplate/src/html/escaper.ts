import { TemplateError } from '../errors.ts'
import type {
  ActionNode,
  BranchNode,
  ListNode,
  Node,
  Statement,
  TemplateNode,
  TextNode,
} from '../syntax/node.ts'
import { copyList, locationOf, type Tree } from '../syntax/tree.ts'
import { quote } from '../text/quote.ts'
import { addEscapers, escapersFor } from './action.ts'
import {
  type Context,
  contextText,
  failed,
  join,
  mangledName,
  nudge,
  sameContext,
  TEXT,
} from './context.ts'
import { escapeTextNode } from './text-node.ts'

/**
 * The templates with escapers put into each pipeline that the named one can reach.
 * @throws {TemplateError} where it can't be told what an action stands in, in html/template's words
 */
export function escapeTree(
  trees: ReadonlyMap<string, Tree>,
  name: string,
): ReadonlyMap<string, Tree> {
  const escaped = new Map(trees)
  const work = new Map<string, Tree>()
  // Trees are shared between sets and runs: escapers are put into copies.
  for (const [key, tree] of trees) work.set(key, { ...tree, root: copyList(tree.root) })
  const escaper = new Escaper(work)
  const [context] = escaper.template(TEXT, name, { line: 0 })
  check(context, name)
  escaper.commit()
  for (const [key, tree] of [...work, ...escaper.edits.derived]) escaped.set(key, tree)
  return escaped
}

/** @throws {TemplateError} where escaping failed, or where the template ends within a tag, an attribute or a script */
function check(context: Context, name: string): void {
  const { problem } = context
  if (problem !== undefined) {
    const place = problem.node === undefined ? undefined : locationOf(problem.node)
    const where = place ?? (problem.line === 0 ? name : `${name}:${problem.line}`)
    throw new TemplateError(`html/template:${where}: ${problem.text}`)
  }
  if (context.state !== 'stateText')
    throw new TemplateError(
      `html/template:${name}: ends in a non-text context: ${contextText(context)}`,
    )
}

/** What escaping found out, kept apart until it is certain. */
interface Edits {
  readonly output: Map<string, Context>
  readonly derived: Map<string, Tree>
  readonly called: Set<string>
  readonly actions: Map<ActionNode, readonly string[]>
  readonly calls: Map<TemplateNode, string>
  readonly texts: Map<TextNode, string>
}

/** Empty edits that know what is already found out of other templates. */
function noEdits(output: ReadonlyMap<string, Context> = new Map()): Edits {
  return {
    output: new Map(output),
    derived: new Map(),
    called: new Set(),
    actions: new Map(),
    calls: new Map(),
    texts: new Map(),
  }
}

/** A loop that is being followed: contexts of its jumps, which have to agree with its end. */
interface Loop {
  readonly outer: Loop | undefined
  readonly breaks: Context[]
  readonly continues: Context[]
}

class Escaper {
  readonly #trees: ReadonlyMap<string, Tree>
  readonly edits: Edits
  #loop: Loop | undefined

  constructor(trees: ReadonlyMap<string, Tree>, edits: Edits = noEdits(), loop?: Loop) {
    this.#trees = trees
    this.edits = edits
    this.#loop = loop
  }

  /** The context after a statement. */
  #statement(c: Context, node: Statement): Context {
    switch (node.kind) {
      case 'action':
        return this.#action(c, node)
      case 'break':
        this.#loop?.breaks.push({ ...c, node })
        return { ...TEXT, state: 'stateDead' }
      case 'continue':
        this.#loop?.continues.push({ ...c, node })
        return { ...TEXT, state: 'stateDead' }
      case 'if':
      case 'range':
      case 'with':
        return this.#branch(c, node)
      case 'template': {
        const [context, name] = this.template(c, node.name, { node, line: node.line })
        if (name !== node.name) this.edits.calls.set(node, name)
        return context
      }
      case 'text': {
        const [context, text] = escapeTextNode(c, node.text)
        if (text !== undefined) this.edits.texts.set(node, text)
        return context
      }
    }
  }

  /** Notes the escapers of an action. An assignment prints nothing and needs none. */
  #action(start: Context, node: ActionNode): Context {
    if (node.pipe.variables.length > 0) return start
    const result = escapersFor(nudge(start), node)
    if (result.escapers !== undefined) this.edits.actions.set(node, result.escapers)
    return result.context
  }

  /** The context after statements; what follows a jump is never reached. */
  #list(start: Context, list: ListNode | undefined): Context {
    let c = start
    for (const node of list?.nodes ?? []) {
      c = this.#statement(c, node)
      if (c.state === 'stateDead') break
    }
    return c
  }

  /** Both branches have to end alike. */
  #branch(c: Context, node: BranchNode): Context {
    let first = node.kind === 'range' ? this.#range(c, node) : this.#list(c, node.list)
    if (node.kind === 'range' && first.state === 'stateError') return first
    first = join(first, this.#list(c, node.otherwise), { node, name: node.kind })
    return first
  }

  /** The body is gone through twice, since its end is where its next round begins. */
  #range(c: Context, node: BranchNode): Context {
    const outer = this.#loop
    this.#loop = { outer, breaks: [], continues: [] }
    let first = this.#list(c, node.list)
    if (first.state !== 'stateError') first = joinLoop(first, this.#loop)
    this.#loop = outer
    if (first.state === 'stateError') return first
    const loop: Loop = { outer, breaks: [], continues: [] }
    const again = new Escaper(this.#trees, noEdits(this.edits.output), loop)
    const second = again.#list(first, node.list)
    const joined = join(first, second, { node, name: 'range' })
    if (joined.problem !== undefined)
      return failed(
        `on range loop re-entry: ${joined.problem.text}`,
        joined.problem.node,
        node.line,
      )
    return joinLoop(joined, loop)
  }

  /** The context after a call of a template, and the name of the version that suits the place. */
  template(
    c: Context,
    name: string,
    { node, line }: { readonly node?: Node; readonly line: number },
  ): readonly [Context, string] {
    const mangled = mangledName(name, c)
    this.edits.called.add(mangled)
    const known = this.edits.output.get(mangled)
    if (known !== undefined) return [known, mangled]
    const original = this.#find(name)
    if (original === undefined)
      return [failed(`no such template ${quote(name)}`, node, line), mangled]
    if (mangled === name) return [this.#output(c, original), mangled]
    const derived = this.#find(mangled) ?? {
      ...original,
      name: mangled,
      root: copyList(original.root),
    }
    this.edits.derived.set(mangled, derived)
    return [this.#output(c, derived), mangled]
  }

  /** A template by its name, those made for a context included. */
  #find(name: string): Tree | undefined {
    return this.#trees.get(name) ?? this.edits.derived.get(name)
  }

  /** The context after a template. A recursive one is tried with the context that its first try gave, as upstream does. */
  #output(c: Context, tree: Tree): Context {
    const [first, isSure] = this.#body(c, tree)
    if (isSure) return first
    const [second, isSureNow] = this.#body(first, tree)
    if (isSureNow) return second
    return first.state === 'stateError'
      ? first
      : failed(`cannot compute output context for template ${tree.name}`, tree.root)
  }

  /** Takes over what a body gave if it doesn't call itself, or ends as it was assumed to. */
  #body(c: Context, tree: Tree): readonly [Context, boolean] {
    this.edits.output.set(tree.name, c)
    const inner = new Escaper(this.#treesWithDerived(), noEdits(this.edits.output), this.#loop)
    const end = inner.#list(c, tree.root)
    const isSure =
      end.state !== 'stateError' && (!inner.edits.called.has(tree.name) || sameContext(c, end))
    if (isSure) this.#adopt(inner.edits)
    return [end, isSure]
  }

  #treesWithDerived(): ReadonlyMap<string, Tree> {
    return this.edits.derived.size === 0
      ? this.#trees
      : new Map([...this.#trees, ...this.edits.derived])
  }

  /** Takes over what another escaper found. */
  #adopt(edits: Edits): void {
    for (const [key, value] of edits.output) this.edits.output.set(key, value)
    for (const [key, value] of edits.derived) this.edits.derived.set(key, value)
    for (const key of edits.called) this.edits.called.add(key)
    for (const [key, value] of edits.actions) this.edits.actions.set(key, value)
    for (const [key, value] of edits.calls) this.edits.calls.set(key, value)
    for (const [key, value] of edits.texts) this.edits.texts.set(key, value)
  }

  /** Changes the trees, once all of them are known to be safe. */
  commit(): void {
    for (const [node, escapers] of this.edits.actions) addEscapers(node.pipe, escapers)
    for (const [node, name] of this.edits.calls) node.name = name
    for (const [node, text] of this.edits.texts) node.text = text
  }
}

/** The end of a loop together with the places of its jumps. */
function joinLoop(start: Context, loop: Loop): Context {
  let c = start
  for (const [jumps, what] of [
    [loop.breaks, 'break'],
    [loop.continues, 'continue'],
  ] as const) {
    for (const jump of jumps) {
      const { node, ...context } = jump
      if (node === undefined) continue
      c = join(c, context, { node, name: 'range' })
      if (c.problem !== undefined)
        return failed(`at range loop ${what}: ${c.problem.text}`, c.problem.node, node.line)
    }
  }
  return c
}
