import { dataOf, type Bundle } from './bundle.ts'
import type { LintObject } from './check.ts'
import { at, isFields, listOf, wordOf, type Fields } from './fields.ts'
import type { MountEntry, Site, VolumeEntry } from './workload.ts'

export function clean(path: string): string {
  return path.replace(/\/+$/, '') || '/'
}

const below = (path: string, folder: string): boolean =>
  folder === '/' || path === clean(folder) || path.startsWith(`${clean(folder)}/`)

/** The deepest mount above a path. */
export function mountAt(site: Site, path: string): MountEntry | null {
  return (
    site.mounts
      .filter(({ mountPath }) => mountPath !== '' && below(path, mountPath))
      .sort((a, b) => b.mountPath.length - a.mountPath.length)[0] ?? null
  )
}

export const SOURCES = [
  ['configMap', 'ConfigMap', 'name'],
  ['secret', 'Secret', 'secretName'],
] as const

export interface Source {
  readonly kind: 'ConfigMap' | 'Secret'
  readonly field: 'configMap' | 'secret'
  readonly fields: Fields
  readonly object: LintObject | null
}

export function sourceOf(
  volume: VolumeEntry | null,
  namespace: string,
  bundle: Bundle,
): Source | null {
  for (const [field, kind, name] of SOURCES) {
    const fields = volume?.fields[field]
    if (isFields(fields))
      return { kind, field, fields, object: bundle.find(kind, namespace, wordOf(fields[name])) }
  }
  return null
}

/** The key that a mounted file comes from: its subPath, an item, or a key of its name. */
export function keyAt(mount: MountEntry, { fields }: Source, path: string): string {
  const inside = mount.subPath ?? path.slice(clean(mount.mountPath).length + 1)
  const item = listOf(fields['items']).find((each) => wordOf(at(each, 'path')) === inside)
  return item === undefined ? inside : wordOf(at(item, 'key'))
}

/** The text of a file that a ConfigMap or Secret of the files puts at a path; null where it is not at hand. */
export function textAt(site: Site, path: string, bundle: Bundle): string | null {
  const mount = mountAt(site, path)
  const source = sourceOf(mount?.volume ?? null, site.workload.namespace, bundle)
  if (mount === null || source === null || source.object === null) return null
  return dataOf(source.object, keyAt(mount, source, path))
}
