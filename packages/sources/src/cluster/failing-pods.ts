import type { ContainerStatus, KubeObject, Pod } from '@unloop/engine/evidence'

type Fields = Readonly<Record<string, unknown>>

const count = (fields: Fields, name: string): number => {
  const value = fields[name]
  return typeof value === 'number' ? value : 0
}

const isCalm = (status: ContainerStatus): boolean =>
  (status.restartCount ?? 0) === 0 &&
  (status.ready === true || status.state?.terminated?.exitCode === 0)

/** False only where nothing at all is wrong with the pod: it decides what else is read, so it errs on the side of failing. */
export function isPodFailing(pod: Pod): boolean {
  const { phase, containerStatuses = [], initContainerStatuses = [], reason } = pod.status ?? {}
  if (phase === 'Succeeded') return false
  if (phase !== 'Running' || reason !== undefined) return true
  return [...containerStatuses, ...initContainerStatuses].some((status) => !isCalm(status))
}

/** Workloads that have fewer ready pods than they should: their pods may not even exist. */
const isWorkloadShort = (object: KubeObject): boolean => {
  const spec = (object['spec'] ?? {}) as Fields
  const status = (object['status'] ?? {}) as Fields
  switch (object.kind) {
    case 'Deployment':
    case 'StatefulSet':
      return (
        count(status, 'readyReplicas') <
        (typeof spec['replicas'] === 'number' ? spec['replicas'] : 1)
      )
    case 'DaemonSet':
      return count(status, 'numberReady') < count(status, 'desiredNumberScheduled')
    case 'Job':
      return count(status, 'failed') > 0
    default:
      return false
  }
}

/** Namespaces where events, configuration and permissions are worth reading. */
export function failingNamespaces(objects: readonly KubeObject[]): readonly string[] {
  const found = new Set<string>()
  for (const object of objects) {
    const { namespace } = object.metadata
    if (namespace === undefined) continue
    if (object.kind === 'Pod' ? isPodFailing(object as Pod) : isWorkloadShort(object))
      found.add(namespace)
  }
  return [...found].toSorted()
}
