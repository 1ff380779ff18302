import type { Snapshot } from '@unloop/engine/evidence'
import type { Report } from '@unloop/engine/report'

/** What is to be diagnosed; plain data. */
export type Job =
  | {
      readonly kind: 'snapshot'
      readonly snapshot: Snapshot
      readonly generatedAt: string
      /** Small, and somebody waits for it: it is done between two steps of what is under way. */
      readonly isUrgent?: boolean
    }
  | {
      readonly kind: 'text'
      readonly text: string
      readonly generatedAt: string
      readonly isUrgent?: false
    }

/** What a thread sends back; an error crosses the boundary as its message. */
export type Outcome = { readonly isUrgent: boolean } & (
  { readonly report: Report } | { readonly error: string }
)
