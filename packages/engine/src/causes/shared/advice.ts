import type { Command } from '../../commands/sh.ts'
import { kubectl, rolloutUndo, STAYS_UP } from '../../fixes/commands.ts'
import type { CaseFile } from '../../case/case-file.ts'
import type { Fix, FixPlace } from '../../report/report.ts'

/** A fix in words, where no patch can be worked out. */
export interface Advice {
  readonly id: string
  readonly title: string
  readonly where: FixPlace
  readonly risk?: Fix['risk']
  /** Words for kubectl, each a command in the workload's namespace; or whole commands with `raw`. */
  readonly kubectl?: readonly (readonly string[])[]
  readonly raw?: readonly Command[]
  readonly verify?: string
}

/** A fix that is work for a person, with the commands that show or do it. */
export function advice(
  file: CaseFile,
  { id, title, where, risk = 'low', kubectl: words = [], raw = [], verify = STAYS_UP }: Advice,
): Fix {
  return {
    id,
    title,
    where,
    risk,
    commands: [...words.map((one) => kubectl(file, ...one)), ...raw],
    patch: null,
    verify,
  }
}

/** The emergency fix first where a fresh revision began it. */
export function withUndo(file: CaseFile, fixes: readonly Fix[]): readonly Fix[] {
  const undo = rolloutUndo(file)
  return undo ? [undo, ...fixes] : fixes
}
