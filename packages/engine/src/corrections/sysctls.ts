import { patchFix, podPatch } from '../fixes/patch.ts'
import { saidWords, type Correction } from './correction.ts'

const FORBIDDEN =
  /forbidden sysctl: \\*"?([\w./-]+)|sysctl \\*"?([\w./-]+)\\*"? (?:is not in a separate|is not allowed|not allowed with)/i

/** A sysctl that the kubelet of the node does not allow is left out; whoever needs it has the kubelet allow it first. */
export const sysctls: Correction = (file, lead) => {
  const [, first, second] = FORBIDDEN.exec(saidWords(file, lead)) ?? []
  const name = (first ?? second)?.replaceAll('/', '.')
  const list =
    (file.podSpec?.securityContext as { sysctls?: readonly { name: string }[] } | undefined)
      ?.sysctls ?? []
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
