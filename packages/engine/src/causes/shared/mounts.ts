import { quantity } from '../../evidence/quantity.ts'
import type { Volume, VolumeMount } from '../../evidence/kube.ts'
import type { SnapshotObject } from '../../evidence/snapshot.ts'
import type { CaseFile } from '../../case/case-file.ts'
import type { Evidence } from '../../report/report.ts'

/** A mount of the container with the volume behind it. */
export interface Mounted {
  readonly mount: VolumeMount
  readonly mountIndex: number
  readonly volume: Volume
  readonly volumeIndex: number
  readonly kind: VolumeKind
}

/** What a volume is made from; `other` for those that no cause looks at. */
export type VolumeKind =
  | 'configMap'
  | 'secret'
  | 'emptyDir'
  | 'hostPath'
  | 'persistentVolumeClaim'
  | 'projected'
  | 'csi'
  | 'other'

const KINDS = [
  'configMap',
  'secret',
  'emptyDir',
  'hostPath',
  'persistentVolumeClaim',
  'projected',
  'csi',
] as const

/** The field of a volume that is set. */
export function kindOf(volume: Volume): VolumeKind {
  return KINDS.find((kind) => volume[kind] !== undefined) ?? 'other'
}

/** The container's mounts with their volumes; a mount whose volume is not there is left out. */
export function mountsOf(file: CaseFile): readonly Mounted[] {
  const volumes = file.podSpec?.volumes ?? []
  return (file.failing.spec?.volumeMounts ?? []).flatMap((mount, mountIndex) => {
    const volumeIndex = volumes.findIndex(({ name }) => name === mount.name)
    const volume = volumes[volumeIndex]
    return volume ? [{ mount, mountIndex, volume, volumeIndex, kind: kindOf(volume) }] : []
  })
}

const below = (path: string, folder: string): boolean => {
  const base = folder.replace(/\/+$/, '')
  return path === base || path.startsWith(`${base}/`)
}

/** The mount that holds the path: the deepest one above it. */
export function mountAt(file: CaseFile, path: string): Mounted | null {
  return (
    mountsOf(file)
      .filter(({ mount }) => below(path, mount.mountPath))
      .sort((a, b) => b.mount.mountPath.length - a.mount.mountPath.length)[0] ?? null
  )
}

/** Cites the mount, and its volume beside it. */
export function mountEvidence(
  file: CaseFile,
  { mount, mountIndex, volume, volumeIndex, kind }: Mounted,
): readonly Evidence[] {
  return [
    file.fromSpec(`volumeMounts[${mountIndex}]`, mount),
    ...(kind === 'other'
      ? []
      : [file.fromSubject(`spec.volumes[${volumeIndex}].${kind}`, volume[kind])]),
  ]
}

/** A volume in words: `PVC data-db-0`, `emptyDir spool`. */
export function volumeWords({ volume, kind }: Mounted): string {
  switch (kind) {
    case 'persistentVolumeClaim':
      return `PVC ${volume.persistentVolumeClaim?.claimName ?? volume.name}`
    case 'configMap':
      return `ConfigMap ${volume.configMap?.name ?? volume.name}`
    case 'secret':
      return `Secret ${volume.secret?.secretName ?? volume.name}`
    case 'hostPath':
      return `the node's ${volume.hostPath?.path ?? 'folder'}`
    default:
      return `volume ${volume.name}`
  }
}

/** The PersistentVolumeClaim behind a mount; null where it is no claim or not in the snapshot. */
export function claimOf(file: CaseFile, { volume }: Mounted): SnapshotObject | null {
  const name = volume.persistentVolumeClaim?.claimName
  return name ? file.inventory.get('PersistentVolumeClaim', file.failing.namespace, name) : null
}

/** `10Gi` of a claim, as bound or else as asked for. */
export function claimSize(
  claim: SnapshotObject | null,
): { readonly text: string; readonly bytes: number } | null {
  const object = claim?.object as
    | {
        status?: { capacity?: Record<string, string> }
        spec?: { resources?: { requests?: Record<string, string> } }
      }
    | undefined
  const text =
    object?.status?.capacity?.['storage'] ?? object?.spec?.resources?.requests?.['storage']
  const bytes = quantity(text)
  return text && bytes ? { text, bytes } : null
}

/** Paths that a text names, as they stand in it. */
export function pathsIn(text: string): readonly string[] {
  return [
    ...text.slice(0, 2000).matchAll(/(?<![\w:/.])(\/[\w.@+-]+(?:\/[\w.@+-]+){0,12})\/?/g),
  ].flatMap(([, path]) => (path ? [path.replace(/[.,:]+$/, '')] : []))
}
