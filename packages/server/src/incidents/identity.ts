import type { Incident } from '@unloop/engine/report'

/** By what an incident is found in tables and metrics: the cause that stands first, and where it happens. */
export function identityOf(cluster: string, incident: Incident) {
  const [best] = incident.causes
  return {
    cluster,
    namespace: incident.namespace,
    workload_kind: incident.workload.kind,
    workload: incident.workload.name,
    container: incident.container?.name ?? '',
    cause: best?.id ?? 'unknown',
    branch: best?.branch ?? '',
  }
}
