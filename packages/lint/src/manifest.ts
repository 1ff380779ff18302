/** Steps from an object's root to a field: keys of maps, indexes of lists. */
export type Path = readonly (string | number)[]

/** A place in a file; line and column from 1. */
export interface Spot {
  readonly line: number
  readonly column: number
}

/** One object as its author wrote it, with the way back to the file. Places are worked out when asked for. */
export interface Manifest {
  readonly object: Readonly<Record<string, unknown>>
  readonly file: string
  /** Steps from the root of its document; absent where it is the document itself. */
  readonly base?: Path
  /** Where the value (or its key) at the path stands; of the steps that do not exist, the nearest one above counts. */
  readonly locate: (path: Path, part: 'key' | 'value') => Spot
  /** The text of a line of the file. */
  readonly lineText: (line: number) => string
}

/** What is wrong with the text of a manifest, before any object is looked at. */
export interface TextProblem {
  readonly code: TextProblemCode
  readonly file: string
  readonly spot: Spot
  readonly lineText: string
  readonly message: string
  /** The object that holds it, where it could be read. */
  readonly object: Readonly<Record<string, unknown>> | null
  readonly path: Path
  /** Milder than usual, where it is. */
  readonly severity?: 'practice'
}

export type TextProblemCode =
  | 'yaml-syntax'
  | 'yaml-tab'
  | 'yaml-duplicate-key'
  | 'yaml-missing-separator'
  | 'yaml-template-left'
  | 'yaml-no-manifest'
  | 'manifest-unreadable'
  | 'manifest-no-kind'

/** `spec.containers[0].env[2].value`; keys with dots or slashes stand in brackets. */
export function pathText(path: Path): string {
  let text = ''
  for (const step of path) {
    if (typeof step === 'number') text += `[${step}]`
    else if (/[^\w$-]/.test(step)) text += `[${JSON.stringify(step)}]`
    else text += text === '' ? step : `.${step}`
  }
  return text
}
