import type { Inventory } from '../evidence/inventory.ts'
import type { Readers } from '../knowledge.ts'

/** What all stages of one diagnosis share. */
export interface Diagnosis {
  readonly inventory: Inventory
  readonly readers: Readers
  /** RFC 3339 time of the report. */
  readonly generatedAt: string
  /** Whether the snapshot is a paste, whose pods share what was pasted. */
  readonly isPaste: boolean
  /** Told after each workload and after each incident that was put into words. */
  onStep(): void
}

/**
 * A step of a diagnosis: it takes what the step before gives, one workload after the other, so that the logs of no more than
 * one are held at a time.
 */
export type Stage<From, To> = (from: Iterable<From>, diagnosis: Diagnosis) => Iterable<To>
