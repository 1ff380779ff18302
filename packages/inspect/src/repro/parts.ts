/** A piece of a word: text, or a path below the folder that the script works in. */
export type Piece = string | { readonly below: string }
/** One word of the command. */
export type Word = readonly Piece[]

/** A file that the script writes before it starts the container. */
export interface FileToWrite {
  /** Below the script's folder. */
  readonly path: string
  readonly content:
    | { readonly kind: 'text'; readonly text: string }
    | { readonly kind: 'base64'; readonly text: string }
    /** Written once with a text to be replaced, and never overwritten. */
    | { readonly kind: 'fill-in'; readonly text: string }
  /** Permission bits, such as 0o644. */
  readonly mode: number | null
}

/** A folder that a mount needs; `mode` null leaves it as the shell makes it. */
export interface FolderToMake {
  readonly path: string
  readonly mode: number | null
}

/** An option of the command with its value. */
export type Option = readonly Word[]

/** What one part of the pod adds to the command, to the files beside it, and to what cannot be the same. */
export interface Part {
  readonly options: readonly Option[]
  readonly files?: readonly FileToWrite[]
  readonly folders?: readonly FolderToMake[]
  /** Full sentences. */
  readonly notes?: readonly string[]
}

/** Stands where a value of a Secret has to be filled in. */
export const FILL_IN = 'FILL_IN'
/** Values of Secrets, `NAME=VALUE` lines as `--env-file` takes them. */
export const SECRETS_FILE = 'secrets.env'

/** All parts in their order as one. */
export function joined(parts: readonly Part[]): Required<Part> {
  return {
    options: parts.flatMap(({ options }) => options),
    files: parts.flatMap(({ files }) => files ?? []),
    folders: parts.flatMap(({ folders }) => folders ?? []),
    notes: parts.flatMap(({ notes }) => notes ?? []),
  }
}

/** An option with its value, which the shell reads as one word each. */
export function flag(name: string, ...value: Word): readonly Option[] {
  return [[[name], value]]
}
/** An option without a value. */
export function option(name: string): Option {
  return [[name]]
}
