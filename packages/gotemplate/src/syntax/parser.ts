import { quote, unquote } from '../text/quote.ts'
import { Lexer } from './lexer.ts'
import type { BranchNode, ListNode, MarkerNode, PipeNode, Source, Statement } from './node.ts'
import { PipelineParser } from './pipeline.ts'
import { nodeText } from './print.ts'
import type { Token } from './token.ts'
import { isEmptyTree, type Tree } from './tree.ts'

/** Blocks within blocks; a template that nests deeper is refused rather than overflowing the stack. */
const MAX_BLOCK_DEPTH = 500

interface Shared {
  readonly lexer: Lexer
  readonly source: Source
  readonly hasFunction: (name: string) => boolean
  readonly trees: Map<string, Tree>
}

/**
 * Parses a template and all that it defines.
 * @throws {TemplateError} with the text of Go's text/template/parse
 */
export function parseTemplate(
  name: string,
  text: string,
  hasFunction: (name: string) => boolean,
): ReadonlyMap<string, Tree> {
  const lexer = new Lexer(text, {
    breakIsFunction: hasFunction('break'),
    continueIsFunction: hasFunction('continue'),
  })
  const trees = new Map<string, Tree>()
  new Parser({ lexer, source: { parseName: name, text }, hasFunction, trees }).whole(name)
  return trees
}

class Parser extends PipelineParser {
  readonly #shared: Shared
  #rangeDepth = 0
  #blockDepth = 0

  constructor(shared: Shared) {
    super(shared)
    this.#shared = shared
  }

  whole(name: string): void {
    const root: ListNode = { kind: 'list', ...this.place(this.peek().pos), nodes: [] }
    while (this.peek().kind !== 'eof') {
      if (this.peek().kind === 'leftDelim' && this.#isDefinition()) continue
      const node = this.#textOrAction()
      if (isMarker(node)) this.fail(`unexpected ${nodeText(node)}`)
      else root.nodes.push(node)
    }
    this.#add({ name, source: this.#shared.source, root })
  }

  #isDefinition(): boolean {
    const delim = this.next()
    const token = this.nextNonSpace()
    if (token.kind === 'keyword' && token.value === 'define') {
      new Parser(this.#shared).#definition()
      return true
    }
    this.backup2(delim)
    return false
  }

  #definition(): void {
    const context = 'define clause'
    const token = this.nextNonSpace()
    const name = this.#templateName(token, context)
    this.expect('rightDelim', context)
    this.#body(name, context)
  }

