import type { Snapshot } from '../evidence/snapshot.ts'
import { readersOf, type Knowledge } from '../knowledge.ts'
import { wishOf, type LookAt, type LookWish } from './plan.ts'

/** What a look inside the container should find out; null where the snapshot has no such container. */
export function looksWanted(snapshot: Snapshot, at: LookAt, knowledge: Knowledge): LookWish | null {
  return wishOf(snapshot, at, readersOf(knowledge).scanner)
}
