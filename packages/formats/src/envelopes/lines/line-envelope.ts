import type { Opened } from '../message/message.ts'

/** What viewers, runtimes and collectors put before each line of a log. */
export interface LineEnvelope {
  /** The name that people use, for "read as". */
  readonly name: string
  /** How many lines in a row must be in it before it is believed; 1 for what nothing else looks like. */
  readonly least: number
  /** Takes one line out; null where it is not in this envelope. */
  open(line: string): (Opened & { readonly product?: string }) | null
  /** The viewer's own remarks between the lines, which are no output of a program. */
  isNote?(line: string): boolean
  /** True where lines of a message after its first come without the prefix. */
  readonly loose?: boolean
}
