import { quote } from '../text/quote.ts'
import type { BranchNode, CommandNode, Node, PipeNode } from './node.ts'

/** A node as source text: what error messages show between angle brackets. */
export function nodeText(node: Node): string {
  switch (node.kind) {
    case 'text':
      return node.text
    case 'action':
      return `{{${nodeText(node.pipe)}}}`
    case 'pipe':
      return pipeText(node)
    case 'command':
      return commandText(node)
    case 'identifier':
      return node.name
    case 'variable':
      return node.path.join('.')
    case 'field':
      return node.path.map((name) => `.${name}`).join('')
    case 'chain':
      return [parenthesised(node.base), ...node.path].join('.')
    case 'string':
      return node.quoted
    case 'number':
      return node.text
    case 'bool':
      return String(node.value)
    case 'dot':
      return '.'
    case 'nil':
      return 'nil'
    case 'list':
      return node.nodes.map((child) => nodeText(child)).join('')
    case 'template':
      return `{{template ${quote(node.name)}${node.pipe === undefined ? '' : ` ${nodeText(node.pipe)}`}}}`
    case 'if':
    case 'range':
    case 'with':
      return branchText(node)
    case 'break':
    case 'continue':
    case 'end':
    case 'else':
      return `{{${node.kind}}}`
  }
}

function parenthesised(node: Node): string {
  return node.kind === 'pipe' ? `(${nodeText(node)})` : nodeText(node)
}

function pipeText(node: PipeNode): string {
  const commands = node.commands.map((command) => nodeText(command)).join(' | ')
  if (node.variables.length === 0) return commands
  const names = node.variables.map((variable) => nodeText(variable)).join(', ')
  return `${names} ${node.assigns ? '=' : ':='} ${commands}`
}

function commandText(node: CommandNode): string {
  return node.args.map((arg) => parenthesised(arg)).join(' ')
}

function branchText(node: BranchNode): string {
  const otherwise = node.otherwise === undefined ? '' : `{{else}}${nodeText(node.otherwise)}`
  return `{{${node.kind} ${nodeText(node.pipe)}}}${nodeText(node.list)}${otherwise}{{end}}`
}
