import type { KubeObject, Pod } from '@unloop/engine/evidence'
import type { Api } from './api.ts'
import { objectPath, SECRETS } from './resources.ts'
import { tidy } from './tidy.ts'
import { isPodFailing } from './failing-pods.ts'

/** Names of the Secrets that a pod refers to. */
export function secretsOf(pod: Pod): readonly string[] {
  const { containers = [], initContainers = [], volumes = [] } = pod.spec ?? {}
  const names = [...containers, ...initContainers].flatMap(({ env = [], envFrom = [] }) => [
    ...env.map(({ valueFrom }) => valueFrom?.secretKeyRef?.name),
    ...envFrom.map(({ secretRef }) => secretRef?.name),
  ])
  return [...names, ...volumes.map(({ secret }) => secret?.secretName)].filter(
    (name) => name !== undefined,
  )
}

/** Reads the Secrets that failing pods refer to; the values are dropped before anything else sees them. */
export async function readSecretKeys(
  api: Api,
  objects: readonly KubeObject[],
): Promise<readonly KubeObject[]> {
  const wanted = new Map<string, { readonly namespace: string; readonly name: string }>()
  for (const object of objects) {
    if (object.kind !== 'Pod' || !isPodFailing(object as Pod)) continue
    const { namespace = 'default' } = object.metadata
    for (const name of secretsOf(object as Pod))
      wanted.set(`${namespace}/${name}`, { namespace, name })
  }
  const found = await Promise.all(
    [...wanted.values()].map(async ({ namespace, name }) => {
      const { status, body } = await api.json({ path: objectPath(SECRETS, namespace, name) })
      return status === 200 ? tidy(body as KubeObject, SECRETS) : null
    }),
  )
  return found.filter((secret) => secret !== null)
}
