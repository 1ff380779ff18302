import { goMemoryLimit, heapSizes } from '../../evidence/heap-flags.ts'
import { quantity } from '../../evidence/quantity.ts'
import { configData, envValue } from '../../evidence/services.ts'
import type { CaseFile } from '../../case/case-file.ts'
import type { Evidence } from '../../report/report.ts'

/** A size that a program was given for its own memory. */
export interface HeapSetting {
  /** As it is written: `-Xmx1g`. */
  readonly text: string
  readonly bytes: number
  readonly place: SettingPlace
}

/** Where a setting stands, so that a fix can change it. */
export type SettingPlace =
  | {
      readonly kind: 'env'
      readonly index: number
      readonly name: string
      readonly value: string
      readonly literal: boolean
    }
  | { readonly kind: 'args' | 'command'; readonly index: number; readonly value: string }
  | { readonly kind: 'configmap'; readonly name: string; readonly key: string }

/** A limit as it is written, and in bytes. */
export interface MemoryLimit {
  readonly text: string
  readonly bytes: number
}

/** The container's own limit; null where it has none or writes no quantity. */
export function memoryLimit(file: CaseFile): MemoryLimit | null {
  const text = file.failing.spec?.resources?.limits?.['memory']
  const bytes = quantity(text)
  return text !== undefined && bytes ? { text, bytes } : null
}

/** Sizes in the container's env, args, command and the ConfigMaps that it reads by env or mount. */
export function heapSettings(file: CaseFile): readonly HeapSetting[] {
  const { spec, namespace } = file.failing
  const places: SettingPlace[] = [
    ...(spec?.env ?? []).map((env, index) => ({
      kind: 'env' as const,
      index,
      name: env.name,
      value: envValue(file.inventory, namespace, env),
      literal: env.value !== undefined,
    })),
    ...(spec?.args ?? []).map((value, index) => ({ kind: 'args' as const, index, value })),
    ...(spec?.command ?? []).map((value, index) => ({ kind: 'command' as const, index, value })),
  ]
  const direct = places.flatMap((place) =>
    'value' in place ? sizesIn(textOf(place, spec), place) : [],
  )
  return [...direct, ...mapSizes(file)]
}

/** `--maxmemory 1gb` and `--max-old-space-size 512` are two arguments. */
const textOf = (place: SettingPlace, spec: CaseFile['failing']['spec']): string => {
  if (place.kind === 'configmap') return ''
  if (place.kind === 'env') return place.name === 'GOMEMLIMIT' ? '' : place.value
  const list = spec?.[place.kind] ?? []
  const next = list[place.index + 1]
  return /^--?(?:maxmemory|max[-_]old[-_]space[-_]size)$/.test(place.value) && next
    ? `${place.value} ${next}`
    : place.value
}

const sizesIn = (text: string, place: SettingPlace): readonly HeapSetting[] => {
  if (place.kind === 'env' && place.name === 'GOMEMLIMIT') return goLimit(place)
  return heapSizes(text).map(({ text: written, bytes }) => ({ text: written, bytes, place }))
}

const goLimit = (place: Extract<SettingPlace, { kind: 'env' }>): readonly HeapSetting[] => {
  const bytes = goMemoryLimit(place.value) ?? 0
  return bytes > 0 ? [{ text: `GOMEMLIMIT=${place.value}`, bytes, place }] : []
}

const mapSizes = (file: CaseFile): readonly HeapSetting[] => {
  const { spec, namespace } = file.failing
  const mounted = new Set((spec?.volumeMounts ?? []).map(({ name }) => name))
  const names = [
    ...(spec?.envFrom ?? []).map(({ configMapRef }) => configMapRef?.name),
    ...(file.podSpec?.volumes ?? [])
      .filter(({ name }) => mounted.has(name))
      .map(({ configMap }) => configMap?.name),
  ]
  return [...new Set(names.filter((name) => name !== undefined))].flatMap((name) =>
    Object.entries(configData(file.inventory, namespace, name)).flatMap(([key, value]) =>
      sizesIn(value.slice(0, 100_000), { kind: 'configmap', name, key }),
    ),
  )
}

/** Cites a heap setting where it is written: a variable, an argument, or a key of a ConfigMap. */
export function settingEvidence(file: CaseFile, { place, text }: HeapSetting): Evidence {
  if (place.kind === 'env')
    return file.fromSpec(`env[${place.index}].value`, place.literal ? place.value : text)
  if (place.kind !== 'configmap') return file.fromSpec(`${place.kind}[${place.index}]`, place.value)
  const map = file.inventory.get('ConfigMap', file.failing.namespace, place.name)
  return file.fromObject(map, `data.${place.key}`, text)
}

/** The most memory that metrics saw this container use, in bytes, and how often the limit was reached. */
export function memoryPeak(
  file: CaseFile,
): { readonly bytes: number; readonly atLimit: number; readonly ooms: number } | null {
  const { namespace, container } = file.failing
  const labels = { namespace, pod: file.podName, container: container?.name ?? '' }
  const most = (name: string): number =>
    Math.max(0, ...file.inventory.samplesOf(name, labels).map(({ value }) => value))
  const bytes = Math.max(
    most('container_memory_max_usage_bytes'),
    most('container_memory_working_set_bytes'),
  )
  if (bytes === 0) return null
  return {
    bytes,
    atLimit: most('container_memory_failcnt'),
    ooms: most('container_oom_events_total'),
  }
}

/** `emptyDir` volumes in memory that the container mounts: their files count against its limit. */
export function memoryVolumes(
  file: CaseFile,
): readonly { readonly name: string; readonly index: number }[] {
  const mounted = new Set((file.failing.spec?.volumeMounts ?? []).map(({ name }) => name))
  return (file.podSpec?.volumes ?? []).flatMap(({ name, emptyDir }, index) =>
    emptyDir?.medium === 'Memory' && mounted.has(name) ? [{ name, index }] : [],
  )
}
