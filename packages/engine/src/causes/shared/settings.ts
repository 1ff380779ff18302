import { configData } from '../../evidence/services.ts'
import type { CaseFile } from '../../case/case-file.ts'
import { containerPatch, patchFix } from '../../fixes/patch.ts'
import { secretHostFixes } from '../../fixes/address-fixes.ts'
import type { Fix } from '../../report/report.ts'
import { shellQuote } from '../../fixes/commands.ts'
import type { Finding } from '../cause.ts'

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
export const settingThatNames = (file: CaseFile, text: string | undefined): Setting | null => {
  if (!text || text.length < 3) return null
  const { spec, namespace } = file.trouble
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
export const configMapsOf = (file: CaseFile): readonly string[] => {
  const { spec } = file.trouble
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
export const secretsOf = (file: CaseFile): readonly string[] => {
  const { spec } = file.trouble
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

export interface Correction {
  /** The address as it is named now. */
  readonly host: string
  readonly newHost?: string
  readonly port?: number | null
}

const VERIFY =
  'The program connects: its restart count stays level for ten minutes and the line does not come back.'

/** Corrects the address where it is set: the env value as a patch, a ConfigMap by its key, else words. */
export const settingFix = (file: CaseFile, finding: Finding, correction: Correction): Fix => {
  const setting = settingThatNames(file, correction.host)
  const oldPort = finding.facts['port']
  const replace = (text: string): string => {
    const moved = correction.newHost ? text.replaceAll(correction.host, correction.newHost) : text
    return correction.port && oldPort
      ? moved.replaceAll(`:${oldPort}`, `:${correction.port}`)
      : moved
  }
  const to = replace(`${correction.host}${oldPort ? `:${oldPort}` : ''}`)
  const title = `Correct the address to ${to}${setting ? ` in ${setting.title}` : ''}`
  if (setting?.kind === 'env') {
    const patch = containerPatch(file, {
      env: [{ name: setting.name, value: replace(setting.value) }],
    })
    return patchFix(file, { id: `${finding.cause}/address`, title, patch, verify: VERIFY })
  }
  const { namespace } = file.trouble
  if (setting?.kind === 'configmap') {
    const body = { data: { [setting.key]: replace(setting.value) } }
    return {
      id: `${finding.cause}/address`,
      title,
      where: 'config',
      risk: 'low',
      commands: [
        `kubectl patch configmap ${setting.name} -n ${namespace} --type merge -p ${shellQuote(JSON.stringify(body))}`,
        `kubectl rollout restart ${file.target} -n ${namespace}`,
      ],
      patch: { target: { kind: 'ConfigMap', namespace, name: setting.name }, type: 'merge', body },
      verify: VERIFY,
    }
  }
  const right = correction.newHost
  const [inSecret] = right
    ? secretHostFixes(file, { cause: finding.cause, host: correction.host, right })
    : []
  if (inSecret) return inSecret
  const secrets = secretsOf(file)
  return {
    id: `${finding.cause}/address`,
    title,
    where: 'config',
    risk: 'low',
    commands: secrets.map((name) => `kubectl edit secret ${name} -n ${namespace}`),
    patch: null,
    verify: VERIFY,
  }
}
