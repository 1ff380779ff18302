import type { Snapshot } from '@unloop/engine/evidence'

/** One source that was read; `cluster` names it where several are diagnosed in one run. */
export interface Subject {
  readonly snapshot: Snapshot
  readonly cluster: string | null
}

/** All that was read. */
export interface Read {
  readonly subjects: readonly Subject[]
  /** Sentences on sources that could not be read at all. */
  readonly gaps: readonly string[]
}
