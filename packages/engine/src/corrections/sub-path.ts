import type { CaseFile } from '../case/case-file.ts'
import { nearestName } from '../causes/shared/nearest.ts'
import { keysOf } from '../evidence/names.ts'
import type { Volume } from '../evidence/kube.ts'
import { containerPatch, patchFix } from '../fixes/patch.ts'
import type { Correction } from './correction.ts'

/**
 * A subPath that no key of the ConfigMap or Secret has: the kubelet makes an empty folder of it (core/v1, VolumeMount), where
 * the program looks for a file. The nearest key is meant, or the only one.
 */
export const subPathKey: Correction = (file) => {
  for (const { name, mountPath, subPath } of file.failing.spec?.volumeMounts ?? []) {
    const volume = file.podSpec?.volumes?.find((each) => each.name === name)
    const files = volume && subPath ? filesOf(file, volume) : []
    const first = subPath?.split('/')[0] ?? ''
    if (!volume || files.length === 0 || files.includes(first)) continue
    const right = nearestName(first, files) ?? (files.length === 1 ? files[0] : undefined)
    if (!right) continue
    return [
      patchFix(file, {
        id: 'mount/sub-path',
        title: `Mount ${right} of volume ${name} at ${mountPath}: it has no ${subPath}, which the subPath names`,
        patch: containerPatch(file, { volumeMounts: [{ name, mountPath, subPath: right }] }),
      }),
    ]
  }
  return []
}

/** Paths of its items, else its keys; none where they are not known. */
const filesOf = (file: CaseFile, { configMap, secret }: Volume): readonly string[] => {
  const items = (configMap ?? secret)?.items
  if (items) return items.flatMap(({ path }) => path?.split('/')[0] ?? [])
  const { namespace } = file.failing
  const name = configMap?.name ?? secret?.secretName
  return name === undefined
    ? []
    : keysOf(file.inventory, { kind: configMap ? 'ConfigMap' : 'Secret', namespace, name })
}
