import type { Report } from '@unloop/engine/report'
import type { JournalEntry } from '../journal/journal.ts'
import type { Undone } from '../apply/undo.ts'

/** One thing that had to hold for the fix to be proven. */
export interface Check {
  /** `the new pods are ready`. */
  readonly what: string
  /** Null where it could not be looked at. */
  readonly isMet: boolean | null
  /** What was seen, in a clause. */
  readonly seen: string
}

/** How a fix ended. `interrupted` leaves what was applied in place, with its entry in the journal. */
export interface Outcome {
  readonly state: 'proven' | 'not-proven' | 'interrupted'
  readonly entry: JournalEntry
  readonly checks: readonly Check[]
  /** Null where nothing was put back. */
  readonly undone: Undone | null
  readonly seconds: number
  /** The diagnosis while what was tried was in place; null where none was made. */
  readonly found: Report | null
}
