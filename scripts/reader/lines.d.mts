export interface Wording {
  readonly text: string
  readonly cause: string
  /** The line that the wording was written out from, with its file. */
  readonly line: string
}

export const LINES: string
export function linesIn(root: string): readonly Wording[]
export function wordingsOf(line: string): readonly string[]
