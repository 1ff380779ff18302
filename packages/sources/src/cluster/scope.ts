import type { KubeObject } from '@unloop/engine/evidence'
import { SourceError } from '../errors.ts'
import type { Api } from './api.ts'
import type { Gaps } from './gaps.ts'
import { listAll } from './list.ts'
import { PODS, type Resource } from './resources.ts'

export interface Scope {
  /** Null: the whole cluster. */
  readonly namespaces: readonly string[] | null
  readonly pods: readonly KubeObject[]
}

export interface ScopeRequest {
  readonly api: Api
  readonly gaps: Gaps
  readonly namespaces: readonly string[]
  readonly labelSelector: string | undefined
  /** The context's namespace: what is read where nothing else may be. */
  readonly ownNamespace: string
}

/** OpenShift's list of the namespaces that the user may see; `list namespaces` is rarely allowed there. */
const PROJECTS: Resource = {
  kind: 'Project',
  apiVersion: 'project.openshift.io/v1',
  plural: 'projects',
  namespaced: false,
  when: 'cluster',
  optional: true,
  without: '',
}

const NAMESPACES: Resource = {
  ...PROJECTS,
  kind: 'Namespace',
  apiVersion: 'v1',
  plural: 'namespaces',
}

const listPods = async (request: ScopeRequest, namespace: string | null) => {
  const answer = await listAll(request.api, {
    resource: PODS,
    namespace,
    ...(request.labelSelector === undefined ? {} : { labelSelector: request.labelSelector }),
  })
  if (answer.kind === 'items' && answer.cut !== null)
    request.gaps.add(
      `The list of pods${namespace === null ? '' : ` in ${namespace}`} is not whole: ${answer.cut}. Narrow it with -n.`,
    )
  return answer
}

const forbidden = (request: ScopeRequest, where: string): SourceError =>
  new SourceError({
    code: 'forbidden',
    where: request.api.server,
    message: `Pods may not be listed ${where}. Ask for the rights in deploy/clusterrole.yaml, or name a namespace that you may read with -n.`,
  })

const failed = (request: ScopeRequest, status: number): SourceError =>
  new SourceError({
    code: 'api-broken',
    where: request.api.server,
    message: `${request.api.server} answered the list of pods with status ${status}, again and again. Try again later, or check the API server.`,
  })

const readNamespaces = async (
  request: ScopeRequest,
  namespaces: readonly string[],
): Promise<Scope> => {
  const readable: string[] = []
  const refused: string[] = []
  const pods: KubeObject[] = []
  await Promise.all(
    namespaces.map(async (namespace) => {
      const answer = await listPods(request, namespace)
      if (answer.kind === 'failed') throw failed(request, answer.status)
      if (answer.kind !== 'items') {
        refused.push(namespace)
        return
      }
      readable.push(namespace)
      for (const pod of answer.items) pods.push(pod)
    }),
  )
  if (readable.length === 0) throw forbidden(request, `in ${namespaces.slice(0, 5).join(', ')}`)
  if (refused.length > 0 && request.namespaces.length > 0)
    request.gaps.add(
      `Pods may not be listed in ${refused.toSorted().join(', ')}: nothing is known of them.`,
    )
  return { namespaces: readable.toSorted(), pods }
}

const namesOf = async (
  request: ScopeRequest,
  resource: Resource,
): Promise<readonly string[] | null> => {
  const answer = await listAll(request.api, { resource, namespace: null })
  if (answer.kind !== 'items') return null
  return answer.items.flatMap(({ metadata }) =>
    metadata.name === undefined ? [] : [metadata.name],
  )
}

/** What is left where pods may not be listed across the cluster. */
const fallBack = async (request: ScopeRequest): Promise<Scope> => {
  const names = (await namesOf(request, NAMESPACES)) ?? (await namesOf(request, PROJECTS))
  const tried = names === null || names.length === 0 ? [request.ownNamespace] : names
  const scope = await readNamespaces(request, tried).catch((error: unknown) => {
    if (error instanceof SourceError && error.code === 'forbidden')
      throw forbidden(
        request,
        `in the cluster, nor in ${tried.length === 1 ? `the namespace ${tried[0]}` : 'any of its namespaces'}`,
      )
    throw error
  })
  const read = scope.namespaces ?? []
  const shown = read.length > 5 ? `${read.length} namespaces` : read.join(', ')
  request.gaps.add(
    `Pods may not be listed across the cluster; only ${shown} ${read.length === 1 ? 'was' : 'were'} read. Crash loops elsewhere are not seen.`,
  )
  return scope
}

const assertExists = async (request: ScopeRequest, namespace: string): Promise<void> => {
  const { status } = await request.api.get({
    path: `/api/v1/namespaces/${encodeURIComponent(namespace)}`,
  })
  if (status === 404)
    throw new SourceError({
      code: 'not-found',
      where: namespace,
      message: `The namespace ${namespace} does not exist in this cluster. Check -n and --context.`,
    })
}

/** Finds what may be read, and reads its pods. */
export async function readScope(request: ScopeRequest): Promise<Scope> {
  if (request.namespaces.length > 0) {
    const scope = await readNamespaces(request, [...new Set(request.namespaces)])
    if (scope.pods.length === 0)
      for (const namespace of request.namespaces) await assertExists(request, namespace)
    return scope
  }
  const answer = await listPods(request, null)
  if (answer.kind === 'items') return { namespaces: null, pods: answer.items }
  if (answer.kind === 'failed') throw failed(request, answer.status)
  return fallBack(request)
}
