import type { LintObject } from './check.ts'
import { at, fieldsOf, listOf, wordOf } from './fields.ts'

/** Where the names of other objects stand in the spec of a pod. */
const VOLUMES = [
  ['ConfigMap', ['configMap', 'name']],
  ['Secret', ['secret', 'secretName']],
  ['PersistentVolumeClaim', ['persistentVolumeClaim', 'claimName']],
] as const

// Where a variable names an object.
const VARIABLES = [
  ['ConfigMap', ['valueFrom', 'configMapKeyRef', 'name']],
  ['Secret', ['valueFrom', 'secretKeyRef', 'name']],
] as const

// Where a whole environment does.
const ENVIRONMENTS = [
  ['ConfigMap', ['configMapRef', 'name']],
  ['Secret', ['secretRef', 'name']],
] as const

/** Names of objects that pods and bindings refer to, as `Kind/name`. */
export function referredBy(objects: readonly LintObject[]): ReadonlySet<string> {
  const names = new Set<string>()
  const add = (kind: string, name: unknown): void => {
    if (wordOf(name) !== '') names.add(`${kind}/${wordOf(name)}`)
  }
  for (const { workload, fields, kind } of objects) {
    for (const subject of listOf(fields['subjects']))
      if (at(subject, 'kind') === 'ServiceAccount') add('ServiceAccount', at(subject, 'name'))
    if (/Binding$/.test(kind))
      add(wordOf(at(fields, 'roleRef', 'kind')), at(fields, 'roleRef', 'name'))
    if (workload === null) continue
    add('ServiceAccount', workload.spec['serviceAccountName'])
    for (const secret of listOf(workload.spec['imagePullSecrets']))
      add('Secret', at(secret, 'name'))
    for (const volume of workload.volumes)
      for (const source of [volume.fields, ...listOf(at(volume.fields, 'projected', 'sources'))])
        for (const [what, path] of VOLUMES)
          add(what, at(source, ...path) ?? at(source, what === 'Secret' ? 'secret' : '', 'name'))
    for (const site of workload.sites) {
      for (const entry of listOf(site.fields['env']))
        for (const [what, path] of VARIABLES) add(what, at(fieldsOf(entry), ...path))
      for (const entry of listOf(site.fields['envFrom']))
        for (const [what, path] of ENVIRONMENTS) add(what, at(fieldsOf(entry), ...path))
    }
  }
  return names
}
