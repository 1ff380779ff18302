import { quote, unquote } from '../text/quote.ts'
import type { ChainNode, CommandNode, Operand, PipeNode, VariableNode } from './node.ts'
import { parseCharacter, parseComplex, parseNumber } from './number.ts'
import { nodeText } from './print.ts'
import type { Token, TokenKind } from './token.ts'
import { TokenReader } from './token-reader.ts'

const MAX_PAREN_DEPTH = 500

const STARTS_COMMAND: ReadonlySet<TokenKind> = new Set<TokenKind>([
  'bool',
  'charConstant',
  'complex',
  'dot',
  'field',
  'identifier',
  'number',
  'nil',
  'rawString',
  'string',
  'variable',
  'leftParen',
])

/** Parses what stands inside an action: pipelines of commands of operands. */
export class PipelineParser extends TokenReader {
  protected variables: string[] = ['$']
  #parenDepth = 0

  protected pipeline(context: string, end: TokenKind): PipeNode {
    const first = this.peekNonSpace()
    const declared = this.#declarations(context)
    const commands: CommandNode[] = []
    for (;;) {
      const token = this.nextNonSpace()
      if (token.kind === end) break
      if (!STARTS_COMMAND.has(token.kind)) this.unexpected(token, context)
      this.backup()
      commands.push(this.#command())
    }
    this.#check(commands, context)
    return { kind: 'pipe', ...this.place(first.pos), line: first.line, ...declared, commands }
  }

  #declarations(context: string): Pick<PipeNode, 'assigns' | 'variables'> {
    const variables: VariableNode[] = []
    for (;;) {
      const name = this.peekNonSpace()
      if (name.kind !== 'variable') break
      this.next()
      const after = this.peek()
      const next = this.peekNonSpace()
      const comma = next.kind === 'char' && next.value === ','
      if (next.kind !== 'assign' && next.kind !== 'declare' && !comma) {
        if (after.kind === 'space') this.backup3(name, after)
        else this.backup2(name)
        break
      }
      this.nextNonSpace()
      variables.push({ kind: 'variable', ...this.place(name.pos), path: name.value.split('.') })
      this.variables.push(name.value)
      if (!comma) return { assigns: next.kind === 'assign', variables }
      if (context !== 'range' || variables.length >= 2)
        this.fail(`too many declarations in ${context}`)
      if (!['variable', 'rightDelim', 'rightParen'].includes(this.peekNonSpace().kind))
        this.fail('range can only initialize variables')
    }
    return { assigns: false, variables }
  }

  #check(commands: readonly CommandNode[], context: string): void {
    if (commands.length === 0) this.fail(`missing value for ${context}`)
    for (const [index, command] of commands.entries()) {
      const kind = command.args[0]?.kind ?? 'nil'
      if (index > 0 && ['bool', 'dot', 'nil', 'number', 'string'].includes(kind))
        this.fail(`non executable command in pipeline stage ${index + 1}`)
    }
  }

  #command(): CommandNode {
    const args: Operand[] = []
    const place = this.place(this.peekNonSpace().pos)
    for (;;) {
      this.peekNonSpace()
      const operand = this.#operand()
      if (operand !== undefined) args.push(operand)
      const token = this.next()
      if (token.kind === 'space') continue
      if (token.kind === 'rightDelim' || token.kind === 'rightParen') this.backup()
      else if (token.kind !== 'pipe') this.unexpected(token, 'operand')
      break
    }
    if (args.length === 0) this.fail('empty command')
    return { kind: 'command', ...place, args }
  }

  #operand(): Operand | undefined {
    const base = this.#term()
    if (base === undefined || this.peek().kind !== 'field') return base
    const place = this.place(this.peek().pos)
    const path: string[] = []
    while (this.peek().kind === 'field') path.push(this.next().value.slice(1))
    return this.#chain({ kind: 'chain', ...place, base, path })
  }

  #chain(chain: ChainNode): Operand {
    const { base, path } = chain
    switch (base.kind) {
      case 'field':
      case 'variable':
        return { kind: base.kind, ...this.place(chain.pos), path: [...base.path, ...path] }
      case 'bool':
      case 'string':
      case 'number':
      case 'nil':
      case 'dot':
        return this.fail(`unexpected . after term ${quote(nodeText(base))}`)
      default:
        return chain
    }
  }

  #term(): Operand | undefined {
    const token = this.nextNonSpace()
    const place = this.place(token.pos)
    switch (token.kind) {
      case 'identifier':
        if (!this.hasFunction(token.value)) this.fail(`function ${quote(token.value)} not defined`)
        return { kind: 'identifier', ...place, name: token.value }
      case 'dot':
      case 'nil':
        return { kind: token.kind, ...place }
      case 'variable':
        return this.#useVariable(token)
      case 'field':
        return { kind: 'field', ...place, path: token.value.slice(1).split('.') }
      case 'bool':
        return { kind: 'bool', ...place, value: token.value === 'true' }
      case 'charConstant':
      case 'complex':
      case 'number':
        return this.#number(token)
      case 'leftParen':
        return this.#parenthesised()
      case 'string':
      case 'rawString': {
        const value = unquote(token.value) ?? this.fail('invalid syntax')
        return { kind: 'string', ...place, quoted: token.value, value }
      }
      default:
        this.backup()
        return undefined
    }
  }

  #number(token: Token): Operand {
    const read = { charConstant: parseCharacter, complex: parseComplex }[token.kind as string]
    const number = (read ?? parseNumber)(token.value)
    if (typeof number === 'string') return this.fail(number)
    return { kind: 'number', ...this.place(token.pos), text: token.value, number }
  }

  #parenthesised(): PipeNode {
    if (this.#parenDepth >= MAX_PAREN_DEPTH) this.fail('max expression depth exceeded')
    this.#parenDepth++
    const pipe = this.pipeline('parenthesized pipeline', 'rightParen')
    this.#parenDepth--
    return pipe
  }

  #useVariable(token: Token): VariableNode {
    const path = token.value.split('.')
    if (!this.variables.includes(path[0] ?? ''))
      this.fail(`undefined variable ${quote(path[0] ?? '')}`)
    return { kind: 'variable', ...this.place(token.pos), path }
  }
}
