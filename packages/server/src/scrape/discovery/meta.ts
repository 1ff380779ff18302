import type { KubeObject } from '@unloop/engine/evidence'

/** Labels of a target before relabelling; an empty value is no label. */
export type MetaLabels = Readonly<Record<string, string>>

/** Values of an object whose fields may hold anything. */
export type Fields = Readonly<Record<string, unknown>>

/** What all labels of Kubernetes' service discovery begin with. */
export const META = '__meta_kubernetes_'

/** `app.kubernetes.io/name` → `app_kubernetes_io_name`, as Prometheus' strutil.SanitizeLabelName has it. */
const sanitized = (name: string): string => name.replace(/[^a-zA-Z0-9_]/g, '_')

/** Name, labels and annotations of an object as labels of a target; `prefix` is the kind. */
export function objectMeta(prefix: string, { metadata }: KubeObject): MetaLabels {
  const found: Record<string, string> = { [`${META}${prefix}_name`]: metadata.name ?? '' }
  for (const kind of ['label', 'annotation'] as const)
    for (const [name, value] of Object.entries(metadata[`${kind}s`] ?? {})) {
      found[`${META}${prefix}_${kind}_${sanitized(name)}`] = String(value)
      found[`${META}${prefix}_${kind}present_${sanitized(name)}`] = 'true'
    }
  return found
}

/** The value if it is an object; else an empty one. */
export function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Fields)
    : {}
}

/** The objects of a list; an empty list for anything else. */
export function listOf(value: unknown): readonly Fields[] {
  return Array.isArray(value) ? value.map(fieldsOf) : []
}

/** A scalar as a label's value; '' for anything else. */
export function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : ''
}

/** An address with a port; IPv6 stands in brackets. */
export function hostPort(host: string, port: string): string {
  const name = host.includes(':') ? `[${host}]` : host
  return port === '' ? name : `${name}:${port}`
}
