import type { CaseFile } from '../case/case-file.ts'
import type { Finding } from '../case/finding.ts'
import type { Fix } from '../report/report.ts'
import type { CauseId } from '../catalogue.ts'

/**
 * One file a cause: what it looks for, how strong that is, how it explains itself, how it is fixed. Which cause can be the
 * reason for which stands in `explained-by.ts`; the steps to add one in the package's README.
 */
export interface Cause {
  readonly id: CauseId
  /** Two or three sentences for this finding, which a tired person understands. */
  explain(file: CaseFile, finding: Finding): string
  /** Structural evidence and cross-checks; signatures of this cause are found without it. */
  find?(file: CaseFile): readonly Finding[]
  /** Most reversible first. */
  fixes(file: CaseFile, finding: Finding): readonly Fix[]
}
