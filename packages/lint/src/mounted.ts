import { dataOf, keysOf, type Bundle } from './bundle.ts'
import type { LintObject } from './check.ts'
import { at, isFields, listOf, wordOf, type Fields } from './fields.ts'
import type { MountEntry, Site, VolumeEntry } from './workload.ts'

/** A path without slashes at its end; the root stays. */
export function clean(path: string): string {
  return path.replace(/\/+$/, '') || '/'
}

/** Whether a path is a folder or within it. */
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

// Volumes whose files are keys of an object.
export const SOURCES = [
  ['configMap', 'ConfigMap', 'name'],
  ['secret', 'Secret', 'secretName'],
] as const

/** What a volume's files come from; `object` is null where it is not among the files. */
export interface Source {
  readonly kind: 'ConfigMap' | 'Secret'
  readonly field: 'configMap' | 'secret'
  readonly fields: Fields
  readonly object: LintObject | null
}

/** The object that a volume shows, null for any other volume or one that is not among the files. */
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

/** A file that a ConfigMap or Secret of the files puts into the container. */
export interface MountedFile {
  readonly path: string
  readonly key: string
  readonly text: string
  readonly mount: MountEntry
  readonly object: LintObject
}

/** Every file that the bundle's ConfigMaps and Secrets put into a container, as text. */
export function filesOf(site: Site, bundle: Bundle): readonly MountedFile[] {
  return site.mounts.flatMap((mount) => {
    const source = sourceOf(mount.volume, site.workload.namespace, bundle)
    if (source === null || source.object === null) return []
    const { object, fields } = source
    const items = listOf(fields['items']).map(
      (item) => [wordOf(at(item, 'key')), wordOf(at(item, 'path'))] as const,
    )
    const entries = items.length > 0 ? items : keysOf(object).map((key) => [key, key] as const)
    return entries.flatMap(([key, name]) => {
      if (mount.subPath !== null && mount.subPath !== name) return []
      const text = dataOf(object, key)
      const folder = clean(mount.mountPath)
      const path = mount.subPath === null ? `${folder === '/' ? '' : folder}/${name}` : folder
      return text === null ? [] : [{ path, key, text, mount, object }]
    })
  })
}
