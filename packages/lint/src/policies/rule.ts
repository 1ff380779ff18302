import type { Severity } from '../check.ts'

/**
 * What a check says, as a CEL expression that is true where something is wrong. `POD` stands for the pod's spec, `OBJECT` for
 * the object, and `c` for a container where the rule is about containers.
 */
export interface CelRule {
  /** A code of the catalogue. */
  readonly code: string
  /** `all`: init containers too; `serving`: containers and sidecars. */
  readonly over: 'all' | 'serving' | 'pod'
  readonly bad: string
  /** Where it differs from the check's own. */
  readonly severity?: Severity
  /** Why it tells of less than its check, in a full sentence; absent where both come to the same verdict. */
  readonly narrower?: string
}
