/**
 * True of a reason with which a kubelet turns a pod away before it makes any container (pkg/kubelet/lifecycle, pkg/kubelet/sysctl,
 * pkg/kubelet/cm/topologymanager): the same stands in the pod's status and in its event. `OutOf` is followed by the name of a
 * resource, which may hold a domain: `OutOfcpu`, `OutOfnvidia.com/gpu`.
 */
export function isTurnedAway(reason: string): boolean {
  return TURNED_AWAY.test(reason)
}

const TURNED_AWAY =
  /^(?:\w*Forbidden|\w*NotSupported|UnexpectedAdmissionError|OutOf[\w./-]+|NodeAffinity|AppArmor|PodLevelResources\w*|Node(?:Ports|Name|Shutdown)|PodRejected|TopologyAffinityError|InvalidNodeInfo)$/
