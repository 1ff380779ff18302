/** The text that nodes come from: where an error is looked up. */
export interface Source {
  readonly parseName: string
  readonly text: string
}

/** Where a node stands in the text of its template. */
interface Place {
  readonly source: Source
  /** In UTF-16 units from the beginning of the source's text. */
  readonly pos: number
}

/** Text between actions; trimming (`{{-`) has been done. */
export interface TextNode extends Place {
  readonly kind: 'text'
  text: string
}
/** `{{ pipeline }}`: its value is printed, unless it only assigns. */
export interface ActionNode extends Place {
  readonly kind: 'action'
  readonly line: number
  readonly pipe: PipeNode
}
/** Commands joined by `|`, the value of each the last argument of the next. `assigns` tells `=` from `:=`. */
export interface PipeNode extends Place {
  readonly kind: 'pipe'
  readonly line: number
  readonly assigns: boolean
  readonly variables: readonly VariableNode[]
  commands: CommandNode[]
}
/** An operand, or a function or method with its arguments. */
export interface CommandNode extends Place {
  readonly kind: 'command'
  readonly args: Operand[]
}
/** A function by its name; fields and methods begin with a dot. */
export interface IdentifierNode extends Place {
  readonly kind: 'identifier'
  readonly name: string
}
export interface VariableNode extends Place {
  readonly kind: 'variable'
  /** The variable with its `$`, then fields. */
  readonly path: readonly string[]
}
/** `.A.B`, from the dot. */
export interface FieldNode extends Place {
  readonly kind: 'field'
  readonly path: readonly string[]
}
/** `(…).A.B`, from the value of an operand. */
export interface ChainNode extends Place {
  readonly kind: 'chain'
  readonly base: Operand
  readonly path: readonly string[]
}
/** `.`, the data at hand. */
export interface DotNode extends Place {
  readonly kind: 'dot'
}
/** `nil`, which is an argument only and no command. */
export interface NilNode extends Place {
  readonly kind: 'nil'
}
export interface BoolNode extends Place {
  readonly kind: 'bool'
  readonly value: boolean
}
/** A literal; `quoted` is as it is written, for messages. */
export interface StringNode extends Place {
  readonly kind: 'string'
  readonly quoted: string
  readonly value: string
}
/** A literal; as in Go its type is decided where it is used. */
export interface NumberNode extends Place {
  readonly kind: 'number'
  readonly text: string
  readonly number: ConstantNumber
}
/** What a numeric constant can be taken for; undefined where it doesn't fit. */
export interface ConstantNumber {
  readonly int: bigint | undefined
  readonly uint: bigint | undefined
  readonly float: number | undefined
  readonly complex: Complex | undefined
}
export interface Complex {
  readonly re: number
  readonly im: number
}
/** The statements between two keywords. */
export interface ListNode extends Place {
  readonly kind: 'list'
  readonly nodes: Statement[]
}
/** `{{ else if }}` is a branch within `otherwise`. */
export interface BranchNode extends Place {
  readonly kind: 'if' | 'range' | 'with'
  readonly line: number
  readonly pipe: PipeNode
  readonly list: ListNode
  readonly otherwise: ListNode | undefined
}
/** `{{ template "name" pipeline }}`; without a pipeline its data is nil. */
export interface TemplateNode extends Place {
  readonly kind: 'template'
  readonly line: number
  name: string
  readonly pipe: PipeNode | undefined
}
/** Only within `range`, which parsing has checked. */
export interface JumpNode extends Place {
  readonly kind: 'break' | 'continue'
  readonly line: number
}
/** Ends of blocks, which only the parser sees. */
export interface MarkerNode extends Place {
  readonly kind: 'end' | 'else'
  readonly line: number
}

/** What may be an argument. */
export type Operand =
  | IdentifierNode
  | VariableNode
  | FieldNode
  | ChainNode
  | DotNode
  | NilNode
  | BoolNode
  | StringNode
  | NumberNode
  | PipeNode
/** What a list is made of. */
export type Statement = TextNode | ActionNode | BranchNode | TemplateNode | JumpNode
export type Node = Operand | Statement | CommandNode | ListNode | MarkerNode
