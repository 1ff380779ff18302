/** One kind of object that a diagnosis reads. */
export interface Resource {
  readonly kind: string
  readonly apiVersion: string
  readonly plural: string
  readonly namespaced: boolean
  /**
   * `scope`: read wherever pods are read. `failing`: read only in namespaces where something is wrong. `cluster`: has no
   * namespace.
   */
  readonly when: 'scope' | 'failing' | 'cluster'
  /** Only metadata is asked for. */
  readonly metadataOnly?: boolean
  /** Not every cluster serves it: an absent API is no gap. */
  readonly optional?: boolean
  /** Ends the sentence "… could not be read, so …" of a gap. */
  readonly without: string
}

const resource = (
  kind: string,
  [apiVersion, plural]: readonly [string, string],
  rest: Omit<Resource, 'kind' | 'apiVersion' | 'plural' | 'namespaced'>,
): Resource => ({ kind, apiVersion, plural, namespaced: rest.when !== 'cluster', ...rest })

const APPS = 'apps/v1'
const RBAC = 'rbac.authorization.k8s.io/v1'
const NETWORK = 'networking.k8s.io/v1'
const ADMISSION = 'admissionregistration.k8s.io/v1'

export const PODS = resource('Pod', ['v1', 'pods'], {
  when: 'scope',
  without: 'nothing can be diagnosed',
})

/** Names, labels and times of Secrets; their values are never asked for. */
export const SECRETS = resource('Secret', ['v1', 'secrets'], {
  when: 'failing',
  metadataOnly: true,
  without: 'whether a Secret exists or was changed lately is known only from events',
})

