import { labelName } from './metric-names.ts'

/** Resource attributes that every series carries, by the names that Kubernetes' own metrics use. */
const PROMOTED: Readonly<Record<string, string>> = {
  'k8s.cluster.name': 'cluster',
  'k8s.namespace.name': 'namespace',
  'k8s.pod.name': 'pod',
  'k8s.pod.uid': 'uid',
  'k8s.container.name': 'container',
  'k8s.node.name': 'node',
  'k8s.deployment.name': 'deployment',
  'k8s.replicaset.name': 'replicaset',
  'k8s.statefulset.name': 'statefulset',
  'k8s.daemonset.name': 'daemonset',
  'k8s.job.name': 'job_name',
  'k8s.cronjob.name': 'cronjob',
  'k8s.hpa.name': 'horizontalpodautoscaler',
}

/**
 * Labels from a resource: `job` and `instance` as Prometheus makes them, and where in the cluster it is. Without the
 * latter a metric of the k8s_cluster receiver would not say of which pod it is.
 */
export function resourceLabels(
  pairs: Iterable<readonly [string, string]>,
  cluster: string,
): (readonly [string, string])[] {
  const values = new Map(pairs)
  const labels = new Map<string, string>()
  for (const [attribute, value] of values) {
    const name = PROMOTED[attribute]
    if (name !== undefined) labels.set(name, value)
    else if (attribute.startsWith('k8s.')) labels.set(labelName(attribute), value)
  }
  const service = values.get('service.name')
  if (service !== undefined) {
    const space = values.get('service.namespace')
    labels.set('job', space === undefined ? service : `${space}/${service}`)
  }
  const instance = values.get('service.instance.id')
  if (instance !== undefined) labels.set('instance', instance)
  if (!labels.has('cluster') && cluster !== '') labels.set('cluster', cluster)
  return [...labels]
}
