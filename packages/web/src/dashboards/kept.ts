import type { Imported } from './grafana.ts'

// The key in the browser's local storage.
const KEY = 'unloop.dashboards'

/** The dashboards that are kept in this browser. */
export function keptDashboards(): readonly Imported[] {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? '[]') as readonly Imported[]
  } catch {
    return []
  }
}

/** Throws where the browser keeps nothing, or no more. */
export function keepDashboards(dashboards: readonly Imported[]): void {
  localStorage.setItem(KEY, JSON.stringify(dashboards))
}

/** What a new one begins with: names of kube-state-metrics, the kubelet and cAdvisor. */
export const FRESH: Imported = {
  title: 'Crash loops',
  left: [],
  panels: [
    panel(
      'Restarts a minute, by namespace',
      'sum(rate(kube_pod_container_status_restarts_total[5m])) by (namespace) * 60',
    ),
    panel(
      'Failed probes a minute, by pod',
      'sum(rate(prober_probe_total{result="failed"}[5m])) by (namespace, pod, probe_type) * 60',
    ),
    panel(
      'Least memory left of the limit, by pod',
      'bottomk(10, min(1 - container_memory_working_set_bytes{container!=""} / (container_spec_memory_limit_bytes{container!=""} > 0)) by (namespace, pod))',
    ),
  ],
}

/** A panel with one query that is drawn as lines. */
function panel(title: string, query: string): Imported['panels'][number] {
  return { title, kind: 'series', queries: [query], unit: '' }
}
