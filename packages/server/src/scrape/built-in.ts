import type { ClusterObjects } from './discovery/cluster-objects.ts'
import { fieldsOf, listOf, textOf, type MetaLabels } from './discovery/meta.ts'
import { nodeTargets } from './discovery/nodes.ts'
import { scrapeFile, type ScrapeJob } from './scrape-config.ts'
import { keyOf, targetOf, type Target } from './target.ts'

/** How the kubelets and kube-state-metrics of a cluster are reached without a configuration. */
export interface BuiltInOptions {
  readonly cluster: string
  /** In a pod of the cluster: kubelets and Services are asked directly, else by way of the API server. */
  readonly isInside: boolean
}

const TOKEN = '/var/run/secrets/kubernetes.io/serviceaccount/token'
const INTERVAL_MS = 30_000
/** Beyond 60 nodes each takes its half second: the API server has other things to do. */
const MS_A_NODE = 500
const TIMEOUT_MS = 10_000

/**
 * What tells why a container ended, and how near it is to its limits. Series of cgroups that are no container are left out,
 * and so is the path of the cgroup: it is another one for each run.
 */
const CADVISOR_KEPT =
  'container_(?:memory_(?:working_set_bytes|rss|usage_bytes|cache|swap|failcnt|max_usage_bytes)|' +
  'cpu_usage_seconds_total|cpu_cfs_(?:periods|throttled_periods|throttled_seconds)_total|' +
  'spec_(?:memory_limit_bytes|memory_reservation_limit_bytes|cpu_quota|cpu_period|cpu_shares)|' +
  'oom_events_total|start_time_seconds|last_seen|fs_(?:usage|limit)_bytes|processes|threads|file_descriptors)'
const STATE_DROPPED =
  'kube_(?:secret|configmap|endpoint|lease|role|rolebinding|clusterrole|clusterrolebinding|certificatesigningrequest)_.*|' +
  'kube_.+_(?:labels|annotations)|kube_pod_(?:tolerations|ips|overhead_.*)'

const [CADVISOR, PROBES, STATE] = scrapeFile.parse({
  scrape_configs: [
    {
      job_name: 'kubelet',
      metrics_path: '/metrics/cadvisor',
      track_timestamps_staleness: true,
      metric_relabel_configs: [
        { source_labels: ['__name__'], regex: CADVISOR_KEPT, action: 'keep' },
        { source_labels: ['container'], regex: '.+', action: 'keep' },
        { regex: 'id|name', action: 'labeldrop' },
      ],
    },
    {
      job_name: 'kubelet',
      metrics_path: '/metrics/probes',
      metric_relabel_configs: [
        { source_labels: ['__name__'], regex: 'prober_probe_total', action: 'keep' },
      ],
    },
    {
      job_name: 'kube-state-metrics',
      honor_labels: true,
      metric_relabel_configs: [
        { source_labels: ['__name__'], regex: STATE_DROPPED, action: 'drop' },
      ],
    },
  ],
}).scrape_configs

/**
 * What is read of a watched cluster without being told to: memory, CPU and probes of its containers from the kubelets, and
 * kube-state-metrics where it runs. Jobs and labels are those that the common rules and dashboards ask for.
 */
export function builtInTargets(objects: ClusterObjects, options: BuiltInOptions): Target[] {
  const nodes = [...objects.all('Node')]
  const times = {
    scrape_interval: Math.max(INTERVAL_MS, nodes.length * MS_A_NODE),
    scrape_timeout: TIMEOUT_MS,
  }
  const kubelets = nodes.flatMap((node) =>
    nodeTargets(node).flatMap((found) =>
      [CADVISOR, PROBES].map((job) => {
        const path = job!.metrics_path
        const name = node.metadata.name ?? ''
        return target({ ...job!, ...times, ...KUBELET }, options, {
          labels: { ...plain(found), node: name, metrics_path: path },
          apiPath: `/api/v1/nodes/${encodeURIComponent(name)}/proxy${path}`,
        })
      }),
    ),
  )
  const states = [...objects.all('Service')].flatMap((service) => {
    const { name = '', namespace = '', labels = {} } = service.metadata
    const ports = listOf(fieldsOf(service['spec'])['ports'])
    const port = ports.find((one) => /^http(?:-metrics)?$/.test(textOf(one['name']))) ?? ports[0]
    if (labels['app.kubernetes.io/name'] !== 'kube-state-metrics' || port === undefined) return []
    const number = textOf(port['port'])
    return [
      target({ ...STATE!, ...times }, options, {
        labels: { __address__: `${name}.${namespace}.svc:${number}`, service: name },
        apiPath: `/api/v1/namespaces/${namespace}/services/${name}:${number}/proxy/metrics`,
      }),
    ]
  })
  return [...kubelets, ...states].filter((one) => one !== null)
}

/** The certificates of kubelets are their own, and known to nobody, in most clusters. */
const KUBELET = {
  scheme: 'https',
  bearer_token_file: TOKEN,
  tls_config: { insecure_skip_verify: true },
}

function target(
  job: ScrapeJob,
  { cluster, isInside }: BuiltInOptions,
  { labels, apiPath }: { readonly labels: MetaLabels; readonly apiPath: string },
): Target | null {
  const made = targetOf({ ...labels, cluster }, job)
  if (made === null || typeof made === 'string') return null
  return isInside ? made : { ...made, apiPath, key: keyOf(apiPath, made.url, made.labels) }
}

/** Without what only relabelling asks for. */
function plain(found: MetaLabels): MetaLabels {
  return Object.fromEntries(Object.entries(found).filter(([name]) => !name.startsWith('__meta_')))
}
