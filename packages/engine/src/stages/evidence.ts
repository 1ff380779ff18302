import { Inventory } from '../evidence/inventory.ts'
import { withoutRefusedNames } from '../evidence/refused-names.ts'
import type { Snapshot } from '../evidence/snapshot.ts'

/** What the snapshot holds, found by kind, owner and namespace; objects whose names no API server takes are left out. */
export function evidenceOf(snapshot: Snapshot): Inventory {
  return new Inventory(withoutRefusedNames(snapshot))
}
