import { quantity, type KubeObject, type Sample } from '@unloop/engine/evidence'
import type { Api } from './api.ts'
import { listAll } from './list.ts'
import { POD_METRICS } from './resources.ts'

interface ContainerUsage {
  readonly name?: string
  readonly usage?: { readonly cpu?: string; readonly memory?: string }
}

const sample = (
  name: string,
  labels: Sample['labels'],
  used: string | undefined,
  at: number | null,
): readonly Sample[] => {
  const value = quantity(used)
  return value === null ? [] : [{ name, labels, value, at }]
}

const samplesOf = (object: KubeObject): readonly Sample[] => {
  const { timestamp } = object
  const at = Date.parse(typeof timestamp === 'string' ? timestamp : '')
  const time = Number.isNaN(at) ? null : at
  const { namespace = '', name: pod = '' } = object.metadata
  const containers = Array.isArray(object['containers'])
    ? (object['containers'] as readonly ContainerUsage[])
    : []
  return containers.flatMap(({ name: container = '', usage }) => {
    const labels = { namespace, pod, container }
    return [
      ...sample('container_memory_working_set_bytes', labels, usage?.memory, time),
      ...sample('container_cpu_usage_cores', labels, usage?.cpu, time),
    ]
  })
}

/** Usage from metrics.k8s.io under the names that cAdvisor has for it; nothing where no metrics server runs. */
export async function readUsage(
  api: Api,
  namespaces: readonly string[],
): Promise<readonly Sample[]> {
  const lists = await Promise.all(
    namespaces.map(async (namespace) => {
      const answer = await listAll(api, { resource: POD_METRICS, namespace }).catch(() => null)
      return answer?.kind === 'items' ? answer.items : []
    }),
  )
  return lists.flat().flatMap(samplesOf)
}
