import type { Severity } from './check.ts'
import type { Edit } from './edit.ts'

/** One mistake at one place. */
export interface LintFinding {
  readonly code: string
  readonly severity: Severity
  /** `Deployment/web`; empty where no object could be read. */
  readonly object: string
  readonly namespace: string
  /** `spec.template.spec.containers[0].command[0]`. */
  readonly path: string
  readonly file: string
  /** From 1. */
  readonly line: number
  readonly column: number
  /** The line itself, with secrets masked; of one that is too long, the field at the place. */
  readonly source: string
  /** The column at which `source` begins, where that is not the first one. */
  readonly sourceColumn?: number
  /** Why. */
  readonly message: string
  /** What happens in the cluster. */
  readonly happens: string
  readonly fix: string
  /** What --fix changes in the document that holds `line`; absent where the right value is anyone's guess. */
  readonly edits?: readonly Edit[]
  /** The same check in other tools. */
  readonly aliases: readonly string[]
}

/** What somebody asked to leave out, with the reason that was given. */
export interface SuppressedFinding extends LintFinding {
  readonly reason: string
}

/** The contract of all lint outputs. */
export interface LintReport {
  readonly schema: 'unloop/lint@1'
  readonly findings: readonly LintFinding[]
  /** What an annotation or comment asked to leave out. */
  readonly suppressed: readonly SuppressedFinding[]
  readonly scanned: { readonly files: number; readonly objects: number }
}
