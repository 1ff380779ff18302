import { CaseFile } from '../case/case-file.ts'
import { failingContainersOf, type FailingContainer } from '../case/failing-container.ts'
import { runsOf } from '../case/runs.ts'
import { withUnattributed } from '../case/unattributed.ts'
import type { Inventory } from '../evidence/inventory.ts'
import type { Diagnosis, Stage } from './stage.ts'

/** What is known of the failing containers of one workload; of a paste, of all. */
export type Cases = readonly CaseFile[]

/**
 * Every failing container. A paste may hold logs and events without any pod's status: whoever pasted them has a problem with
 * just that.
 */
export function failingContainers(inventory: Inventory): readonly FailingContainer[] {
  const all = failingContainersOf(inventory)
  return inventory.snapshot.source.kind === 'text' ? withUnattributed(all, inventory) : all
}

/** Gathers the failing containers of each workload and reads their logs. */
export const casesOf: Stage<Inventory, Cases> = function* (inventories, diagnosis) {
  for (const inventory of inventories) {
    const byWorkload = Map.groupBy(
      failingContainers(inventory),
      ({ namespace, workload: { kind, name } }) =>
        diagnosis.isPaste ? '' : `${namespace}/${kind}/${name}`,
    )
    for (const all of byWorkload.values())
      yield all.map((failing) => caseOf(failing, inventory, diagnosis))
  }
}

function caseOf(failing: FailingContainer, inventory: Inventory, { readers }: Diagnosis): CaseFile {
  return new CaseFile({ failing, inventory, runs: runsOf(failing, inventory, readers.scanner) })
}
