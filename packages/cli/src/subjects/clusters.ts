import { logsWanted } from '@unloop/engine'
import { ClusterReader, type ClusterOptions } from '@unloop/sources'
import type { Read, Subject } from './subject.ts'
import type { Io } from '../io.ts'
import { cleanText } from '../output/clean.ts'
import type { Target } from '../select/target.ts'
import { ProgressLine, progressWords } from './progress.ts'

export { isClusterConfigured } from '@unloop/sources'

/** What of the options concerns the way to a cluster. */
export interface ClusterChoice {
  readonly namespace: string | undefined
  readonly 'all-namespaces': boolean
  readonly context: readonly string[]
  readonly kubeconfig: string | undefined
  readonly 'secret-keys': boolean
}

/** The clusters and workloads that a command line names. */
export interface ClusterRequest {
  readonly options: ClusterChoice
  readonly targets: readonly Target[]
  readonly io: Io
  /** Whether they are read again and again: then watches keep up to date what was read. */
  readonly isWatched: boolean
}

/** One cluster or several, read as often as needed. */
export interface Clusters {
  /** Fails only if none of them can be read; those that can't are gaps. */
  readonly read: () => Promise<Read>
  /** Whether something changed since it was asked last; only where they are watched. */
  readonly hasChanged: () => boolean
  readonly close: () => void
}

/** One reader a context. Nothing is asked of a cluster before it is read. */
export function openClusters(request: ClusterRequest): Clusters {
  const contexts = [...new Set(request.options.context)]
  const line = new ProgressLine(request.io)
  const isOne = contexts.length <= 1
  let hasChanged = false
  const watch: ClusterOptions['watch'] = {
    everywhere: false,
    onChange: () => (hasChanged = true),
    onEnded: () => (hasChanged = true),
  }
  const readers = (isOne ? [contexts[0]] : contexts).map((context) => {
    const name = isOne || context === undefined ? '' : `${context}: `
    const onProgress: ClusterOptions['onProgress'] = (progress) =>
      line.show(cleanText(name + progressWords(progress)))
    return new ClusterReader({
      ...clusterOptions(request, context),
      logsWanted,
      onProgress,
      ...(request.isWatched ? { watch } : {}),
    })
  })
  return {
    hasChanged: () => hasChanged,
    read: async () => {
      hasChanged = false
      try {
        return isOne ? { subjects: await readOne(readers), gaps: [] } : await readAll(readers)
      } finally {
        line.clear()
      }
    },
    close: () => readers.forEach((reader) => reader.close()),
  }
}

/** The options of `sources` for one context. A target without a namespace is looked for in the context's own, as kubectl does. */
export function clusterOptions(
  { options, targets, io }: Omit<ClusterRequest, 'isWatched'>,
  context: string | undefined,
): ClusterOptions {
  return {
    env: io.env,
    ...(options.kubeconfig === undefined ? {} : { kubeconfig: options.kubeconfig }),
    ...(context === undefined ? {} : { context }),
    ...(options.namespace === undefined ? {} : { namespaces: [options.namespace] }),
    ...(options['all-namespaces'] ? {} : { targets }),
    secretKeys: options['secret-keys'],
  }
}

/** One cluster, which reports need not name. Rejects where it cannot be read. */
const readOne = async (readers: readonly ClusterReader[]): Promise<readonly Subject[]> =>
  Promise.all(readers.map(async (reader) => ({ snapshot: await reader.read(), cluster: null })))

/** All clusters at once; those that cannot be read are gaps. Rejects with the first failure where none can be. */
async function readAll(readers: readonly ClusterReader[]): Promise<Read> {
  const results = await Promise.allSettled(readers.map((reader) => reader.read()))
  const subjects: Subject[] = []
  const gaps: string[] = []
  const failures: unknown[] = []
  results.forEach((result, index) => {
    const cluster = readers[index]?.context ?? ''
    if (result.status === 'fulfilled') subjects.push({ snapshot: result.value, cluster })
    else {
      failures.push(result.reason)
      gaps.push(
        `${cluster}: ${result.reason instanceof Error ? result.reason.message : String(result.reason)}`,
      )
    }
  })
  if (subjects.length === 0) throw failures[0]
  return { subjects, gaps }
}
