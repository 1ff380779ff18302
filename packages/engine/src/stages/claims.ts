import { CAUSES } from '../causes/index.ts'
import { claimsFor, type Claims } from '../verdict/claims.ts'
import type { Cases } from './cases.ts'
import type { Stage } from './stage.ts'

/** Asks the signatures, the causes, the inspection and the second reader what speaks for which cause. */
export const claimsOf: Stage<Cases, readonly Claims[]> = function* (groups, { readers }) {
  for (const files of groups) yield files.map((file) => claimsFor(file, readers, CAUSES))
}
