import type { Pod } from './kube.ts'

/** How many containers a pod has by its spec and its status together, without making more of them: most pods are well. */
export function containerCount({ spec, status }: Pod): number {
  return (
    namesIn(spec?.initContainers, status?.initContainerStatuses).length +
    namesIn(spec?.containers, status?.containerStatuses).length
  )
}

type Named = readonly { readonly name: string }[]

/** Names of what is declared, then of what only the status has; each once. */
export function namesIn(declared: Named = [], stated: Named = []): readonly string[] {
  const names: string[] = []
  for (const { name } of declared) if (!names.includes(name)) names.push(name)
  for (const { name } of stated) if (!names.includes(name)) names.push(name)
  return names
}
