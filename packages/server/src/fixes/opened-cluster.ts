import type { Report } from '@unloop/engine/report'
import { ClusterApi, ClusterReader } from '@unloop/sources'
import type { ClusterWatchOptions } from '../cluster/cluster-watch.ts'

/** How a cluster is reached; `timing` is that of tests. */
export interface ClusterPlace {
  readonly cluster: string
  readonly way: ClusterWatchOptions['way']
  readonly timing?: ConstructorParameters<typeof ClusterApi>[0]['timing']
}

/** A cluster that a plan is for: to be changed, and to be looked at as it is now. */
export interface OpenedCluster {
  readonly api: ClusterApi
  /** The diagnosis of the namespace, with the plans as they are applied. */
  readonly look: () => Promise<Report>
  readonly close: () => void
}

/**
 * Opens a cluster for one plan. What the watch knows is not used: a plan must fit what the cluster states now, and the
 * patches of stored reports have their secrets masked.
 */
export function openedCluster({ way, timing }: ClusterPlace, namespace: string): OpenedCluster {
  const time = timing === undefined ? {} : { timing }
  const api = new ClusterApi({ ...way, ...time })
  let reader: ClusterReader | null = null
  return {
    api,
    look: async () => {
      // The engine with all it knows is loaded by the first plan only.
      const { diagnoseHere, logsWanted } = await import('./diagnose-here.ts')
      reader ??= new ClusterReader({ ...way, ...time, namespaces: [namespace], logsWanted })
      return diagnoseHere(await reader.read(), new Date(api.timing.now()).toISOString())
    },
    close: () => {
      reader?.close()
      api.close()
    },
  }
}
