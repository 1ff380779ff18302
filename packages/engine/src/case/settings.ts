import { configData } from '../evidence/services.ts'
import type { CaseFile } from './case-file.ts'

/** Where a value that a log names comes from. */
export interface Setting {
  readonly kind: 'env' | 'configmap' | 'argument'
  /** `env DATABASE_URL`, `ConfigMap web-conf key nginx.conf`. */
  readonly title: string
  readonly name: string
  readonly key: string
  readonly value: string
}

/** The env value, argument or ConfigMap key that holds the text; null where none at hand does (it may be a Secret). */
export function settingThatNames(file: CaseFile, text: string | undefined): Setting | null {
  if (!text || text.length < 3) return null
  const { spec, namespace } = file.failing
  for (const { name, value } of spec?.env ?? [])
    if (value?.includes(text)) return { kind: 'env', title: `env ${name}`, name, key: name, value }
  for (const map of configMapsOf(file))
    for (const [key, value] of Object.entries(configData(file.inventory, namespace, map)))
      if (value.includes(text))
        return { kind: 'configmap', title: `ConfigMap ${map} key ${key}`, name: map, key, value }
  for (const [index, value] of [...(spec?.command ?? []), ...(spec?.args ?? [])].entries())
    if (value.includes(text))
      return {
        kind: 'argument',
        title: 'its arguments',
        name: String(index),
        key: String(index),
        value,
      }
  return null
}

/** ConfigMaps that the container reads by env, envFrom or a mount. */
export function configMapsOf(file: CaseFile): readonly string[] {
  const { spec } = file.failing
  const mounted = new Set((spec?.volumeMounts ?? []).map(({ name }) => name))
  const names = [
    ...(spec?.env ?? []).map(({ valueFrom }) => valueFrom?.configMapKeyRef?.name),
    ...(spec?.envFrom ?? []).map(({ configMapRef }) => configMapRef?.name),
    ...(file.podSpec?.volumes ?? [])
      .filter(({ name }) => mounted.has(name))
      .map(({ configMap }) => configMap?.name),
  ]
  return [...new Set(names.filter((name) => name !== undefined))]
}

/** Secrets that the container reads by env, envFrom or a mount. */
export function secretsOf(file: CaseFile): readonly string[] {
  const { spec } = file.failing
  const mounted = new Set((spec?.volumeMounts ?? []).map(({ name }) => name))
  const names = [
    ...(spec?.env ?? []).map(({ valueFrom }) => valueFrom?.secretKeyRef?.name),
    ...(spec?.envFrom ?? []).map(({ secretRef }) => secretRef?.name),
    ...(file.podSpec?.volumes ?? [])
      .filter(({ name }) => mounted.has(name))
      .map(({ secret }) => secret?.secretName),
  ]
  return [...new Set(names.filter((name) => name !== undefined))]
}
