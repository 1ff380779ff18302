import type { Snapshot } from '../evidence/snapshot.ts'
import { readersOf, type Knowledge } from '../knowledge.ts'
import { inspectionPlanOf, type InspectedContainer, type InspectionPlan } from './plan.ts'

/** What a look inside the container should find out; null where the snapshot has no such container. */
export function inspectionPlan(
  snapshot: Snapshot,
  at: InspectedContainer,
  knowledge: Knowledge,
): InspectionPlan | null {
  return inspectionPlanOf(snapshot, at, readersOf(knowledge).scanner)
}
