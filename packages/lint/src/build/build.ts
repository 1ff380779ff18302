import type { Spot } from '../manifest.ts'
import type { ShellCommand } from '@unloop/engine/evidence'

/** A Dockerfile beside the manifests, and what its context holds of the scripts that it starts. */
export interface Build {
  readonly dockerfile: Dockerfile
  readonly scripts: readonly ScriptFile[]
}

/** One word of a file, with where it begins. */
export interface PlacedWord {
  readonly text: string
  readonly spot: Spot
}

/**
 * One instruction. `form` tells how RUN, CMD and ENTRYPOINT are written: `exec` for a JSON list, whose items are the words;
 * `shell` for anything else, also for a list that is no JSON, as the builder takes it (Dockerfile reference, "Shell and exec form").
 */
export interface Instruction {
  /** In capitals: `ENTRYPOINT`. */
  readonly keyword: string
  readonly spot: Spot
  /** The last line that belongs to it, heredocs included. */
  readonly endLine: number
  /** `--chmod=755` as `{ chmod: '755' }`; a flag without a value has the value `true`. */
  readonly flags: Readonly<Record<string, string>>
  /** Without flags; continued lines joined, comments between them left out. */
  readonly text: string
  readonly words: readonly PlacedWord[]
  readonly form: 'exec' | 'shell'
  readonly heredocs: readonly Heredoc[]
}

/** The lines of `<<EOF … EOF`. */
export interface Heredoc {
  readonly name: string
  readonly text: string
  readonly line: number
}

/** From one FROM to the next. */
export interface Stage {
  readonly name: string | null
  /** The image, or the name of an earlier stage. */
  readonly from: string
  readonly instructions: readonly Instruction[]
}

/** A Dockerfile as its author wrote it; what stands before the first FROM is `global`. */
export interface Dockerfile {
  readonly file: string
  readonly global: readonly Instruction[]
  readonly stages: readonly Stage[]
  readonly lineText: (line: number) => string
}

/** A script of the build's context. */
export interface ScriptFile {
  readonly file: string
  /** Null where the file system does not tell (Windows, archives). */
  readonly isExecutable: boolean | null
  readonly shebang: { readonly words: readonly string[]; readonly spot: Spot } | null
  readonly hasByteOrderMark: boolean
  /** The first line that ends in a carriage return. */
  readonly carriageReturnLine: number | null
  /** What a shell's script runs, in order; nothing for other languages. */
  readonly commands: readonly PlacedCommand[]
  readonly lineText: (line: number) => string
}

/** A command of a script, with its place in the file. */
export interface PlacedCommand extends ShellCommand {
  readonly spot: Spot
}
