import { editFix, placesOf, placeTitle } from '../fixes/place.ts'
import type { CaseFile } from '../case/case-file.ts'
import { filesIn } from '../causes/shared/missing-file.ts'
import { mountAt, pathsIn, volumeWords } from '../causes/shared/mounts.ts'
import { nearestName } from '../causes/shared/nearest.ts'
import { saidWords, type Correction } from './correction.ts'

/** A setting names a file of a mounted ConfigMap or Secret that it does not hold, but one that is close: that is named. */
export const pathOfMount: Correction = (file, lead) => {
  if (
    !/no such file|not found|invalid path|could not find|cannot find|ENOENT|does not exist|unable to (?:open|load)/i.test(
      saidWords(file, lead),
    )
  )
    return []
  const paths = pathsIn(saidWords(file, lead))
  return placesOf(file)
    .filter(({ kind }) => kind !== 'configmap')
    .flatMap((place) => {
      const path = pathsIn(place.text).find((one) => paths.includes(one))
      const right = path ? presentPath(file, path) : null
      return path && right
        ? [
            editFix(file, {
              id: 'mount/path',
              title: `Name ${right.path} instead of ${path} in ${placeTitle(place)}: ${right.of} has ${right.name}`,
              place,
              text: place.text.replaceAll(path, right.path),
            }),
          ]
        : []
    })
    .slice(0, 1)
}

interface Present {
  readonly path: string
  readonly name: string
  readonly of: string
}

const presentPath = (file: CaseFile, path: string): Present | null => {
  const mounted = mountAt(file, path)
  const files = mounted ? filesIn(file, mounted) : null
  if (!mounted || !files) return null
  const base = mounted.mount.mountPath.replace(/\/$/, '')
  const wanted = path.slice(base.length + 1)
  if (wanted === '' || files.includes(wanted)) return null
  const name = nearestName(wanted, files) ?? (files.length === 1 ? (files[0] ?? null) : null)
  return name ? { path: `${base}/${name}`, name, of: volumeWords(mounted) } : null
}
