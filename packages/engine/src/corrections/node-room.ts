import { quantity } from '../evidence/quantity.ts'
import { previousRevision } from '../changes/change.ts'
import { namedContainerPatch, patchFix } from '../fixes/patch.ts'
import type { CaseFile } from '../case/case-file.ts'
import type { Container } from '../evidence/kube.ts'
import { saidWords, type Correction } from './correction.ts'

/** A request that no node can hold even when it is empty: what the revision before asked for, else half of the largest node. */
export const nodeRoom: Correction = (file, lead) => {
  const resource = /Insufficient (cpu|memory)/i.exec(saidWords(file, lead))?.[1]?.toLowerCase()
  const { spec } = file.failing
  const container = resource
    ? [...(spec ? [spec] : []), ...(file.podSpec?.containers ?? [])].sort(
        (a, b) => (requestOf(b, resource) ?? 0) - (requestOf(a, resource) ?? 0),
      )[0]
    : undefined
  if (!resource || !container) return []
  const asked = requestOf(container, resource)
  const most = largestNode(file, resource)
  if (asked === null || most === null || asked <= most) return []
  const before = previousRevision(file)?.spec.containers?.find(
    ({ name }) => name === container.name,
  )
  const former = before ? before.resources?.requests?.[resource] : undefined
  const amount = former ?? halfOf(most, resource)
  const limit = container.resources?.limits?.[resource]
  return [
    patchFix(file, {
      id: 'readiness-gate/request',
      title: `Request ${amount} of ${resource}, ${former ? 'as the revision before' : 'half of what the largest node has'}: no node has ${container.resources?.requests?.[resource]}`,
      patch: namedContainerPatch(file, container.name, {
        resources: {
          requests: { [resource]: amount },
          ...(limit !== undefined && (quantity(limit) ?? 0) < (quantity(amount) ?? 0)
            ? { limits: { [resource]: amount } }
            : {}),
        },
      }),
      risk: 'medium',
    }),
  ]
}

const requestOf = ({ resources }: Container, resource: string): number | null =>
  quantity(resources?.requests?.[resource] ?? resources?.limits?.[resource])

const largestNode = (file: CaseFile, resource: string): number | null => {
  const sizes = file.inventory.all('Node').map(({ object }) => {
    const { allocatable } = (object['status'] ?? {}) as { allocatable?: Record<string, string> }
    return quantity(allocatable?.[resource]) ?? 0
  })
  return sizes.length > 0 ? Math.max(...sizes) : null
}

const halfOf = (most: number, resource: string): string =>
  resource === 'cpu' ? `${Math.floor((most * 1000) / 2)}m` : `${Math.floor(most / 2 / 2 ** 20)}Mi`
