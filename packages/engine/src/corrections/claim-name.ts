import { sh } from '../commands/sh.ts'
import { kubectl } from '../fixes/commands.ts'
import { patchFix, podPatch } from '../fixes/patch.ts'
import type { CaseFile } from '../case/case-file.ts'
import type { Fix } from '../report/report.ts'
import { nearestName } from '../causes/shared/nearest.ts'
import type { Correction } from './correction.ts'

interface Claim {
  readonly spec?: { readonly storageClassName?: string }
  readonly status?: { readonly phase?: string }
}

/** A claim that does not exist, where one of nearly that name does; or one whose StorageClass does not exist. */
export const claimName: Correction = (file) => {
  const { inventory, failing } = file
  if (!inventory.knows('PersistentVolumeClaim', failing.namespace)) return []
  const claims = inventory.inNamespace('PersistentVolumeClaim', failing.namespace)
  const names = claims.map(({ object }) => object.metadata.name ?? '')
  for (const { name: volume, persistentVolumeClaim } of file.podSpec?.volumes ?? []) {
    const wanted = persistentVolumeClaim?.claimName
    if (!wanted) continue
    if (!names.includes(wanted)) return otherClaim(file, { volume, wanted, names })
    const claim = inventory.get('PersistentVolumeClaim', failing.namespace, wanted)?.object as
      Claim | undefined
    if (claim?.status?.phase === 'Pending') return otherClass(file, wanted, claim)
  }
  return []
}

const otherClaim = (
  file: CaseFile,
  {
    volume,
    wanted,
    names,
  }: { readonly volume: string; readonly wanted: string; readonly names: readonly string[] },
): readonly Fix[] => {
  const right = nearestName(wanted, names)
  if (!right) return []
  return [
    patchFix(file, {
      id: 'mount-failed/claim-name',
      title: `Mount claim ${right}, the nearest that exists, instead of ${wanted}, which does not`,
      patch: podPatch(file, {
        volumes: [{ name: volume, persistentVolumeClaim: { claimName: right } }],
      }),
    }),
  ]
}

/** A claim's class can't be changed (core/v1): an unbound one has no data, and is made anew. */
const otherClass = (file: CaseFile, claim: string, { spec }: Claim): readonly Fix[] => {
  const wanted = spec?.storageClassName
  const classes = file.inventory.all('StorageClass').map(({ object }) => object.metadata.name ?? '')
  if (!wanted || classes.length === 0 || classes.includes(wanted)) return []
  const right = nearestName(wanted, classes) ?? (classes.length === 1 ? classes[0] : undefined)
  return [
    {
      id: 'mount-failed/class',
      title: `Ask for StorageClass ${right ?? `${classes.slice(0, 3).join(' or ')}`}, which exists, instead of ${wanted}, which does not: claim ${claim} is not bound, holds nothing yet, and is made anew`,
      where: 'manifest',
      risk: 'medium',
      commands: [
        kubectl(file, 'get', 'pvc', claim, '-o', 'yaml'),
        kubectl(file, 'delete', 'pvc', claim),
        sh`# Apply its manifest again with storageClassName: ${right ?? 'one of those above'}`,
      ],
      patch: null,
      verify: `\`${kubectl(file, 'get', 'pvc', claim)}\` shows Bound, and the pod starts.`,
    },
  ]
}
