import { byteLength } from '../text/utf8.ts'
import type { ListNode, Node, Operand, PipeNode, Source, Statement } from './node.ts'

/** One parsed template by its name. */
export interface Tree {
  readonly name: string
  readonly source: Source
  readonly root: ListNode
}

/** Whether a tree holds nothing but white space, so that it does not replace an earlier definition. */
export function isEmptyTree(node: ListNode): boolean {
  return node.nodes.every((child) => child.kind === 'text' && child.text.trim() === '')
}

/** `name:line:column` of a node, the column in bytes from the line's beginning, as Go counts it. */
export function locationOf(node: Node): string {
  const before = node.source.text.slice(0, node.pos)
  const lineStart = before.lastIndexOf('\n') + 1
  const line = before.split('\n').length
  return `${node.source.parseName}:${line}:${byteLength(before.slice(lineStart))}`
}

/** A copy whose nodes can be edited without touching the original's. */
export function copyList(list: ListNode): ListNode {
  return { ...list, nodes: list.nodes.map((node) => copyStatement(node)) }
}

function copyStatement(node: Statement): Statement {
  switch (node.kind) {
    case 'text':
    case 'break':
    case 'continue':
      return { ...node }
    case 'action':
      return { ...node, pipe: copyPipe(node.pipe) }
    case 'template':
      return { ...node, pipe: node.pipe && copyPipe(node.pipe) }
    case 'if':
    case 'range':
    case 'with':
      return {
        ...node,
        pipe: copyPipe(node.pipe),
        list: copyList(node.list),
        otherwise: node.otherwise && copyList(node.otherwise),
      }
  }
}

function copyPipe(pipe: PipeNode): PipeNode {
  const commands = pipe.commands.map((command) => ({
    ...command,
    args: command.args.map((arg): Operand => (arg.kind === 'pipe' ? copyPipe(arg) : arg)),
  }))
  return { ...pipe, commands }
}
