import type { Store } from '@unloop/store'
import { placeConditions, type Span, type Where } from './place.ts'
import { measured, podKey, type Measured } from './measured.ts'

/** What the containers of one name in one workload used over a time. */
export interface Usage {
  readonly cluster: string
  readonly namespace: string
  readonly workload_kind: string
  readonly workload: string
  readonly container: string
  readonly pods: number
  /** Bytes of the working set, which is what the kernel's limit counts; `samples` says how often it was looked at. */
  readonly memory: { readonly peak: number; readonly p95: number; readonly samples: number } | null
  /** Cores, each over five minutes; `throttled` is the share of the scheduler's periods in which it had to wait. */
  readonly cpu: {
    readonly peak: number
    readonly p95: number
    readonly throttled: number | null
  } | null
  /** Runs that the kernel ended for memory. */
  readonly oom_kills: number
  /** The most failures of the startup probe before a first run was up; null where none is known. */
  readonly startup_failures: number | null
}

/** Of which containers; nothing for all. */
export interface UsageQuery extends Span, Pick<Where, 'cluster' | 'namespace' | 'container'> {
  readonly workload?: string | undefined
  readonly limit: number
}

interface Container {
  readonly cluster: string
  readonly namespace: string
  readonly pod: string
  readonly container: string
  readonly workload_kind: string
  readonly workload: string
  readonly oom_kills: string
  readonly last_run: number
}

/** Containers of pods that one answer looks at. */
const MAX_CONTAINERS = 50_000

/** What containers used, by workload, the largest memory first: of pods that were watched in that time. */
export async function usageOf(store: Pick<Store, 'rows'>, query: UsageQuery): Promise<Usage[]> {
  const containers = await containersOf(store, query)
  const byPod = await measured(store, query)
  const groups = Map.groupBy(containers, (one) =>
    [one.cluster, one.namespace, one.workload_kind, one.workload, one.container].join('/'),
  )
  return [...groups.values()]
    .map((group) => usageOfGroup(group, byPod))
    .sort((a, b) => (b.memory?.peak ?? 0) - (a.memory?.peak ?? 0))
    .slice(0, query.limit)
}

function containersOf(store: Pick<Store, 'rows'>, query: UsageQuery): Promise<Container[]> {
  const { cluster, namespace, container, workload } = query
  const { where, params } = placeConditions({ cluster, namespace, container })
  const named = workload === undefined ? '' : ' AND workload = {workload:String}'
  return store.rows<Container>(
    `SELECT cluster, namespace, pod, container, any(workload_kind) AS workload_kind, any(workload) AS workload,
       countIf(reason = 'OOMKilled' AND finished >= fromUnixTimestamp64Milli({from:Int64})) AS oom_kills,
       max(run) AS last_run
     FROM unloop.runs FINAL
     WHERE ${where}${named} AND started <= fromUnixTimestamp64Milli({to:Int64})
       AND (exit_code = -1 OR finished >= fromUnixTimestamp64Milli({from:Int64}))
     GROUP BY cluster, namespace, pod, container LIMIT ${MAX_CONTAINERS}`,
    { params: { ...params, workload: workload ?? '', from: query.fromMs, to: query.toMs } },
  )
}

function usageOfGroup(group: readonly Container[], byPod: ReadonlyMap<string, Measured>): Usage {
  const [first] = group
  const found = group.flatMap((one) => {
    const values = byPod.get(podKey(one)) ?? byPod.get(podKey({ ...one, cluster: '' }))
    return values === undefined ? [] : [{ ...values, isFirstRun: Number(one.last_run) === 0 }]
  })
  const most = (pick: (values: Measured) => number | null): number | null =>
    found.reduce<number | null>((best, one) => {
      const value = pick(one)
      return value === null ? best : Math.max(best ?? value, value)
    }, null)
  const memory = most(({ memoryPeak }) => memoryPeak)
  const cpu = most(({ cpuPeak }) => cpuPeak)
  const starts = found.filter(({ isFirstRun, startups }) => isFirstRun && (startups ?? 0) > 0)
  const { pod: _pod, last_run: _run, oom_kills: _kills, ...place } = first!
  return {
    ...place,
    pods: new Set(group.map(({ pod }) => pod)).size,
    memory:
      memory === null
        ? null
        : {
            peak: memory,
            p95: most(({ memoryP95 }) => memoryP95) ?? memory,
            samples: found.reduce((sum, { samples }) => sum + samples, 0),
          },
    cpu:
      cpu === null
        ? null
        : {
            peak: cpu,
            p95: most(({ cpuP95 }) => cpuP95) ?? cpu,
            throttled: most(({ throttled }) => throttled),
          },
    oom_kills: group.reduce((sum, one) => sum + Number(one.oom_kills), 0),
    startup_failures:
      starts.length === 0 ? null : Math.max(...starts.map((one) => one.startupFailures ?? 0)),
  }
}
