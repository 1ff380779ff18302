import type { Pod } from '@unloop/engine/evidence'
import type { ClusterApi } from '@unloop/sources'

/** What is looked at once the pods have stayed ready: the workload's new pods, and since when they are. */
export interface Level {
  readonly api: ClusterApi
  readonly namespace: string
  readonly container: string | null
  /** The line that decided the diagnosis: it names the host that did not answer. */
  readonly decisive: string
  readonly pods: readonly Pod[]
  /** When they had become level, by our own clock: milliseconds since 1970. */
  readonly since: number
  readonly isInterrupted?: () => boolean
}
