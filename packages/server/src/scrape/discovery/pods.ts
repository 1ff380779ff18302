import type { KubeObject } from '@unloop/engine/evidence'
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

/** A target for each port of each container, or one for a container without ports (discovery/kubernetes/pod.go). */
export function podTargets(pod: KubeObject): MetaLabels[] {
  const spec = fieldsOf(pod['spec'])
  const ip = textOf(fieldsOf(pod['status'])['podIP'])
  if (ip === '') return []
  const common = podMeta(pod)
  const of = (containers: readonly Fields[], isInit: boolean): MetaLabels[] =>
    containers.flatMap((container) => {
      const ports = listOf(container['ports'])
      return (ports.length === 0 ? [{}] : ports).map((port: Fields) => ({
        ...common,
        ...containerMeta(pod, container, isInit),
        ...portMeta(port),
        __address__: hostPort(ip, textOf(port['containerPort'])),
      }))
    })
  return [...of(listOf(spec['containers']), false), ...of(listOf(spec['initContainers']), true)]
}

/** What a target is told of the pod behind it. */
export function podMeta(pod: KubeObject): MetaLabels {
  const status = fieldsOf(pod['status'])
  const ready = listOf(status['conditions']).find(({ type }) => type === 'Ready')
  const owner = listOf(pod.metadata.ownerReferences).find(({ controller }) => controller === true)
  return {
    [`${META}namespace`]: pod.metadata.namespace ?? '',
    ...objectMeta('pod', pod),
    [`${META}pod_ip`]: textOf(status['podIP']),
    [`${META}pod_ready`]: textOf(ready?.['status']).toLowerCase() || 'unknown',
    [`${META}pod_phase`]: textOf(status['phase']),
    [`${META}pod_node_name`]: textOf(fieldsOf(pod['spec'])['nodeName']),
    [`${META}pod_host_ip`]: textOf(status['hostIP']),
    [`${META}pod_uid`]: pod.metadata.uid ?? '',
    [`${META}pod_controller_kind`]: textOf(owner?.['kind']),
    [`${META}pod_controller_name`]: textOf(owner?.['name']),
  }
}

function containerMeta(pod: KubeObject, container: Fields, isInit: boolean): MetaLabels {
  const status = fieldsOf(pod['status'])
  const statuses = listOf(status[isInit ? 'initContainerStatuses' : 'containerStatuses'])
  const own = statuses.find(({ name }) => name === container['name'])
  return {
    [`${META}pod_container_init`]: String(isInit),
    [`${META}pod_container_name`]: textOf(container['name']),
    [`${META}pod_container_image`]: textOf(container['image']),
    [`${META}pod_container_id`]: textOf(own?.['containerID']),
  }
}

/** What a target is told of a port of a container. */
export function portMeta(port: Fields): MetaLabels {
  const number = textOf(port['containerPort'])
  return {
    [`${META}pod_container_port_name`]: textOf(port['name']),
    [`${META}pod_container_port_number`]: number,
    [`${META}pod_container_port_protocol`]: number === '' ? '' : textOf(port['protocol']) || 'TCP',
  }
}
