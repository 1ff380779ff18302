import { fieldsOf, templateOf } from './revisions.ts'
import type { Story, Version } from './story.ts'

// Fields of a pod's template that name an object.
const FIELDS: Readonly<Record<string, 'ConfigMap' | 'Secret'>> = {
  configMap: 'ConfigMap',
  configMapRef: 'ConfigMap',
  configMapKeyRef: 'ConfigMap',
  secret: 'Secret',
  secretRef: 'Secret',
  secretKeyRef: 'Secret',
}

/** What changed that the workload is made of: itself, and the ConfigMaps and Secrets that its template names. Oldest first. */
export function ownChanges({ incident, versions }: Story): readonly Version[] {
  const { kind, name } = incident.workload
  const isWorkload = (version: Version): boolean => version.kind === kind && version.name === name
  const workload = versions.findLast(isWorkload)
  const named = workload === undefined ? null : namesIn(templateOf(workload))
  return versions.filter(
    (version) =>
      version.change === 'modified' &&
      (isWorkload(version) || named?.has(`${version.kind}/${version.name}`) === true),
  )
}

/** The version of the same object before this one; undefined where none is kept. */
export function versionBefore({ versions }: Story, version: Version): Version | undefined {
  const { kind, name, ms } = version
  return versions.findLast((one) => one.kind === kind && one.name === name && one.ms < ms)
}

/** `ConfigMap/app`, wherever a template refers to it. */
function namesIn(value: unknown, found = new Set<string>()): ReadonlySet<string> {
  if (Array.isArray(value)) for (const item of value) namesIn(item, found)
  else
    for (const [key, inner] of Object.entries(fieldsOf(value))) {
      const kind = FIELDS[key]
      const { name, secretName } = fieldsOf(inner)
      if (kind !== undefined) found.add(`${kind}/${String(name ?? secretName)}`)
      namesIn(inner, found)
    }
  return found
}
