import { quantity, type Container, type Pod } from '@unloop/engine/evidence'
import { flag, type Part } from './parts.ts'

const KNOWN = new Set(['memory', 'cpu', 'ephemeral-storage'])

/** Limits as cgroups get them. Swap is off in pods: the memory limit is the limit of both. */
export function limitsPart({ resources }: Container): Part {
  const limits = resources?.limits ?? {}
  const memory = quantity(limits['memory'])
  const cpu = quantity(limits['cpu'])
  const size = memory === null ? '' : `${Math.floor(memory)}b`
  const devices = Object.keys(limits).filter((name) => !KNOWN.has(name))
  return {
    options: [
      ...(memory === null ? [] : [...flag('--memory', size), ...flag('--memory-swap', size)]),
      ...(cpu === null ? [] : flag('--cpus', String(cpu))),
    ],
    notes: [
      ...(limits['ephemeral-storage']
        ? [`The limit of ${limits['ephemeral-storage']} of ephemeral storage is not set here.`]
        : []),
      ...devices.map((name) => `The node's device ${name} is not here.`),
    ],
  }
}

interface Sysctls {
  readonly sysctls?: readonly { readonly name?: string; readonly value?: string }[]
}

/** Namespaced sysctls can be set for a container, others belong to the node (docs: Using sysctls in a cluster). */
const NAMESPACED = /^(?:net\.|kernel\.(?:shm|msg|sem)|fs\.mqueue\.)/

/** Sysctls of the pod that belong to its own namespaces; the others would change the machine. */
export function sysctlPart({ spec }: Pod): Part {
  const all = (spec?.securityContext as Sysctls | undefined)?.sysctls ?? []
  const own = all.filter(({ name = '' }) => NAMESPACED.test(name))
  return {
    options: own.flatMap(({ name, value }) => flag('--sysctl', `${name}=${value ?? ''}`)),
    notes: all
      .filter((each) => !own.includes(each))
      .map(({ name }) => `The sysctl ${name} belongs to the node and is not set here.`),
  }
}
