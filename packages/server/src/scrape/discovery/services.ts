import type { KubeObject } from '@unloop/engine/evidence'
import type { ClusterObjects } from './cluster-objects.ts'
import {
  fieldsOf,
  hostPort,
  listOf,
  META,
  objectMeta,
  textOf,
  type Fields,
  type MetaLabels,
} from './meta.ts'
import { podMeta, portMeta } from './pods.ts'

/** A target for each port of a Service, by its DNS name (discovery/kubernetes/service.go). */
export function serviceTargets(service: KubeObject): MetaLabels[] {
  const spec = fieldsOf(service['spec'])
  const { name = '', namespace = '' } = service.metadata
  const type = textOf(spec['type']) || 'ClusterIP'
  return listOf(spec['ports']).map((port) => ({
    ...serviceMeta(service),
    [`${META}service_type`]: type,
    [type === 'ExternalName' ? `${META}service_external_name` : `${META}service_cluster_ip`]:
      textOf(type === 'ExternalName' ? spec['externalName'] : spec['clusterIP']),
    [`${META}service_port_name`]: textOf(port['name']),
    [`${META}service_port_number`]: textOf(port['port']),
    [`${META}service_port_protocol`]: textOf(port['protocol']) || 'TCP',
    __address__: hostPort(`${name}.${namespace}.svc`, textOf(port['port'])),
  }))
}

const serviceMeta = (service: KubeObject): MetaLabels => ({
  [`${META}namespace`]: service.metadata.namespace ?? '',
  ...objectMeta('service', service),
})

/**
 * A target for each address and port of an EndpointSlice, with what is known of the Service and the pod behind it. Both
 * roles, `endpoints` and `endpointslice`, have their labels: the older objects hold the same.
 */
export function endpointTargets(slice: KubeObject, objects: ClusterObjects): MetaLabels[] {
  const { namespace = '', labels = {} } = slice.metadata
  const name = textOf(labels['kubernetes.io/service-name'])
  const service = objects.find('Service', namespace, name)
  const common = {
    [`${META}namespace`]: namespace,
    ...objectMeta('endpointslice', slice),
    [`${META}endpointslice_address_type`]: textOf(slice['addressType']),
    [`${META}endpoints_name`]: name,
    ...(service === null ? {} : serviceMeta(service)),
  }
  const ports = listOf(slice['ports'])
  return listOf(slice['endpoints']).flatMap((endpoint) => {
    const addresses = Array.isArray(endpoint['addresses']) ? endpoint['addresses'].map(textOf) : []
    return addresses.flatMap((address) =>
      (ports.length === 0 ? [{}] : ports).map((port: Fields) => ({
        ...common,
        ...endpointMeta(endpoint, port),
        ...behind(endpoint, port, { namespace, objects }),
        __address__: hostPort(address, textOf(port['port'])),
      })),
    )
  })
}

function endpointMeta(endpoint: Fields, port: Fields): MetaLabels {
  const conditions = fieldsOf(endpoint['conditions'])
  const target = fieldsOf(endpoint['targetRef'])
  const ready = textOf(conditions['ready']) || 'true'
  const node = textOf(endpoint['nodeName'])
  return {
    [`${META}endpoint_ready`]: ready,
    [`${META}endpoint_port_name`]: textOf(port['name']),
    [`${META}endpoint_port_protocol`]: textOf(port['protocol']),
    [`${META}endpoint_node_name`]: node,
    [`${META}endpoint_address_target_kind`]: textOf(target['kind']),
    [`${META}endpoint_address_target_name`]: textOf(target['name']),
    [`${META}endpointslice_endpoint_conditions_ready`]: ready,
    [`${META}endpointslice_endpoint_node_name`]: node,
    [`${META}endpointslice_address_target_kind`]: textOf(target['kind']),
    [`${META}endpointslice_address_target_name`]: textOf(target['name']),
    [`${META}endpointslice_port`]: textOf(port['port']),
    [`${META}endpointslice_port_name`]: textOf(port['name']),
    [`${META}endpointslice_port_protocol`]: textOf(port['protocol']),
  }
}

/** The pod behind an endpoint, and the container that has its port. */
function behind(
  endpoint: Fields,
  port: Fields,
  { namespace, objects }: { readonly namespace: string; readonly objects: ClusterObjects },
): MetaLabels {
  const target = fieldsOf(endpoint['targetRef'])
  if (target['kind'] !== 'Pod') return {}
  const pod = objects.find('Pod', namespace, textOf(target['name']))
  if (pod === null) return {}
  for (const container of listOf(fieldsOf(pod['spec'])['containers']))
    for (const own of listOf(container['ports']))
      if (own['containerPort'] === port['port'])
        return {
          ...podMeta(pod),
          ...portMeta(own),
          [`${META}pod_container_name`]: textOf(container['name']),
          [`${META}pod_container_image`]: textOf(container['image']),
        }
  return podMeta(pod)
}
