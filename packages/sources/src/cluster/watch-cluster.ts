import type { Snapshot } from '@unloop/engine/evidence'
import { SourceError } from '../errors.ts'
import type { ClusterOptions } from './options.ts'
import { ClusterReader } from './read-cluster.ts'
import { SYSTEM_TIMING } from './timing.ts'

export interface WatchOptions {
  readonly intervalMs: number
  readonly signal?: AbortSignal
}

export type Watched =
  | { readonly kind: 'snapshot'; readonly snapshot: Snapshot }
  /** One reading failed; the next one may succeed. */
  | { readonly kind: 'failed'; readonly error: SourceError }

const isAborted = (signal: AbortSignal | undefined): boolean => signal?.aborted === true

/** Errors that no waiting mends. */
const LASTING = new Set(['forbidden', 'exec-plugin', 'kubeconfig-invalid', 'not-found'])

/**
 * Reads the cluster again and again over the same connections, until the signal or a lasting error ends it. Reading again
 * is what sees a restart for sure: it is pod uid, container, restartCount and containerID in the pod's status.
 */
export const watchCluster = async function* (
  options: ClusterOptions,
  watch: WatchOptions,
): AsyncGenerator<Watched> {
  const { signal } = watch
  const timing = options.timing ?? SYSTEM_TIMING
  const reader = new ClusterReader({ ...options, ...(signal ? { signal } : {}) })
  let first = true
  try {
    while (!isAborted(signal)) {
      try {
        yield { kind: 'snapshot', snapshot: await reader.read() }
      } catch (error) {
        if (isAborted(signal)) return
        if (!(error instanceof SourceError) || first || LASTING.has(error.code)) throw error
        yield { kind: 'failed', error }
      }
      first = false
      await timing.sleep(watch.intervalMs, signal).catch(() => undefined)
    }
  } finally {
    reader.close()
  }
}
