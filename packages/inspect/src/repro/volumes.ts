import type { Container, KeyToPath, Pod, Volume, VolumeMount } from '@unloop/engine/evidence'
import { expand, type Lookup } from './expand.ts'
import { fieldValue } from './fields.ts'
import { FILL_IN, flag, type FileToWrite, type FolderToMake, type Part } from './parts.ts'
import type { Settings } from './settings.ts'

interface Context {
  readonly pod: Pod
  readonly container: Container
  readonly settings: Settings
  readonly lookup: Lookup
}

/** What stands in for a volume: a folder below the script's, with the files that are known. */
interface StandIn {
  readonly files: readonly FileToWrite[]
  readonly mode: number | null
  readonly readOnly: boolean
  readonly notes: readonly string[]
}

/** Each volume that the container mounts becomes a folder beside the script, mounted at the same path. */
export function volumesPart(context: Context): Part {
  const mounts = context.container.volumeMounts ?? []
  const volumes = new Map((context.pod.spec?.volumes ?? []).map((each) => [each.name, each]))
  const used = [...new Set(mounts.map(({ name }) => name))].flatMap((name) => {
    const volume = volumes.get(name)
    return volume && !isToken(volume) ? [{ volume, standIn: standInOf(context, volume) }] : []
  })
  const byName = new Map(used.map(({ volume, standIn }) => [volume.name, standIn]))
  const bound = mounts.flatMap((mount) => {
    const standIn = byName.get(mount.name)
    return standIn ? [mountPart(context, mount, standIn)] : []
  })
  return {
    options: bound.flatMap(({ options }) => options),
    files: used.flatMap(({ standIn }) => standIn.files),
    folders: [
      ...used.map(({ volume, standIn }) => ({
        path: folderOf(volume.name),
        mode: standIn.mode,
      })),
      ...bound.flatMap(({ folders }) => folders ?? []),
    ],
    notes: [
      ...(mounts.some(({ name }) => volumes.has(name) && !byName.has(name)) ? [TOKEN_NOTE] : []),
      ...used.flatMap(({ standIn }) => standIn.notes),
      ...bound.flatMap(({ notes }) => notes ?? []),
    ],
  }
}

const TOKEN_NOTE =
  'There is no service account token and no API server: calls to the Kubernetes API fail here.'

/** Whatever stands in a dump becomes a folder name that can do no harm. */
const folderOf = (volume: string): string =>
  `volumes/${volume.replace(/[^A-Za-z0-9._-]/g, '_').replace(/^\.+/, '_')}`

/** A path that stays below the folder it is joined to. */
const isInside = (path: string): boolean =>
  path !== '' && !path.startsWith('/') && !/[\0\r\n]/.test(path) && !path.split('/').includes('..')

