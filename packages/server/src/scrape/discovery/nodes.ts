import type { KubeObject } from '@unloop/engine/evidence'
import { fieldsOf, hostPort, listOf, META, objectMeta, textOf, type MetaLabels } from './meta.ts'

/** Which address of a node is taken, the first that there is (discovery/kubernetes/node.go). */
const ORDER = ['InternalIP', 'InternalDNS', 'ExternalIP', 'ExternalDNS', 'LegacyHostIP', 'Hostname']
const KUBELET_PORT = '10250'

/** The kubelet of a node. */
export function nodeTargets(node: KubeObject): MetaLabels[] {
  const status = fieldsOf(node['status'])
  const addresses = listOf(status['addresses'])
  const of = (type: string): string =>
    textOf(addresses.find((one) => one['type'] === type)?.['address'])
  const address = ORDER.map(of).find((one) => one !== '')
  if (address === undefined) return []
  const kubelet = fieldsOf(fieldsOf(status['daemonEndpoints'])['kubeletEndpoint'])
  const own: Record<string, string> = {}
  for (const { type, address: value } of addresses) {
    const name = `${META}node_address_${textOf(type)}`
    own[name] ??= textOf(value)
  }
  return [
    {
      ...objectMeta('node', node),
      ...own,
      [`${META}node_provider_id`]: textOf(fieldsOf(node['spec'])['providerID']),
      instance: node.metadata.name ?? '',
      __address__: hostPort(address, textOf(kubelet['Port']) || KUBELET_PORT),
    },
  ]
}
