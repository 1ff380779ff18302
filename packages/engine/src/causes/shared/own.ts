import { rolloutUndo } from '../../fixes/commands.ts'
import type { CaseFile } from '../../case/case-file.ts'
import type { Cause } from '../cause.ts'
import type { Finding } from '../../case/finding.ts'

/**
 * A cause whose explanation and fixes rest on its own cross-checks also where a known message of the same cause is stronger
 * and gives the title: the cross-check knows the mount, the Role or the limit that the message does not name. Where a fresh
 * revision began the failure, going back to the one before is always among the fixes.
 */
export function withOwnFindings(cause: Cause): Cause {
  return {
    ...cause,
    explain: (file, finding) => cause.explain(file, ownFinding(cause, file, finding)),
    fixes: (file, finding) => {
      const undo = rolloutUndo(file)
      return [...cause.fixes(file, ownFinding(cause, file, finding)), ...(undo ? [undo] : [])]
    },
  }
}

const ownFinding = (cause: Cause, file: CaseFile, finding: Finding): Finding => {
  if (finding.rule.startsWith(`${cause.id}/`)) return finding
  const own = (cause.find?.(file) ?? [])
    .filter((found) => found.cause === cause.id && found.weight > 30)
    .sort((a, b) => b.weight - a.weight)[0]
  return own ?? finding
}