/** What is read beside pods, in the order of use. `deploy/clusterrole.yaml` allows exactly these. */
export const RESOURCES: readonly Resource[] = [
  resource('ReplicaSet', [APPS, 'replicasets'], {
    when: 'scope',
    without: 'earlier revisions of Deployments are not known',
  }),
  resource('Deployment', [APPS, 'deployments'], {
    when: 'scope',
    without: 'pods are not traced to their Deployments',
  }),
  resource('StatefulSet', [APPS, 'statefulsets'], {
    when: 'scope',
    without: 'StatefulSets that lack pods are not seen',
  }),
  resource('DaemonSet', [APPS, 'daemonsets'], {
    when: 'scope',
    without: 'DaemonSets that lack pods are not seen',
  }),
  resource('Job', ['batch/v1', 'jobs'], {
    when: 'scope',
    without: 'the retries of Jobs are not known',
  }),
  resource('CronJob', ['batch/v1', 'cronjobs'], {
    when: 'scope',
    without: 'Jobs are not traced to their CronJobs',
  }),
  resource('Service', ['v1', 'services'], {
    when: 'scope',
    without: 'a wrong selector or port of a Service is not seen',
  }),
  resource('EndpointSlice', ['discovery.k8s.io/v1', 'endpointslices'], {
    when: 'scope',
    without: 'whether a Service has endpoints is worked out from pods alone',
  }),
  resource('Event', ['v1', 'events'], {
    when: 'failing',
    without: 'probe failures, kills, failed mounts and image pulls are not seen',
  }),
  resource('ControllerRevision', [APPS, 'controllerrevisions'], {
    when: 'failing',
    without: 'earlier revisions of StatefulSets and DaemonSets are not known',
  }),
  resource('ConfigMap', ['v1', 'configmaps'], {
    when: 'failing',
    without: 'a missing or changed ConfigMap is known only from events',
  }),
  SECRETS,
  resource('ServiceAccount', ['v1', 'serviceaccounts'], {
    when: 'failing',
    without: 'a missing ServiceAccount is not seen',
  }),
  resource('Role', [RBAC, 'roles'], {
    when: 'failing',
    without: 'a refused permission is not traced to its Role',
  }),
  resource('RoleBinding', [RBAC, 'rolebindings'], {
    when: 'failing',
    without: 'a refused permission is not traced to its binding',
  }),
  resource('NetworkPolicy', [NETWORK, 'networkpolicies'], {
    when: 'failing',
    without: 'a connection that a NetworkPolicy blocks looks like a network fault',
  }),
  resource('Ingress', [NETWORK, 'ingresses'], {
    when: 'failing',
    without: 'invalid Ingresses are not seen',
  }),
  resource('PersistentVolumeClaim', ['v1', 'persistentvolumeclaims'], {
    when: 'failing',
    without: 'claims that are not bound are not seen',
  }),
  resource('ResourceQuota', ['v1', 'resourcequotas'], {
    when: 'failing',
    without: 'a quota that is used up is known only from events',
  }),
  resource('LimitRange', ['v1', 'limitranges'], {
    when: 'failing',
    without: 'limits that come from a LimitRange look like the manifest’s own',
  }),
  resource('HorizontalPodAutoscaler', ['autoscaling/v2', 'horizontalpodautoscalers'], {
    when: 'failing',
    without: 'scaling by an autoscaler is not told from scaling by hand',
  }),
  resource('PodDisruptionBudget', ['policy/v1', 'poddisruptionbudgets'], {
    when: 'failing',
    without: 'blocked evictions are not explained',
  }),
  resource('Node', ['v1', 'nodes'], {
    when: 'cluster',
    without: 'faults of a node (pressure, not ready, version) are not seen',
  }),
  resource('Namespace', ['v1', 'namespaces'], {
    when: 'cluster',
    without: 'Pod Security levels and namespaces in deletion are not seen',
  }),
  resource('PersistentVolume', ['v1', 'persistentvolumes'], {
    when: 'cluster',
    without: 'why a volume is not bound is not known',
  }),
  resource('StorageClass', ['storage.k8s.io/v1', 'storageclasses'], {
    when: 'cluster',
    without: 'a missing StorageClass is known only from events',
  }),
  resource('ClusterRole', [RBAC, 'clusterroles'], {
    when: 'cluster',
    without: 'a refused permission is not traced to its ClusterRole',
  }),
  resource('ClusterRoleBinding', [RBAC, 'clusterrolebindings'], {
    when: 'cluster',
    without: 'a refused permission is not traced to its ClusterRoleBinding',
  }),
  resource('ValidatingWebhookConfiguration', [ADMISSION, 'validatingwebhookconfigurations'], {
    when: 'cluster',
    without: 'an admission webhook that refuses pods is known only from events',
  }),
  resource('MutatingWebhookConfiguration', [ADMISSION, 'mutatingwebhookconfigurations'], {
    when: 'cluster',
    without: 'containers that a webhook injects are not traced to it',
  }),
  resource('CustomResourceDefinition', ['apiextensions.k8s.io/v1', 'customresourcedefinitions'], {
    when: 'cluster',
    metadataOnly: true,
    without: 'a missing CRD is known only from logs',
  }),
  resource('APIService', ['apiregistration.k8s.io/v1', 'apiservices'], {
    when: 'cluster',
    without: 'an aggregated API that is down is known only from logs',
  }),
]

/** Read instead of EndpointSlices where those are not served. */
export const ENDPOINTS = resource('Endpoints', ['v1', 'endpoints'], {
  when: 'scope',
  without: 'whether a Service has endpoints is worked out from pods alone',
})

/** Usage, where metrics-server or an adapter serves it. */
export const POD_METRICS = resource('PodMetrics', ['metrics.k8s.io/v1beta1', 'pods'], {
  when: 'failing',
  optional: true,
  without: 'usage of memory and CPU is not known',
})

/** The path of a list, in one namespace or across all. */
export function listPath(res: Resource, namespace: string | null): string {
  const root = res.apiVersion.includes('/') ? `/apis/${res.apiVersion}` : `/api/${res.apiVersion}`
  const scope =
    res.namespaced && namespace !== null ? `/namespaces/${encodeURIComponent(namespace)}` : ''
  return `${root}${scope}/${res.plural}`
}

/** The path of one object. */
export function objectPath(res: Resource, namespace: string | undefined, name: string): string {
  return `${listPath(res, namespace ?? null)}/${encodeURIComponent(name)}`
}
