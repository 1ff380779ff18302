import { sh } from '@unloop/engine/commands'
import { stat } from 'node:fs/promises'
import { join, normalize, resolve } from 'node:path'
import { readSmallText } from '@unloop/sources/text-file'
import type { Manifest } from '@unloop/lint'
import { readManifests } from '@unloop/formats'
import type { Io } from '../../io.ts'
import { outputOf } from './chart.ts'
import { reasonOf, type Target } from './part.ts'

const NAMES = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'] as const

/** What a kustomization names, as paths. */
export interface Kustomization {
  readonly folder: string
  readonly file: string
  /** Parts of other kustomizations only: a component, which cannot be built on its own. */
  readonly isComponent: boolean
  readonly resources: readonly string[]
  readonly patches: readonly string[]
  /** What would be fetched. */
  readonly remote: readonly string[]
}

/** The kustomization of a folder; null where it has none. */
export async function kustomizationOf(
  folder: string,
  names: ReadonlySet<string>,
): Promise<Kustomization | null> {
  const name = NAMES.find((each) => names.has(each))
  if (name === undefined) return null
  const file = join(folder, name)
  const fields = fieldsOf(await readSmallText(file).catch(() => ''))
  const listed = ['resources', 'bases', 'components'].flatMap((key) => texts(fields[key]))
  const patches = ['patches', 'patchesJson6902', 'patchesStrategicMerge'].flatMap((key) =>
    list(fields[key]).map((each) => (typeof each === 'string' ? each : pathOf(each))),
  )
  return {
    folder,
    file,
    isComponent: fields['kind'] === 'Component',
    resources: listed
      .filter((each) => !isRemote(each))
      .map((each) => normalize(join(folder, each))),
    // An inline patch has line breaks; a path has none.
    patches: patches
      .filter((each) => each !== '' && !each.includes('\n'))
      .map((each) => normalize(join(folder, each))),
    remote: listed.filter(isRemote),
  }
}

type Fields = Readonly<Record<string, unknown>>

/** It is read as any manifest; what is broken names nothing. */
function fieldsOf(text: string): Fields {
  const plain = text
    .replace(/^\uFEFF?(?:\s*#.*\n|\s*\n|---.*\n)*/, '')
    .replace(/^apiVersion:.*$/m, '')
  const kind = /^kind:/m.test(plain) ? '' : 'kind: Kustomization\n'
  const { manifests } = readManifests(`apiVersion: v1\n${kind}${plain}`, 'kustomization')
  return manifests[0]?.object ?? {}
}

const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])
const texts = (value: unknown): readonly string[] =>
  list(value).filter((each) => typeof each === 'string')
const pathOf = (value: unknown): string => {
  const path = (value as Fields | null)?.['path']
  return typeof path === 'string' ? path : ''
}

/** URLs and git hosts, as kustomize takes them (api/internal/git, RepoSpec). */
const isRemote = (text: string): boolean =>
  /^(?:[a-z+]+:\/\/|git@|git::|(?:www\.)?(?:github|gitlab|bitbucket)\.(?:com|org)[/:])|\?ref=|\.git(?:\/|$)/i.test(
    text,
  )

/** Builds it with the user's own kubectl or kustomize; what is remote is left to the user, as it would be fetched. */
export async function readKustomization(
  kustomization: Kustomization,
  target: Target,
  io: Io,
): Promise<boolean> {
  const { folder, remote } = kustomization
  const pipe = `Pipe its output instead: ${sh`kubectl kustomize ${folder} | unloop lint -`}`
  const far = remote[0] ?? (await farBelow(kustomization))
  if (far !== null) {
    target.notes.push(
      `${folder} was not built, as it names ${far}, which would be fetched. ${pipe}.`,
    )
    return false
  }
  try {
    const text =
      (await outputOf('kubectl', ['kustomize', resolve(folder)], io)) ??
      (await outputOf('kustomize', ['build', resolve(folder)], io))
    if (text !== null) {
      await addBuilt(text, kustomization, target)
      return true
    }
    target.notes.push(
      `${folder} is a kustomization, and neither kubectl nor kustomize is installed: its files were read on their own. ${pipe}.`,
    )
  } catch (cause) {
    target.notes.push(
      `${folder} could not be built: ${reasonOf(cause)}. Its files were read on their own.`,
    )
  }
  return false
}

/** Files and kustomizations below it, each once. */
async function* tree(root: Kustomization): AsyncGenerator<Kustomization | string> {
  const seen = new Set<string>()
  const open: string[] = [...root.resources]
  yield root
  for (let path = open.pop(); path !== undefined && seen.size < 2000; path = open.pop()) {
    if (seen.has(resolve(path))) continue
    seen.add(resolve(path))
    if ((await stat(path).catch(() => null))?.isDirectory() !== true) {
      yield path
      continue
    }
    const names = await Promise.all(
      NAMES.map(async (name) =>
        (await stat(join(path, name)).catch(() => null)) === null ? null : name,
      ),
    )
    const inner = await kustomizationOf(path, new Set(names.filter((name) => name !== null)))
    if (inner === null) continue
    yield inner
    open.push(...inner.resources)
  }
}

/** All files and folders that it is made of. */
export async function resourcesBelow(root: Kustomization): Promise<readonly string[]> {
  const found: string[] = []
  for await (const each of tree(root))
    found.push(...(typeof each === 'string' ? [each] : [...each.resources, each.folder]))
  return found
}

async function farBelow(root: Kustomization): Promise<string | null> {
  for await (const each of tree(root))
    if (typeof each !== 'string' && each.remote[0] !== undefined) return each.remote[0]
  return null
}

/** Objects that come from a file of the kustomization are told of that file, all others of the whole. */
async function addBuilt(text: string, root: Kustomization, target: Target): Promise<void> {
  const sources: Manifest[] = []
  for await (const each of tree(root)) {
    if (typeof each !== 'string') continue
    const source = await readSmallText(each).catch(() => '')
    sources.push(...readManifests(source, each).manifests)
  }
  const name = `${root.folder} (kubectl kustomize)`
  const read = readManifests(text, name)
  const isOpen = read.manifests.every(({ object }) => namespaceOf(object) === undefined)
  const origin = { origin: 'rendered', bundle: resolve(root.folder), isOpen } as const
  const manifests = read.manifests.map((each) => fromSource(each, sources))
  for (const [file, mine] of Map.groupBy(manifests, (each) => each.file))
    target.parts.push({ file, ...origin, read: { manifests: mine, problems: [], others: 0 } })
  if (read.problems.length > 0)
    target.parts.push({ file: name, ...origin, read: { ...read, manifests: [] } })
}

/** Names may have got a prefix or suffix, and generated ones a hash. */
function fromSource(built: Manifest, sources: readonly Manifest[]): Manifest {
  const { kind, name } = identity(built)
  const alike = sources.filter((each) => identity(each).kind === kind)
  const same = alike.filter((each) => identity(each).name === name)
  const near = alike.filter(
    (each) => identity(each).name !== '' && name.includes(identity(each).name),
  )
  const source =
    same.length === 1 ? same[0] : same.length === 0 && near.length === 1 ? near[0] : undefined
  if (source === undefined) return built
  return { ...built, file: source.file, locate: source.locate, lineText: source.lineText }
}

const namespaceOf = (object: Fields): unknown =>
  (object['metadata'] as Fields | null | undefined)?.['namespace']

const identity = ({ object }: Manifest): { readonly kind: string; readonly name: string } => {
  const name = (object['metadata'] as Fields | null | undefined)?.['name']
  return { kind: String(object['kind']), name: typeof name === 'string' ? name : '' }
}
