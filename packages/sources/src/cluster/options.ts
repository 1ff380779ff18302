import type { LogsWanted } from '../files/entry.ts'
import type { Env } from './kubeconfig.ts'
import type { LogLimits } from './log-fetch.ts'
import type { Timing } from './timing.ts'
import type { EndedRun } from './exit-logs.ts'
import type { ObjectChange } from './mirror.ts'

/** A workload that the user names: `deploy/web` as `{ kind: 'Deployment', name: 'web' }`. */
export interface Target {
  /** As written: a kind, a plural or a short name, in any case. */
  readonly kind: string
  readonly name: string
}

/** How far the reading of a cluster is; `done` of `total` requests. */
export type Progress =
  | { readonly phase: 'connect'; readonly server: string }
  | { readonly phase: 'objects'; readonly done: number; readonly total: number }
  | { readonly phase: 'logs'; readonly done: number; readonly total: number }

/** Bounds that hold however large or slow a cluster is. */
export interface ClusterLimits {
  /** Requests at once. */
  readonly concurrency: number
  readonly requestTimeoutMs: number
  readonly totalTimeoutMs: number
  readonly logs: LogLimits
}

/** What a reader that watches tells as it happens. */
export interface WatchListener {
  /** An object was found, changed or deleted. */
  readonly onChange: (change: ObjectChange) => void
  /** A run of a container ended, and its log was fetched. */
  readonly onEnded: (ended: EndedRun) => void
  /** Whether all that is watched is watched everywhere from the start, and not only where something is wrong. */
  readonly everywhere: boolean
}

export interface ClusterOptions {
  readonly kubeconfig?: string
  readonly context?: string
  readonly env?: Env
  /** None: all namespaces that may be read. */
  readonly namespaces?: readonly string[]
  /** Reads only the pods that it selects. */
  readonly labelSelector?: string
  /** Must exist. Their whole namespaces are read, since what makes a workload fail is often its neighbour. */
  readonly targets?: readonly Target[]
  readonly logsWanted?: LogsWanted
  /** Asks for the Secrets that failing pods refer to, keeps their keys and drops the values at once. */
  readonly secretKeys?: boolean
  readonly onProgress?: (progress: Progress) => void
  readonly limits?: Partial<ClusterLimits>
  readonly signal?: AbortSignal
  readonly timing?: Timing
  /** Lists are kept up to date by watches from one reading to the next. */
  readonly watch?: WatchListener
}
