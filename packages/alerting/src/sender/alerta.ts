import { type Alert, isResolvedAt } from '../alerts/alert.ts'

/** Labels and annotations that have a field of their own in Alerta. */
const LABELS = new Set([
  'alertname',
  'event',
  'environment',
  'severity',
  'service',
  'group',
  'instance',
  'exported_instance',
  'value',
])
/** Annotations that have a field of their own in Alerta. */
const TEXTS = new Set(['summary', 'description', 'value'])

/**
 * An alert as Alerta's `POST /alert` takes it (https://docs.alerta.io/api/reference.html). Alerta knows it again by
 * environment, resource and event; one that is over has the severity `normal`.
 */
export function alertaAlert(one: Alert, nowMs: number): object {
  const { labels, annotations } = one
  const { environment = 'Production', service, group = labels['job'] ?? 'Prometheus' } = labels
  const severity = isResolvedAt(one, nowMs) ? 'normal' : (labels['severity'] ?? 'warning')
  const rest = (
    all: Alert['labels'],
    known: ReadonlySet<string>,
  ): readonly (readonly [string, string])[] =>
    Object.entries(all).filter(([name]) => !known.has(name))
  return {
    resource: resourceOf(labels),
    event: labels['event'] ?? labels['alertname'] ?? 'unknown',
    environment,
    severity,
    service: (service ?? labels['workload'] ?? labels['namespace'] ?? 'unknown').split(','),
    group,
    value: annotations['value'] ?? labels['value'] ?? '',
    text: annotations['description'] ?? annotations['summary'] ?? '',
    tags: rest(labels, LABELS).map(([name, value]) => `${name}=${value}`),
    attributes: {
      ...Object.fromEntries(rest(annotations, TEXTS)),
      moreInfo: `<a href="${escaped(one.generatorURL)}" target="_blank">Source</a>`,
    },
    origin: 'unloop',
    type: 'prometheusAlert',
  }
}

/**
 * What the alert is about, by which Alerta knows it again: an instance, else the place in the cluster; `n/a` as Alerta's own
 * for Prometheus.
 */
function resourceOf(labels: Alert['labels']): string {
  const { exported_instance, instance, namespace, workload, pod, container } = labels
  const place = [namespace, workload ?? pod, container].filter((part) => part !== undefined)
  return exported_instance ?? instance ?? (place.length > 1 ? place.join('/') : 'n/a')
}

/** Alerta shows it as HTML. */
function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')
}
