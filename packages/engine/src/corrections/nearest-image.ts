import type { CaseFile } from '../case/case-file.ts'
import { nearestName } from '../causes/shared/nearest.ts'
import { previousContainer } from '../causes/shared/executable.ts'
import { containerPatch, patchFix } from '../fixes/patch.ts'
import type { Fix } from '../report/report.ts'
import type { Correction } from './correction.ts'

interface NodeStatus {
  readonly images?: readonly { readonly names?: readonly string[] }[]
}

/** Why a pull fails that another name may mend; a registry that limits or is not trusted is another matter. */
const BY_NAME: ReadonlySet<string> = new Set(['not-found', 'denied', 'never', 'network', 'name'])

/**
 * An image that can't be pulled: it is used as the node has it where it does, else the nearest name of an image that a node has
 * or a container of the cluster runs. Where the revision before had another image, going back to that goes first.
 */
export const nearestImage: Correction = (file, { rule, facts }) => {
  const image = file.failing.spec?.image
  if (rule !== 'image-bad/pull' || !image || !BY_NAME.has(facts['what'] ?? '')) return []
  const before = previousContainer(file)?.image
  if (before !== undefined && before !== image) return []
  const known = knownImages(file)
  const full = fullName(image)
  if (known.has(full) && file.failing.spec?.imagePullPolicy === 'Always')
    return [asThere(file, image)]
  const right = known.has(full) ? null : nearest(full, [...known.keys()])
  return right === null ? [] : [named(file, { image, right: known.get(right) ?? right })]
}

const asThere = (file: CaseFile, image: string): Fix =>
  patchFix(file, {
    id: 'image-bad/policy',
    title: `Use ${image} as the node has it: imagePullPolicy IfNotPresent`,
    patch: containerPatch(file, { imagePullPolicy: 'IfNotPresent' }),
    risk: 'medium',
  })

const named = (
  file: CaseFile,
  { image, right }: { readonly image: string; readonly right: string },
): Fix =>
  patchFix(file, {
    id: 'image-bad/nearest',
    title: `Use image ${right}, the nearest name that the cluster's nodes have, instead of ${image}, which can't be pulled`,
    patch: containerPatch(file, {
      image: right,
      ...(file.failing.spec?.imagePullPolicy === 'Always'
        ? { imagePullPolicy: 'IfNotPresent' }
        : {}),
    }),
    risk: 'medium',
  })

/** By their full name, as they are written. Digests name no version that a person meant. */
const knownImages = (file: CaseFile): ReadonlyMap<string, string> => {
  const { inventory } = file
  const onNodes = inventory
    .all('Node')
    .flatMap(({ object }) => (object['status'] as NodeStatus | undefined)?.images ?? [])
    .flatMap(({ names = [] }) => names)
  const running = inventory.pods.flatMap(({ pod }) =>
    (pod.status?.containerStatuses ?? []).flatMap(({ imageID, image }) =>
      imageID && image ? [image] : [],
    ),
  )
  const written = inventory.pods.flatMap(({ pod }) =>
    (pod.spec?.containers ?? []).flatMap(({ image }) => image ?? []),
  )
  const short = new Map(written.map((name) => [fullName(name), name]))
  return new Map(
    [...onNodes, ...running]
      .filter((name) => !name.includes('@') && !name.startsWith('sha256:'))
      .map((name) => [fullName(name), short.get(fullName(name)) ?? shortName(name)]),
  )
}

/** `busybox` is `docker.io/library/busybox:latest` (distribution, reference.ParseNormalizedNamed). */
const fullName = (image: string): string => {
  const [first = '', ...rest] = image.split('/')
  const isHost = rest.length > 0 && /[.:]|^localhost$/.test(first)
  const path = isHost
    ? image
    : rest.length > 0
      ? `docker.io/${image}`
      : `docker.io/library/${image}`
  return /:[^/]+$/.test(path) ? path : `${path}:latest`
}

const shortName = (image: string): string =>
  image.replace(/^docker\.io\/library\//, '').replace(/^docker\.io\//, '')

const split = (image: string): readonly [string, string] => {
  const at = image.lastIndexOf(':')
  return [image.slice(0, at), image.slice(at + 1)]
}

/** Another tag of the same repository, or the same tag of a repository of nearly that name. */
const nearest = (full: string, known: readonly string[]): string | null => {
  const [repository, tag] = split(full)
  const tags = known.filter((name) => split(name)[0] === repository).map((name) => split(name)[1])
  if (tags.length > 0) return `${repository}:${nearestName(tag, tags) ?? newest(tags)}`
  const names = known.filter((name) => split(name)[1] === tag).map((name) => split(name)[0])
  const other = isClose(repository, names)
  return other === null ? null : `${other}:${tag}`
}

const newest = (tags: readonly string[]): string =>
  [...tags].sort((a, b) => b.localeCompare(a, 'en', { numeric: true }))[0] ?? ''

/** The path before the last name counts too, so that more than half of the last name has to be the same. */
const isClose = (repository: string, names: readonly string[]): string | null => {
  const last = (name: string): string => name.slice(name.lastIndexOf('/') + 1)
  const found = nearestName(repository, names)
  return found !== null && nearestName(last(repository), [last(found)]) !== null ? found : null
}
