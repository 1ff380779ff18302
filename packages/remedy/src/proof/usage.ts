import { quantity, type Container, type Pod } from '@unloop/engine/evidence'
import type { ClusterApi } from '@unloop/sources'

/** How much of something with a limit a pod has in use. */
export interface Use {
  /** The pod and what it is of it: `web-1: memory of app`. */
  readonly of: string
  readonly kind: 'memory' | 'disk'
  readonly container: string | null
  /** In bytes. */
  readonly used: number
  readonly limit: number
  /** When it was measured, milliseconds since 1970: figures of a kubelet are up to a minute old. */
  readonly at: number
}

/** Figures of the kubelet (`stats/summary`, k8s.io/kubelet/pkg/apis/stats/v1alpha1); each of them may be missing. */
interface Summary {
  readonly pods?: readonly PodStats[]
}
interface PodStats {
  readonly podRef?: { readonly uid?: string }
  readonly containers?: readonly ContainerStats[]
  readonly volume?: readonly ({ readonly name?: string } & Bytes)[]
}
interface ContainerStats {
  readonly name?: string
  readonly memory?: { readonly time?: string; readonly workingSetBytes?: number }
  readonly rootfs?: Bytes
  readonly logs?: Bytes
}
interface Bytes {
  readonly time?: string
  readonly usedBytes?: number
}

/** More pods of one workload tell nothing new, and a summary holds a whole node. */
const MOST_PODS = 3

/** What the pods have in use of what is limited: as their kubelets say it, else memory alone from metrics.k8s.io. */
export async function usesOf(api: ClusterApi, pods: readonly Pod[]): Promise<readonly Use[]> {
  const some = pods.slice(0, MOST_PODS)
  const nodes = [...new Set(some.flatMap(({ spec }) => spec?.nodeName ?? []))]
  const summaries = await Promise.all(nodes.map((node) => summaryOf(api, node)))
  const stats = summaries.flatMap((summary) => summary?.pods ?? [])
  const uses = some.flatMap((pod) => {
    const own = stats.find(({ podRef }) => podRef?.uid === pod.metadata.uid)
    return own ? usesIn(pod, own) : []
  })
  if (uses.length > 0) return uses
  const measured = await Promise.all(some.map((pod) => memoryOf(api, pod)))
  return measured.flat()
}

const summaryOf = async (api: ClusterApi, node: string): Promise<Summary | null> => {
  const path = `/api/v1/nodes/${encodeURIComponent(node)}/proxy/stats/summary`
  const answer = await api.send({ method: 'GET', path }).catch(() => null)
  return answer?.status === 200 ? (answer.body as Summary) : null
}

const usesIn = (pod: Pod, stats: PodStats): readonly Use[] => {
  const ofContainers = containersOf(pod).flatMap((container): readonly Use[] => {
    const { memory, rootfs, logs } =
      stats.containers?.find(({ name }) => name === container.name) ?? {}
    const written = (rootfs?.usedBytes ?? 0) + (logs?.usedBytes ?? 0)
    return [
      ...useOf(pod, container, { ...MEMORY, used: memory?.workingSetBytes, time: memory?.time }),
      ...useOf(pod, container, { ...STORAGE, used: written, time: rootfs?.time }),
    ]
  })
  const ofVolumes = (pod.spec?.volumes ?? []).flatMap(({ name, emptyDir }): readonly Use[] => {
    const own = stats.volume?.find((each) => each.name === name)
    const limit = quantity(emptyDir?.sizeLimit)
    const at = Date.parse(own?.time ?? '')
    return limit && own?.usedBytes !== undefined && Number.isFinite(at)
      ? [
          {
            of: `${pod.metadata.name ?? ''}: volume ${name}`,
            kind: 'disk',
            container: null,
            used: own.usedBytes,
            limit,
            at,
          },
        ]
      : []
  })
  return [...ofContainers, ...ofVolumes]
}

const containersOf = ({ spec }: Pod): readonly Container[] => [
  ...(spec?.containers ?? []),
  ...(spec?.initContainers ?? []).filter(({ restartPolicy }) => restartPolicy === 'Always'),
]

const MEMORY = { resource: 'memory', kind: 'memory', word: 'memory' } as const
const STORAGE = { resource: 'ephemeral-storage', kind: 'disk', word: 'storage' } as const

/** A figure of one container, as it was read; `time` is RFC 3339. */
type Figure = (typeof MEMORY | typeof STORAGE) & {
  readonly used: number | undefined
  readonly time: string | undefined
}

/** Nothing where it has no limit, or was not measured. */
const useOf = (
  { metadata }: Pod,
  { name, resources }: Container,
  { resource, kind, word, used, time }: Figure,
): readonly Use[] => {
  const limit = quantity(resources?.limits?.[resource])
  const at = Date.parse(time ?? '')
  if (!limit || used === undefined || !Number.isFinite(at)) return []
  return [
    { of: `${metadata.name ?? ''}: ${word} of ${name}`, kind, container: name, used, limit, at },
  ]
}

interface PodMetrics {
  readonly timestamp?: string
  readonly containers?: readonly { readonly name: string; readonly usage?: { memory?: string } }[]
}

const memoryOf = async (api: ClusterApi, pod: Pod): Promise<readonly Use[]> => {
  const { namespace = '', name = '' } = pod.metadata
  const path = `/apis/metrics.k8s.io/v1beta1/namespaces/${encodeURIComponent(namespace)}/pods/${encodeURIComponent(name)}`
  const answer = await api.send({ method: 'GET', path }).catch(() => null)
  const { containers = [], timestamp } = (answer?.status === 200 ? answer.body : {}) as PodMetrics
  return containersOf(pod).flatMap((container) => {
    const own = containers.find((each) => each.name === container.name)
    const used = quantity(own?.usage?.memory) ?? undefined
    return useOf(pod, container, { ...MEMORY, used, time: timestamp })
  })
}
