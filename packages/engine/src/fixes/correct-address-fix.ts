import { sh } from '../commands/sh.ts'
import type { CaseFile } from '../case/case-file.ts'
import { secretsOf, settingThatNames } from '../case/settings.ts'
import type { Finding } from '../case/finding.ts'
import type { Fix } from '../report/report.ts'
import { secretHostFixes } from './address-fixes.ts'
import { containerPatch, patchFix } from './patch.ts'

/** An address that is wrong, and what of it changes. */
export interface Correction {
  /** The address as it is named now. */
  readonly host: string
  readonly newHost?: string
  readonly port?: number | null
}

const VERIFY =
  'The program connects: its restart count stays level for ten minutes and the line does not come back.'

/** Corrects the address where it is set: the env value as a patch, a ConfigMap by its key, else words. */
export function settingFix(file: CaseFile, finding: Finding, correction: Correction): Fix {
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
  const { namespace } = file.failing
  if (setting?.kind === 'configmap') {
    const body = { data: { [setting.key]: replace(setting.value) } }
    return {
      id: `${finding.cause}/address`,
      title,
      where: 'config',
      risk: 'low',
      commands: [
        sh`kubectl patch configmap ${setting.name} -n ${namespace} --type merge -p ${JSON.stringify(body)}`,
        sh`kubectl rollout restart ${file.target} -n ${namespace}`,
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
    commands: secrets.map((name) => sh`kubectl edit secret ${name} -n ${namespace}`),
    patch: null,
    verify: VERIFY,
  }
}
