import { at, wordOf } from './fields.ts'
import type { Manifest } from './manifest.ts'

/** A file with the objects in it. */
export interface ManifestFile {
  readonly file: string
  readonly manifests: readonly Manifest[]
}

/** A folder with its files and what lies below it. */
interface Folder<File> {
  readonly files: File[]
  readonly folders: Map<string, Folder<File>>
}

/**
 * What is applied as one. Files below one folder are variants (environments, examples, copies of a release) as often as parts of
 * one application; two files with the same object in them can only be variants. So the sets are the largest folders in which no
 * object stands in two files, and where a folder holds variants side by side, each of these files on its own.
 */
export function setsOf<File extends ManifestFile>(
  files: readonly File[],
): readonly (readonly File[])[] {
  const root = folder<File>()
  for (const each of files) place(each, root)
  const { whole, sets } = partOf(root)
  return whole === null ? sets : [files]
}

const folder = <File>(): Folder<File> => ({ files: [], folders: new Map() })

/** Puts a file into its folder. */
function place<File extends ManifestFile>(each: File, root: Folder<File>): void {
  let at = root
  for (const step of each.file.split(/[\\/]/).slice(0, -1)) {
    const below = at.folders.get(step) ?? folder<File>()
    at.folders.set(step, below)
    at = below
  }
  at.files.push(each)
}

/** What of a folder is applied together. */
interface Part<File> {
  /** The objects of a folder that is one set, by the file that holds them; null where it holds several sets. */
  readonly whole: ReadonlySet<string> | null
  readonly sets: readonly (readonly File[])[]
}

/** Decides from the bottom up: a folder is one set as long as no two of its objects are the same one. */
function partOf<File extends ManifestFile>({ files, folders }: Folder<File>): Part<File> {
  const below = [...folders.values()].map((each) => partOf(each))
  const own = files.map((each) => ({ each, ids: identitiesOf(each) }))
  const all = new Set<string>()
  const isWhole =
    below.every(({ whole }) => whole !== null && addedAll(whole, all)) &&
    own.every(({ ids }) => addedAll(ids, all))
  const sets = below.flatMap((part) => part.sets)
  if (isWhole) return { whole: all, sets: [[...files, ...sets.flat()]] }
  const times = new Map<string, number>()
  for (const { ids } of own) for (const id of ids) times.set(id, (times.get(id) ?? 0) + 1)
  const isVariant = (ids: ReadonlySet<string>): boolean =>
    [...ids].some((id) => (times.get(id) ?? 0) > 1)
  const variants = own.filter(({ ids }) => isVariant(ids)).map(({ each }) => [each])
  const rest = own.filter(({ ids }) => !isVariant(ids)).map(({ each }) => each)
  return { whole: null, sets: [...(rest.length === 0 ? [] : [rest]), ...variants, ...sets] }
}

/** Whether none of them was there before. */
function addedAll(ids: ReadonlySet<string>, into: Set<string>): boolean {
  for (const id of ids) {
    if (into.has(id)) return false
    into.add(id)
  }
  return true
}

/** Objects of a file by what the API server tells them apart by: kind, group, namespace, name. */
const identitiesOf = ({ manifests }: ManifestFile): ReadonlySet<string> =>
  new Set(
    manifests.flatMap(({ object }) => {
      const name = wordOf(at(object, 'metadata', 'name'))
      const [group] = wordOf(object['apiVersion']).split('/')
      const namespace = wordOf(at(object, 'metadata', 'namespace'))
      // Every set brings its own namespace along.
      return name === '' || object['kind'] === 'Namespace'
        ? []
        : [[group, wordOf(object['kind']), namespace, name].join('/')]
    }),
  )
