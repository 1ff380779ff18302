/** Where in a cluster a record comes from. */
export interface Place {
  readonly cluster: string
  readonly namespace: string
  readonly pod: string
  readonly container: string
  readonly podUid: string
  readonly node: string
  readonly service: string
  /** The container's restart count, or -1 where it is not known. */
  readonly run: number
}

/**
 * Names of OpenTelemetry's semantic conventions (k8s resource), then those of other shippers: Fluent Bit's kubernetes
 * filter, Vector's kubernetes_logs, Promtail's usual relabelling.
 */
const NAMES = {
  cluster: ['k8s.cluster.name', 'cluster'],
  namespace: [
    'k8s.namespace.name',
    'kubernetes.namespace_name',
    'kubernetes.pod_namespace',
    'namespace',
  ],
  pod: ['k8s.pod.name', 'kubernetes.pod_name', 'pod', 'pod_name'],
  container: ['k8s.container.name', 'kubernetes.container_name', 'container', 'container_name'],
  podUid: ['k8s.pod.uid', 'kubernetes.pod_id', 'kubernetes.pod_uid', 'pod_uid'],
  node: ['k8s.node.name', 'kubernetes.host', 'kubernetes.pod_node_name', 'node_name', 'node'],
  service: ['service.name', 'app', 'service_name'],
  run: ['k8s.container.restart_count', 'restart_count'],
} as const

/** Every name that becomes a column; the others stay attributes. */
export const PLACE_NAMES: ReadonlySet<string> = new Set(Object.values(NAMES).flat())

/** The place that the names of resource attributes and labels give; '' for what none of them says. */
export function placeOf(pairs: Iterable<readonly [string, string]>, cluster: string): Place {
  const values = new Map(pairs)
  const first = (names: readonly string[]): string => {
    for (const name of names) {
      const value = values.get(name)
      if (value !== undefined && value !== '') return value
    }
    return ''
  }
  const run = first(NAMES.run)
  return {
    cluster: first(NAMES.cluster) || cluster,
    namespace: first(NAMES.namespace),
    pod: first(NAMES.pod),
    container: first(NAMES.container),
    podUid: first(NAMES.podUid),
    node: first(NAMES.node),
    service: first(NAMES.service),
    run: /^\d{1,9}$/.test(run) ? Number(run) : -1,
  }
}