/** One field of the value of `--mount`, which is a line of CSV (docker's opts/mount, encoding/csv). */
const csv = (field: string): string =>
  /[",\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field

const mountPart = (
  { lookup }: Context,
  { name, mountPath, subPath, subPathExpr, readOnly }: VolumeMount,
  standIn: StandIn,
): Part => {
  const sub = subPathExpr ? expand(subPathExpr, lookup) : (subPath ?? '')
  if (sub !== '' && !isInside(sub))
    return {
      options: [],
      notes: [`The mount ${mountPath} is left out: its subPath leads out of the volume.`],
    }
  if (/[",]/.test(sub))
    return {
      options: [],
      notes: [`The mount ${mountPath} is left out: --mount takes no subPath with such signs.`],
    }
  const source = sub === '' ? folderOf(name) : `${folderOf(name)}/${sub}`
  const isFile = standIn.files.some(({ path }) => path === source)
  const rest = `${csv(`target=${mountPath}`)}${readOnly || standIn.readOnly ? ',readonly' : ''}`
  return {
    options: flag('--mount', 'type=bind,source=', { below: source }, `,${rest}`),
    folders: sub === '' || isFile ? [] : [{ path: source, mode: standIn.mode }],
  }
}

/** Writable for whatever user the container runs as, as an emptyDir is in the cluster. */
const OPEN = 0o777

const empty = (notes: readonly string[]): StandIn => ({
  files: [],
  mode: OPEN,
  readOnly: false,
  notes,
})

const standInOf = (context: Context, volume: Volume): StandIn => {
  const { name, configMap, secret, projected, emptyDir, persistentVolumeClaim, hostPath } = volume
  const folder = folderOf(name)
  if (configMap) return files(configMapFiles(context, configMap, folder))
  if (secret) return files(secretFiles(context, secret, folder))
  if (projected) return files(projectedFiles(context, projected.sources ?? [], folder))
  const downward = volume['downwardAPI'] as Downward | undefined
  if (downward) return files(downwardFiles(context, downward, folder))
  if (emptyDir)
    return empty(
      emptyDir.medium === 'Memory'
        ? [`Volume ${name} is a folder on disk here; in the cluster it counts as memory.`]
        : [],
    )
  if (persistentVolumeClaim)
    return empty([
      `The data of claim ${persistentVolumeClaim.claimName ?? name} is not here: ${folder} is empty (kubectl cp can fill it).`,
    ])
  if (hostPath)
    return empty([`The node's ${hostPath.path ?? 'folder'} is not here: ${folder} is empty.`])
  const kind = Object.keys(volume).find((key) => key !== 'name') ?? 'unknown'
  return empty([`Volume ${name} (${kind}) has no counterpart here: ${folder} is empty.`])
}

interface Found {
  readonly files: readonly FileToWrite[]
  readonly notes: readonly string[]
}

const files = ({ files: found, notes }: Found): StandIn => ({
  files: found,
  mode: 0o755,
  readOnly: true,
  notes,
})

interface Keyed {
  readonly items?: readonly (KeyToPath & { readonly mode?: number })[]
  readonly defaultMode?: number
}

/** Keys and the paths that they are mounted at: `items`, else every key under its own name. */
const pathsOf = (
  { items, defaultMode }: Keyed,
  keys: readonly string[],
): readonly { key: string; path: string; mode: number }[] =>
  (items ?? keys.map((key) => ({ key, path: key, mode: undefined }))).flatMap(
    ({ key = '', path = '', mode }) =>
      isInside(path) ? [{ key, path, mode: mode ?? defaultMode ?? 0o644 }] : [],
  )

const configMapFiles = (
  { settings }: Context,
  source: Keyed & { readonly name?: string },
  folder: string,
): Found => {
  const name = source.name ?? ''
  const data = settings.configMap(name)
  if (data === null)
    return { files: [], notes: [`ConfigMap ${name} was not read: its files are missing here.`] }
  const keys = [...Object.keys(data.text), ...Object.keys(data.binary)]
  const paths = pathsOf(source, keys)
  const lacking = paths.filter(({ key }) => !keys.includes(key))
  return {
    files: paths.flatMap(({ key, path, mode }): readonly FileToWrite[] => {
      const text = data.text[key]
      if (text !== undefined)
        return [{ path: `${folder}/${path}`, content: { kind: 'text', text }, mode }]
      const binary = data.binary[key]
      return binary === undefined
        ? []
        : [{ path: `${folder}/${path}`, content: { kind: 'base64', text: binary }, mode }]
    }),
    notes: lacking.map(({ key }) => `ConfigMap ${name} has no key ${key}, which the pod mounts.`),
  }
}

const secretFiles = (
  { settings }: Context,
  source: Keyed & { readonly secretName?: string; readonly name?: string },
  folder: string,
): Found => {
  const name = source.secretName ?? source.name ?? ''
  const keys = settings.secretKeys(name) ?? source.items?.flatMap(({ key }) => key ?? []) ?? null
  if (keys === null)
    return {
      files: [],
      notes: [
        `The keys of Secret ${name} are not known: put its files into ${folder}, or read the names with --secret-keys.`,
      ],
    }
  const paths = pathsOf(source, keys)
  return {
    files: paths.map(({ path, mode }) => ({
      path: `${folder}/${path}`,
      content: { kind: 'fill-in', text: `${FILL_IN}\n` },
      mode: mode | 0o200,
    })),
    notes:
      paths.length === 0
        ? []
        : [`The files of Secret ${name} hold ${FILL_IN}: replace it by the values.`],
  }
}

interface Downward {
  readonly items?: readonly {
    readonly path?: string
    readonly fieldRef?: { readonly fieldPath?: string }
  }[]
  readonly defaultMode?: number
}

const downwardFiles = ({ pod }: Context, source: Downward, folder: string): Found => ({
  files: (source.items ?? []).flatMap(({ path = '', fieldRef }): readonly FileToWrite[] => {
    const text = downwardText(pod, fieldRef?.fieldPath ?? '')
    return isInside(path) && text !== null
      ? [
          {
            path: `${folder}/${path}`,
            content: { kind: 'text', text },
            mode: source.defaultMode ?? 0o644,
          },
        ]
      : []
  }),
  notes: [],
})

/** Whole maps are lines of `key="value"` (pkg/fieldpath, `FormatMap`). */
const downwardText = (pod: Pod, path: string): string | null => {
  if (path !== 'metadata.labels' && path !== 'metadata.annotations') return fieldValue(pod, path)
  const map = pod.metadata[path === 'metadata.labels' ? 'labels' : 'annotations'] ?? {}
  return Object.entries(map)
    .map(([key, value]) => `${key}=${JSON.stringify(value)}`)
    .sort()
    .join('\n')
}

type Source = Readonly<Record<string, unknown>>

const projectedFiles = (context: Context, sources: readonly Source[], folder: string): Found => {
  const found = sources.map((source): Found => {
    if (source['configMap']) return configMapFiles(context, source['configMap'] as Keyed, folder)
    if (source['secret']) return secretFiles(context, source['secret'] as Keyed, folder)
    if (source['downwardAPI'])
      return downwardFiles(context, source['downwardAPI'] as Downward, folder)
    return { files: [], notes: ['A projected service account token is not here.'] }
  })
  return {
    files: found.flatMap((each) => each.files),
    notes: [...new Set(found.flatMap(({ notes }) => notes))],
  }
}

/** The mount that the API server adds for the service account (plugin/pkg/admission/serviceaccount). */
const isToken = ({ name, projected }: Volume): boolean =>
  projected !== undefined && /^kube-api-access-|^bound-service-account-token$/.test(name)

/** Each folder once, where it is named first. */
export function foldersFirst(folders: readonly FolderToMake[]): readonly FolderToMake[] {
  return folders.filter(
    ({ path }, index) => folders.findIndex((other) => other.path === path) === index,
  )
}
