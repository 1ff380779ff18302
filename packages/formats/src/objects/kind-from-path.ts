/** Folder and file names of dumps whose items carry no kind (support bundles, `cluster-info dump`). */
const KINDS: Readonly<Record<string, string>> = {
  pods: 'Pod',
  pod: 'Pod',
  events: 'Event',
  nodes: 'Node',
  namespaces: 'Namespace',
  services: 'Service',
  endpoints: 'Endpoints',
  endpointslices: 'EndpointSlice',
  deployments: 'Deployment',
  replicasets: 'ReplicaSet',
  statefulsets: 'StatefulSet',
  daemonsets: 'DaemonSet',
  jobs: 'Job',
  cronjobs: 'CronJob',
  configmaps: 'ConfigMap',
  secrets: 'Secret',
  serviceaccounts: 'ServiceAccount',
  pvcs: 'PersistentVolumeClaim',
  persistentvolumeclaims: 'PersistentVolumeClaim',
  pvs: 'PersistentVolume',
  persistentvolumes: 'PersistentVolume',
  limitranges: 'LimitRange',
  resourcequotas: 'ResourceQuota',
  'resource-quotas': 'ResourceQuota',
  'resource-quota': 'ResourceQuota',
  'network-policy': 'NetworkPolicy',
  networkpolicies: 'NetworkPolicy',
  roles: 'Role',
  rolebindings: 'RoleBinding',
  clusterroles: 'ClusterRole',
  clusterrolebindings: 'ClusterRoleBinding',
  ingress: 'Ingress',
  ingresses: 'Ingress',
  poddisruptionbudgets: 'PodDisruptionBudget',
  'pod-disruption-budgets': 'PodDisruptionBudget',
}

/** `cluster-resources/pods/shop.json` and `shop/pods.json` hold Pods; null where the path says nothing. */
export function kindFromPath(path: string): string | null {
  const parts = path.toLowerCase().split('/')
  const file = (parts.pop() ?? '').replace(/\.(?:json|ya?ml)$/, '')
  return KINDS[file] ?? KINDS[parts.pop() ?? ''] ?? null
}