  /** What stands up to `{{end}}`, as a template of its own. */
  #body(name: string, context: string): void {
    const [root, end] = this.#itemList()
    if (end.kind !== 'end') this.fail(`unexpected ${nodeText(end)} in ${context}`)
    this.#add({ name, source: this.#shared.source, root })
  }

  #add(tree: Tree): void {
    const known = this.#shared.trees.get(tree.name)
    if (known === undefined || isEmptyTree(known.root)) {
      this.#shared.trees.set(tree.name, tree)
      return
    }
    if (!isEmptyTree(tree.root))
      this.fail(`template: multiple definition of template ${quote(tree.name)}`)
  }

  #itemList(): [ListNode, MarkerNode] {
    if (++this.#blockDepth > MAX_BLOCK_DEPTH) this.fail('max expression depth exceeded')
    const list: ListNode = { kind: 'list', ...this.place(this.peekNonSpace().pos), nodes: [] }
    while (this.peekNonSpace().kind !== 'eof') {
      const node = this.#textOrAction()
      if (isMarker(node)) {
        this.#blockDepth--
        return [list, node]
      }
      list.nodes.push(node)
    }
    return this.fail('unexpected EOF')
  }

  #textOrAction(): Statement | MarkerNode {
    const token = this.nextNonSpace()
    if (token.kind === 'text') return { kind: 'text', ...this.place(token.pos), text: token.value }
    if (token.kind !== 'leftDelim') return this.unexpected(token, 'input')
    this.actionLine = token.line
    const node = this.#action()
    this.actionLine = 0
    return node
  }

  #action(): Statement | MarkerNode {
    const token = this.nextNonSpace()
    if (token.kind === 'keyword') {
      switch (token.value) {
        case 'block':
          return this.#block()
        case 'break':
        case 'continue':
          return this.#jump(token.value, token)
        case 'else':
          return this.#else()
        case 'end':
          return { kind: 'end', ...this.place(this.expect('rightDelim', 'end').pos), line: 0 }
        case 'if':
        case 'range':
        case 'with':
          return this.#branch(token.value)
        case 'template':
          return this.#template()
      }
    }
    this.backup()
    const first = this.peek()
    const pipe = this.pipeline('command', 'rightDelim')
    return { kind: 'action', ...this.place(first.pos), line: first.line, pipe }
  }

  #jump(kind: 'break' | 'continue', token: Token): Statement {
    const end = this.nextNonSpace()
    if (end.kind !== 'rightDelim') this.unexpected(end, `{{${kind}}}`)
    if (this.#rangeDepth === 0) this.fail(`{{${kind}}} outside {{range}}`)
    return { kind, ...this.place(token.pos), line: token.line }
  }

  #else(): MarkerNode {
    const peek = this.peekNonSpace()
    if (peek.kind === 'keyword' && (peek.value === 'if' || peek.value === 'with'))
      return { kind: 'else', ...this.place(peek.pos), line: peek.line }
    const token = this.expect('rightDelim', 'else')
    return { kind: 'else', ...this.place(token.pos), line: token.line }
  }

  #branch(kind: BranchNode['kind']): BranchNode {
    const known = this.variables.length
    const pipe = this.pipeline(kind, 'rightDelim')
    if (kind === 'range') this.#rangeDepth++
    const [list, next] = this.#itemList()
    if (kind === 'range') this.#rangeDepth--
    const otherwise = next.kind === 'else' ? this.#otherwise(kind, next) : undefined
    this.variables.length = known
    return { kind, ...this.place(pipe.pos), line: pipe.line, pipe, list, otherwise }
  }

  #otherwise(kind: BranchNode['kind'], marker: MarkerNode): ListNode {
    const peek = this.peek()
    if (kind !== 'range' && peek.kind === 'keyword' && peek.value === kind) {
      this.next()
      if (++this.#blockDepth > MAX_BLOCK_DEPTH) this.fail('max expression depth exceeded')
      const nodes = [this.#branch(kind)]
      this.#blockDepth--
      return { kind: 'list', ...this.place(marker.pos), nodes }
    }
    const [list, end] = this.#itemList()
    if (end.kind !== 'end') this.fail(`expected end; found ${nodeText(end)}`)
    return list
  }

  #block(): Statement {
    const context = 'block clause'
    const token = this.nextNonSpace()
    const name = this.#templateName(token, context)
    const pipe = this.pipeline(context, 'rightDelim')
    new Parser(this.#shared).#body(name, context)
    return { kind: 'template', ...this.place(token.pos), line: token.line, name, pipe }
  }

  #template(): Statement {
    const context = 'template clause'
    const token = this.nextNonSpace()
    const name = this.#templateName(token, context)
    let pipe: PipeNode | undefined
    if (this.nextNonSpace().kind !== 'rightDelim') {
      this.backup()
      pipe = this.pipeline(context, 'rightDelim')
    }
    return { kind: 'template', ...this.place(token.pos), line: token.line, name, pipe }
  }

  #templateName(token: Token, context: string): string {
    if (token.kind !== 'string' && token.kind !== 'rawString') this.unexpected(token, context)
    return unquote(token.value) ?? this.fail('invalid syntax')
  }
}

function isMarker(node: Statement | MarkerNode): node is MarkerNode {
  return node.kind === 'end' || node.kind === 'else'
}
