import { quantity, type Container, type Pod } from '@unloop/engine/evidence'

/** What a `fieldRef` gives inside the cluster; null where it has no counterpart outside. */
export function fieldValue(pod: Pod, path: string): string | null {
  const keyed = /^metadata\.(labels|annotations)\['(.+)'\]$/.exec(path)
  if (keyed?.[2]) return pod.metadata[keyed[1] as 'labels' | 'annotations']?.[keyed[2]] ?? ''
  switch (path) {
    case 'metadata.name':
      return pod.metadata.name ?? ''
    case 'metadata.namespace':
      return pod.metadata.namespace ?? ''
    case 'metadata.uid':
      return pod.metadata.uid ?? ''
    case 'spec.nodeName':
      return pod.spec?.nodeName ?? ''
    case 'spec.serviceAccountName':
      return pod.spec?.serviceAccountName ?? ''
    // The container's own address is another one outside of the cluster.
    case 'status.podIP':
    case 'status.podIPs':
    case 'status.hostIP':
    case 'status.hostIPs':
      return '127.0.0.1'
    default:
      return null
  }
}

/**
 * What a `resourceFieldRef` gives: the quantity divided by the divisor and rounded up (pkg/api/v1/resource,
 * `ExtractContainerResourceValue`). Null where the pod does not state it: then the node's size counts.
 */
export function resourceValue(
  { resources }: Container,
  { resource = '', divisor }: { readonly resource?: string; readonly divisor?: string },
): string | null {
  const [kind, name] = resource.split(/\.(.*)/)
  if (kind !== 'limits' && kind !== 'requests') return null
  const value = quantity(resources?.[kind]?.[name ?? ''])
  if (value === null) return null
  const by = quantity(divisor) || 1
  return String(Math.ceil(value / by))
}
