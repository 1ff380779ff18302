import { quantity, type KubeObject, type Sample } from '@unloop/engine/evidence'
import type { ListAnswer } from './list.ts'
import { LISTS_AT_MOST, type Lists } from './lists.ts'
import { POD_METRICS } from './resources.ts'

interface ContainerUsage {
  readonly name?: string
  readonly usage?: { readonly cpu?: string; readonly memory?: string }
}

const sample = (
  name: string,
  labels: Sample['labels'],
  { used, at }: { readonly used: string | undefined; readonly at: number | null },
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
      ...sample('container_memory_working_set_bytes', labels, { used: usage?.memory, at: time }),
      ...sample('container_cpu_usage_cores', labels, { used: usage?.cpu, at: time }),
    ]
  })
}

/** Usage from metrics.k8s.io under the names that cAdvisor has for it; nothing where no metrics server runs. */
export async function readUsage(
  lists: Lists,
  namespaces: readonly string[],
): Promise<readonly Sample[]> {
  const listed = async (namespace: string | null): Promise<ListAnswer | null> =>
    lists.list({ resource: POD_METRICS, namespace }).catch(() => null)
  if (namespaces.length > LISTS_AT_MOST) {
    const answer = await listed(null)
    const wanted = new Set(namespaces)
    const isWanted = ({ metadata }: KubeObject): boolean => wanted.has(metadata.namespace ?? '')
    if (answer?.kind !== 'forbidden') return itemsOf(answer).filter(isWanted).flatMap(samplesOf)
  }
  const found = await Promise.all(namespaces.map(listed))
  return found.flatMap(itemsOf).flatMap(samplesOf)
}

function itemsOf(answer: ListAnswer | null): readonly KubeObject[] {
  return answer?.kind === 'items' ? answer.items : []
}
