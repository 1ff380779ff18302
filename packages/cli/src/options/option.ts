/** What a shell may offer as the value of an option or an operand. */
export type Completes =
  'file' | 'namespace' | 'context' | 'workload' | 'topic' | 'command' | 'shell'

/** One option: parsing, help, completion and docs/cli.md are all made from it. */
export interface OptionSpec {
  readonly short?: string
  /** Name of its value in help (`NS`); absent for a switch. */
  readonly value?: string
  /** May be given several times; its values are collected. */
  readonly repeat?: boolean
  readonly choices?: readonly string[]
  readonly completes?: Completes
  /** One sentence without a full stop. */
  readonly help: string
}

/** One command: parsing, help, completion and docs/cli.md are all made from it. */
export interface CommandSpec<Option extends string = string> {
  /** Operands as the usage line shows them. */
  readonly operands?: string
  /** Bounds on the number of operands. */
  readonly count: readonly [least: number, most: number]
  readonly completes?: Completes
  readonly options: readonly Option[]
  /** Where an option differs in this command: its choices and their explanation. */
  readonly own?: { readonly [Name in Option]?: Partial<OptionSpec> }
  /** One sentence without a full stop. */
  readonly summary: string
  /** Full sentences for `unloop help COMMAND`. */
  readonly details: string
  /** Lines to copy, each with what it does. */
  readonly examples: readonly (readonly [command: string, does: string])[]
}
