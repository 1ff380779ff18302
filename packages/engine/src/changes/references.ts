import type { Inventory } from '../evidence/inventory.ts'
import type { KubeObject } from '../evidence/kube.ts'
import { millis, rfc3339 } from '../evidence/time.ts'
import type { CaseFile } from '../case/case-file.ts'

interface Reference {
  readonly kind: 'ConfigMap' | 'Secret'
  readonly name: string
}

/** The ConfigMaps and Secrets that the failing container reads: env, envFrom and its mounts. */
export function referencesOf(file: CaseFile): readonly Reference[] {
  const { spec } = file.failing
  const mounted = new Set((spec?.volumeMounts ?? []).map(({ name }) => name))
  const volumes = (file.podSpec?.volumes ?? []).filter(({ name }) => mounted.has(name))
  const all: readonly (Reference | null)[] = [
    ...(spec?.env ?? []).flatMap(({ valueFrom }) => [
      reference('ConfigMap', valueFrom?.configMapKeyRef?.name),
      reference('Secret', valueFrom?.secretKeyRef?.name),
    ]),
    ...(spec?.envFrom ?? []).flatMap(({ configMapRef, secretRef }) => [
      reference('ConfigMap', configMapRef?.name),
      reference('Secret', secretRef?.name),
    ]),
    ...volumes.flatMap(({ configMap, secret }) => [
      reference('ConfigMap', configMap?.name),
      reference('Secret', secret?.secretName),
    ]),
  ]
  const seen = new Set<string>()
  return all
    .filter((found) => found !== null)
    .filter(({ kind, name }) => {
      const key = `${kind}/${name}`
      return !seen.has(key) && seen.add(key)
    })
}

const reference = (kind: Reference['kind'], name: string | undefined): Reference | null =>
  name ? { kind, name } : null

/** References that changed after the pod's workload was made, with the newest change first. */
export function youngReferences(
  file: CaseFile,
  inventory: Inventory,
): readonly { what: string; at: string | null }[] {
  const { namespace, workload } = file.failing
  const made = millis(workload.chain[0]?.object.metadata.creationTimestamp)
  if (made === null) return []
  return referencesOf(file)
    .flatMap(({ kind, name }) => {
      const object = inventory.get(kind, namespace, name)?.object
      const at = object ? changedAt(object) : null
      // Objects of one `apply` come within seconds of each other.
      return at !== null && at > made + 10_000 ? [{ what: `${kind} ${name} changed`, at }] : []
    })
    .sort((a, b) => b.at - a.at)
    .map(({ what, at }) => ({ what, at: rfc3339(at) }))
}

/** The newest write that the object records, else its creation. */
export function changedAt(object: KubeObject): number | null {
  const writes = (object.metadata.managedFields ?? [])
    // What a fix changes and puts back is no change of anybody's.
    .filter(({ manager }) => manager !== 'unloop')
    .map(({ time }) => millis(time))
    .filter((at) => at !== null)
  return writes.length > 0 ? Math.max(...writes) : millis(object.metadata.creationTimestamp)
}
