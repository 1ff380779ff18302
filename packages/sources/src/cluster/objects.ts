import type { KubeObject } from '@unloop/engine'
import type { Api } from './api.ts'
import type { Gaps } from './gaps.ts'
import { listAll, type ListRequest } from './list.ts'
import { ENDPOINTS, RESOURCES, type Resource } from './resources.ts'
import type { Scope } from './scope.ts'
import { troubledNamespaces } from './trouble.ts'

export interface ObjectReader {
  readonly api: Api
  readonly gaps: Gaps
  readonly onDone: (done: number, total: number) => void
}

/** In more namespaces than these, one list across the cluster is cheaper than many small ones. */
const LISTS_AT_MOST = 20

const note = (reader: ObjectReader, request: ListRequest, why: string): void =>
  reader.gaps.refuse(request.resource, request.namespace, why)

/** Null where the list was refused; the refusal is noted unless `quiet`. */
const read = async (
  reader: ObjectReader,
  request: ListRequest,
  quiet = false,
): Promise<readonly KubeObject[] | null> => {
  const answer = await listAll(reader.api, request).catch((error: unknown) => {
    if (!quiet)
      note(
        reader,
        request,
        error instanceof Error ? error.message.replace(/\.$/, '') : String(error),
      )
    return null
  })
  if (answer === null) return null
  if (answer.kind === 'items') return answer.items
  if (quiet || request.resource.optional === true) return null
  if (answer.kind === 'forbidden') note(reader, request, 'forbidden')
  else if (answer.kind === 'failed') note(reader, request, `status ${answer.status}`)
  else note(reader, request, 'not served by this cluster')
  return null
}

const inNamespaces = async (
  reader: ObjectReader,
  resource: Resource,
  namespaces: readonly string[],
): Promise<readonly KubeObject[]> => {
  const lists = await Promise.all(
    namespaces.map((namespace) => read(reader, { resource, namespace })),
  )
  return lists.flatMap((list) => list ?? [])
}

/** A kind across the cluster; where that is refused, in each of the namespaces that matter. */
const everywhere = async (
  reader: ObjectReader,
  resource: Resource,
  namespaces: readonly string[],
): Promise<readonly KubeObject[]> => {
  const request = { resource, namespace: null }
  if (resource.kind === 'EndpointSlice') {
    const slices = await read(reader, request, true)
    return slices ?? (await read(reader, { resource: ENDPOINTS, namespace: null })) ?? []
  }
  const found = await read(reader, request, namespaces.length > 0)
  if (found !== null || namespaces.length === 0) return found ?? []
  return inNamespaces(reader, resource, namespaces.slice(0, LISTS_AT_MOST))
}

const readAll = async (
  reader: ObjectReader,
  resources: readonly Resource[],
  lists: (resource: Resource) => Promise<readonly KubeObject[]>,
): Promise<readonly KubeObject[]> => {
  let done = 0
  const found = await Promise.all(
    resources.map(async (resource) => {
      const objects = await lists(resource)
      reader.onDone(++done, resources.length)
      return objects
    }),
  )
  return found.flat()
}

/** Events of nodes have no namespace of their own; the kubelet files them under `default`. */
const nodeEvents = async (
  reader: ObjectReader,
  resource: Resource,
): Promise<readonly KubeObject[]> =>
  (await read(
    reader,
    { resource, namespace: 'default', fieldSelector: 'involvedObject.kind=Node' },
    true,
  )) ?? []

/** Whether the cluster's DNS has endpoints matters to every namespace. */
const clusterDns = async (reader: ObjectReader): Promise<readonly KubeObject[]> => {
  const lists = await Promise.all(
    RESOURCES.filter(({ kind }) => kind === 'Service' || kind === 'EndpointSlice').map((resource) =>
      read(
        reader,
        {
          resource,
          namespace: 'kube-system',
          labelSelector:
            resource.kind === 'Service'
              ? 'k8s-app=kube-dns'
              : 'kubernetes.io/service-name=kube-dns',
        },
        true,
      ),
    ),
  )
  return lists.flatMap((list) => list ?? [])
}

/** Reads everything but pods: workloads and Services of the scope, the rest only where something is wrong. */
export const readObjects = async (
  reader: ObjectReader,
  scope: Scope,
): Promise<readonly KubeObject[]> => {
  const { namespaces } = scope
  const ofScope = (resource: Resource): Promise<readonly KubeObject[]> => {
    if (resource.when === 'cluster') return everywhere(reader, resource, [])
    if (namespaces !== null) return inNamespaces(reader, resource, namespaces)
    return everywhere(reader, resource, troubledNamespaces(scope.pods))
  }
  const first = await readAll(
    reader,
    RESOURCES.filter(({ when }) => when !== 'trouble'),
    ofScope,
  )
  const troubled = troubledNamespaces([...scope.pods, ...first])
  const inTrouble = (resource: Resource): Promise<readonly KubeObject[]> =>
    troubled.length <= LISTS_AT_MOST || namespaces !== null
      ? inNamespaces(reader, resource, troubled)
      : everywhere(reader, resource, troubled)
  const second = await readAll(
    reader,
    RESOURCES.filter(({ when }) => when === 'trouble'),
    inTrouble,
  )
  const events = RESOURCES.find(({ kind }) => kind === 'Event')
  const ofNodes =
    events === undefined || troubled.length === 0 || troubled.includes('default')
      ? []
      : await nodeEvents(reader, events)
  const dns =
    namespaces === null || namespaces.includes('kube-system') ? [] : await clusterDns(reader)
  return [...first, ...second, ...ofNodes, ...dns]
}
