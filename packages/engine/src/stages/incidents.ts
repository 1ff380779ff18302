import type { FailingContainer } from '../case/failing-container.ts'
import { linkCascades } from '../incidents/cascade.ts'
import { groupIncidents, type Draft } from '../incidents/group.ts'
import { showsOnlyWell } from '../case/unattributed.ts'
import { withSelfResolving } from '../incidents/self-resolving.ts'
import { showsCrash } from '../incidents/sign.ts'
import type { Judged } from '../verdict/judge.ts'
import { asWords } from '../whole-text.ts'
import type { Diagnosis, Stage } from './stage.ts'
import { wholeTextOf } from './whole-text.ts'

/** The incidents, and what was looked at as one and showed no sign of a crash. */
export interface Incidents {
  readonly drafts: readonly Draft[]
  readonly quiet: readonly FailingContainer[]
}

/** Groups verdicts into incidents, links victims to their roots, and says which incidents end by themselves. */
export const incidentsOf: Stage<readonly Judged[], Incidents> = function* (groups, diagnosis) {
  const { drafts, quiet } = draftsOf(groups, diagnosis)
  const { inventory } = diagnosis
  yield { drafts: withSelfResolving(linkCascades(drafts, inventory), inventory.now), quiet }
}

function draftsOf(groups: Iterable<readonly Judged[]>, diagnosis: Diagnosis): Incidents {
  const { inventory, isPaste } = diagnosis
  const isTold = !isPaste || (inventory.snapshot.told === true && !showsOnlyWell(inventory))
  const isSeen = (one: Judged): boolean =>
    isTold || one.file.failing.isUnattributed !== true || showsCrash(one)
  const drafts: Draft[] = []
  const quiet: FailingContainer[] = []
  for (const judged of groups) {
    const [seen, unseen] = [judged.filter(isSeen), judged.filter((one) => !isSeen(one))]
    drafts.push(...groupIncidents(seen, inventory))
    quiet.push(...unseen.map(({ file }) => file.failing))
    for (const { file } of judged) file.letGoOfLogs()
    diagnosis.onStep()
  }
  const whole =
    drafts.length === 0 && inventory.snapshot.told
      ? wholeTextOf(diagnosis)[isTold ? 'orNoReason' : 'alone']
      : null
  return whole
    ? { drafts: groupIncidents([asWords(whole.judged, whole.judged)], whole.log), quiet: [] }
    : { drafts, quiet }
}
