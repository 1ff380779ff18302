import type { Snapshot } from '@unloop/engine/evidence'
import type { Report } from '@unloop/engine/report'

/** What is to be diagnosed; plain data. */
export type Job =
  | { readonly kind: 'snapshot'; readonly snapshot: Snapshot; readonly generatedAt: string }
  | { readonly kind: 'text'; readonly text: string; readonly generatedAt: string }

/** What a thread sends back; an error crosses the boundary as its message. */
export type Outcome = { readonly report: Report } | { readonly error: string }
