import type { CaseFile } from '../../case/case-file.ts'
import { podPatch } from '../../fixes/patch.ts'
import type { Patch } from '../../report/report.ts'

export type Kind = 'ConfigMap' | 'Secret'

/** A ConfigMap or Secret, or a key of it, that does not exist. */
export interface Missing {
  readonly kind: Kind
  /** Empty where the message does not say it. */
  readonly name: string
  readonly key: string | null
}

interface Source {
  readonly name?: string
  readonly items?: readonly { readonly key?: string; readonly path?: string }[]
}

/** A source of a projected volume names a Secret by `name`, where a volume of its own says `secretName`. */
const FIELDS: Readonly<Record<Kind, string>> = { ConfigMap: 'configMap', Secret: 'secret' }

const sourcesOf = (
  file: CaseFile,
  kind: Kind,
): readonly { readonly field: string; readonly source: Source }[] =>
  (file.podSpec?.volumes ?? []).flatMap(({ projected }, index) =>
    (projected?.sources ?? []).flatMap((each, at) => {
      const source = each[FIELDS[kind]] as Source | undefined
      return source ? [{ field: `spec.volumes[${index}].projected.sources[${at}]`, source }] : []
    }),
  )

/** Where projected volumes of the pod refer to it. */
export function projectedReferences(
  file: CaseFile,
  { kind, name }: Missing,
): readonly { readonly field: string; readonly value: unknown; readonly ofPod: true }[] {
  return sourcesOf(file, kind)
    .filter(({ source }) => source.name === name)
    .map(({ field, source }) => ({ field, value: source, ofPod: true }))
}

/** The name of the object that a projected volume takes the key from; null where none does. */
export function projectedWithItem(file: CaseFile, kind: Kind, key: string): string | null {
  const found = sourcesOf(file, kind).find(({ source }) =>
    source.items?.some((item) => item.key === key),
  )
  return found?.source.name ?? null
}

/** Points the source at another name or key. The list of sources has no merge key: it is written whole (core/v1). */
export function projectedPatch(
  file: CaseFile,
  { kind, name, key }: Missing,
  nearest: string,
): Patch | null {
  const own = FIELDS[kind]
  const nameIn = (each: Readonly<Record<string, unknown>>): string | undefined =>
    (each[own] as Source | undefined)?.name
  const volume = (file.podSpec?.volumes ?? []).find(({ projected }) =>
    projected?.sources?.some((each) => nameIn(each) === name),
  )
  if (!volume) return null
  const sources = volume.projected?.sources?.map((each) => {
    if (nameIn(each) !== name) return each
    const source = each[own] as Source
    const items = source.items?.map((item) => (item.key === key ? { ...item, key: nearest } : item))
    return { ...each, [own]: key ? { ...source, items } : { ...source, name: nearest } }
  })
  return podPatch(file, { volumes: [{ name: volume.name, projected: { sources } }] })
}
