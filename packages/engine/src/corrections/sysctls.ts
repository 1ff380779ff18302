import type { CaseFile } from '../case/case-file.ts'
import { podSpecOf } from '../evidence/inventory.ts'
import type { PodSpec } from '../evidence/kube.ts'
import { patchFix, podPatch } from '../fixes/patch.ts'
import { saidWords, type Correction } from './correction.ts'

const FORBIDDEN =
  /forbidden sysctl: \\*"?([\w./-]+)|sysctl \\*"?([\w./-]+)\\*"? (?:is not in a separate|is not allowed|not allowed with)/i

interface Sysctls {
  readonly sysctls?: readonly { readonly name: string }[]
}

const sysctlsIn = (spec: PodSpec | null): Sysctls['sysctls'] =>
  (spec?.securityContext as Sysctls | undefined)?.sysctls

/** A pod that is refused as soon as it is made is seldom at hand as an object, or as kubectl's text alone. */
const template = ({ inventory, failing: { workload, namespace } }: CaseFile): PodSpec | null => {
  const object = inventory.get(workload.kind, namespace, workload.name)?.object
  return object ? podSpecOf(object) : null
}

/** A sysctl that the kubelet of the node does not allow is left out; whoever needs it has the kubelet allow it first. */
export const sysctls: Correction = (file, lead) => {
  const [, first, second] = FORBIDDEN.exec(saidWords(file, lead)) ?? []
  const name = (first ?? second)?.replaceAll('/', '.')
  const list = sysctlsIn(file.podSpec) ?? sysctlsIn(template(file)) ?? []
  const others = list.filter((one) => one.name.replaceAll('/', '.') !== name)
  if (!name || others.length === list.length) return []
  return [
    patchFix(file, {
      id: 'pod/sysctl',
      title: `Do without sysctl ${name}, which no kubelet allows unless --allowed-unsafe-sysctls names it`,
      patch: podPatch(file, { securityContext: { sysctls: others.length > 0 ? others : null } }),
      risk: 'medium',
    }),
  ]
}
