import type { KubeObject } from '@unloop/engine/evidence'
import type { Gaps } from './gaps.ts'
import type { ListRequest } from './list.ts'
import { ENDPOINTS, RESOURCES, type Resource } from './resources.ts'
import type { Scope } from './scope.ts'
import { LISTS_AT_MOST, type Lists } from './lists.ts'
import { failingNamespaces } from './failing-pods.ts'

/** Where objects come from, and where what could not be read is counted and named. */
export interface ObjectReader {
  readonly lists: Lists
  readonly gaps: Gaps
  readonly onDone: (done: number, total: number) => void
}

const cutSentence = ({ resource, namespace }: ListRequest, why: string): string =>
  `The list of ${resource.plural}${namespace === null ? '' : ` in ${namespace}`} is not whole: ${why}.`

type Listing = { readonly items: readonly KubeObject[] } | { readonly why: string }

const list = async (reader: ObjectReader, request: ListRequest): Promise<Listing> => {
  try {
    const answer = await reader.lists.list(request)
    switch (answer.kind) {
      case 'items':
        if (answer.cut !== null) reader.gaps.add(cutSentence(request, answer.cut))
        return { items: answer.items }
      case 'forbidden':
        return { why: 'forbidden' }
      case 'absent':
        return { why: 'not served by this cluster' }
      case 'failed':
        return { why: `status ${answer.status}` }
    }
  } catch (error) {
    return { why: error instanceof Error ? error.message.replace(/\.$/, '') : String(error) }
  }
}

/** The objects of a list; a refusal is noted. */
const read = async (reader: ObjectReader, request: ListRequest): Promise<readonly KubeObject[]> => {
  const listing = await list(reader, request)
  if ('items' in listing) return listing.items
  reader.gaps.refuse(request.resource, request.namespace, listing.why)
  return []
}

/** The objects of a list that is not missed where it is refused. */
const readQuietly = async (
  reader: ObjectReader,
  request: ListRequest,
): Promise<readonly KubeObject[]> => {
  const listing = await list(reader, request)
  return 'items' in listing ? listing.items : []
}

const inNamespaces = async (
  reader: ObjectReader,
  resource: Resource,
  namespaces: readonly string[],
): Promise<readonly KubeObject[]> => {
  const lists = await Promise.all(
    namespaces.map((namespace) => read(reader, { resource, namespace })),
  )
  return lists.flat()
}

/** A kind across the cluster; where that is forbidden, in each of the namespaces that matter. */
const everywhere = async (
  reader: ObjectReader,
  resource: Resource,
  namespaces: readonly string[],
): Promise<readonly KubeObject[]> => {
  const listing = await list(reader, { resource, namespace: null })
  if ('items' in listing) return listing.items
  if (listing.why === 'forbidden' && namespaces.length > 0)
    return inNamespaces(reader, resource, namespaces.slice(0, LISTS_AT_MOST))
  if (resource.kind === 'EndpointSlice' && listing.why !== 'forbidden')
    return read(reader, { resource: ENDPOINTS, namespace: null })
  reader.gaps.refuse(resource, null, listing.why)
  return []
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
const nodeEvents = (reader: ObjectReader, resource: Resource): Promise<readonly KubeObject[]> =>
  readQuietly(reader, {
    resource,
    namespace: 'default',
    fieldSelector: 'involvedObject.kind=Node',
  })

const DNS_LABELS: Readonly<Record<string, string>> = {
  Service: 'k8s-app=kube-dns',
  EndpointSlice: 'kubernetes.io/service-name=kube-dns',
}

/** Whether the cluster's DNS has endpoints matters to every namespace. */
const clusterDns = async (reader: ObjectReader): Promise<readonly KubeObject[]> => {
  const lists = await Promise.all(
    RESOURCES.map(async (resource) => {
      const labelSelector = DNS_LABELS[resource.kind]
      if (labelSelector === undefined) return []
      return readQuietly(reader, { resource, namespace: 'kube-system', labelSelector })
    }),
  )
  return lists.flat()
}

/** Reads everything but pods: workloads and Services of the scope, the rest only where something is wrong. */
export async function readObjects(
  reader: ObjectReader,
  scope: Scope,
): Promise<readonly KubeObject[]> {
  const { namespaces } = scope
  const ofScope = (resource: Resource): Promise<readonly KubeObject[]> => {
    if (resource.when === 'cluster') return everywhere(reader, resource, [])
    if (namespaces !== null) return inNamespaces(reader, resource, namespaces)
    return everywhere(reader, resource, failingNamespaces(scope.pods))
  }
  const first = await readAll(
    reader,
    RESOURCES.filter(({ when }) => when !== 'failing'),
    ofScope,
  )
  const failing = failingNamespaces([...scope.pods, ...first])
  const ofFailing = (resource: Resource): Promise<readonly KubeObject[]> =>
    failing.length <= LISTS_AT_MOST || namespaces !== null
      ? inNamespaces(reader, resource, failing)
      : everywhere(reader, resource, failing)
  const second = await readAll(
    reader,
    RESOURCES.filter(({ when }) => when === 'failing'),
    ofFailing,
  )
  const events = RESOURCES.find(({ kind }) => kind === 'Event')
  const ofNodes =
    events === undefined || failing.length === 0 || failing.includes('default')
      ? []
      : await nodeEvents(reader, events)
  const dns =
    namespaces === null || namespaces.includes('kube-system') ? [] : await clusterDns(reader)
  return [...first, ...second, ...ofNodes, ...dns]
}
