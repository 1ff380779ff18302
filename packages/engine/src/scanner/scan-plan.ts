import { requiredLiterals } from './literals.ts'
import type { Signature } from './signature.ts'
import { planOf, type Plan } from './filter-plan.ts'

/** What a scanner looks for; signatures and literals by their numbers. Depends on the signatures alone, so a bundle holds it worked out. */
export interface ScanPlan {
  readonly literals: Plan
  /** The signatures of each literal, one after the other, and where those of each begin. */
  readonly owners: Int32Array
  readonly ownersOf: Int32Array
  /** Signatures without a literal to look for. */
  readonly unanchored: Int32Array
}

/** The literals of all signatures by which one pass over a log finds the few that may match a line. */
export function scanPlanOf(signatures: readonly Signature[]): ScanPlan {
  const owners = new Map<string, number[]>()
  const unanchored: number[] = []
  for (const [i, signature] of signatures.entries()) {
    const literals = requiredLiterals(signature.pattern)
    if (literals === null) unanchored.push(i)
    for (const literal of literals ?? []) owners.set(literal, [...(owners.get(literal) ?? []), i])
  }
  return {
    literals: planOf([...owners.keys()]),
    ...flat([...owners.values()]),
    unanchored: Int32Array.from(unanchored),
  }
}

function flat(lists: readonly (readonly number[])[]): Pick<ScanPlan, 'owners' | 'ownersOf'> {
  const ownersOf = new Int32Array(lists.length + 1)
  for (const [i, list] of lists.entries()) ownersOf[i + 1] = (ownersOf[i] as number) + list.length
  return { owners: Int32Array.from(lists.flat()), ownersOf }
}
