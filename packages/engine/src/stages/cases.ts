import { CaseFile } from '../case/case-file.ts'
import { troublesOf, type Trouble } from '../case/failing-container.ts'
import { runsOf } from '../case/runs.ts'
import { looseTroubles } from '../case/unattributed.ts'
import type { Inventory } from '../evidence/inventory.ts'
import type { Diagnosis, Stage } from './stage.ts'

/** What is known of the failing containers of one workload; of a paste, of all. */
export type Cases = readonly CaseFile[]

/**
 * Every failing container. A paste may hold logs and events without any pod's status: whoever pasted them has a problem with
 * just that.
 */
export function failingContainers(inventory: Inventory): readonly Trouble[] {
  const troubles = troublesOf(inventory)
  return inventory.snapshot.source.kind === 'text' ? looseTroubles(troubles, inventory) : troubles
}

/** Gathers the failing containers of each workload and reads their logs. */
export const casesOf: Stage<Inventory, Cases> = function* (inventories, diagnosis) {
  for (const inventory of inventories) {
    const byWorkload = Map.groupBy(
      failingContainers(inventory),
      ({ namespace, workload: { kind, name } }) =>
        diagnosis.isPaste ? '' : `${namespace}/${kind}/${name}`,
    )
    for (const troubles of byWorkload.values())
      yield troubles.map((trouble) => caseOf(trouble, inventory, diagnosis))
  }
}

function caseOf(trouble: Trouble, inventory: Inventory, { readers }: Diagnosis): CaseFile {
  return new CaseFile(trouble, inventory, runsOf(trouble, inventory, readers.scanner))
}
