/** What a reader could not read. A value, never thrown: the rest of the input is still read. */
export interface Problem {
  readonly code: ProblemCode
  /** File, with `:line` where it is known. */
  readonly where: string
  /** What happened and what was expected, as a full sentence without the place. */
  readonly message: string
}

/** Why a piece of input could not be read; never renamed. */
export type ProblemCode =
  | 'json-syntax'
  | 'json-truncated'
  | 'yaml-syntax'
  | 'yaml-truncated'
  | 'binary'
  | 'compressed'
  | 'unsafe-path'
  | 'bad-shape'
  | 'too-large'
  | 'metrics-syntax'
  | 'read-failed'

export function problem(code: ProblemCode, where: string, message: string): Problem {
  return {
    code,
    where,
    message,
  }
}

/** The sentence that stands under `gaps` in a snapshot. */
export function problemSentence(p: Problem): string {
  return `${p.where}: ${p.message}`
}
