import type { Claims } from '../verdict/claims.ts'
import { judge, type Judged } from '../verdict/judge.ts'
import { wholeTextOf } from './whole-text.ts'
import type { Stage } from './stage.ts'

/** Ranks the causes of each failing container. Where nothing in a paste was explained, its whole text is read as one log. */
export const verdictsOf: Stage<readonly Claims[], readonly Judged[]> = function* (
  groups,
  diagnosis,
) {
  const model = diagnosis.readers.textModel
  for (const claims of groups) {
    const judged = claims.map((one) => judge(one, model))
    yield diagnosis.isPaste ? wholeTextOf(diagnosis).insteadOf(judged) : judged
  }
}
