import type { KubeObject } from '@unloop/engine/evidence'
import type { Patch } from '@unloop/engine/report'
import type { ApiAnswer, ClusterApi } from '@unloop/sources'
import { RemedyError } from '../errors.ts'

/** What names an object in a cluster; `namespace` is empty for kinds that have none. */
export interface ObjectRef {
  readonly kind: string
  readonly namespace: string
  readonly name: string
}

export function refOf({ kind, metadata }: KubeObject): ObjectRef {
  return {
    kind,
    namespace: metadata.namespace ?? '',
    name: metadata.name ?? '',
  }
}

/** `Deployment shop/web`. */
export function refText({ kind, namespace, name }: ObjectRef): string {
  return `${kind} ${namespace ? `${namespace}/` : ''}${name}`
}

/** Shown in `managedFields` of what is changed. */
export const FIELD_MANAGER = 'unloop'

/** The object as the server has it now, with the texts of its `Warning` headers (KEP-1693). */
export interface Written {
  readonly object: KubeObject
  readonly warnings: readonly string[]
}

/** Content types of patches (Kubernetes API concepts, "Patch"). */
const TYPES: Readonly<Record<Patch['type'], string>> = {
  strategic: 'application/strategic-merge-patch+json',
  merge: 'application/merge-patch+json',
  json: 'application/json-patch+json',
}

/** @throws {RemedyError} `kind-unknown` for a kind whose path is not known */
const pathOf = (api: ClusterApi, ref: ObjectRef, name?: string): string => {
  const path = api.pathOf(ref.kind, ref.namespace || undefined, name)
  if (path !== null) return path
  throw new RemedyError(
    'kind-unknown',
    `unloop does not know how to change objects of kind ${ref.kind}.`,
    'Apply the commands of the plan by hand.',
  )
}

/** Null where it does not exist. */
export async function readObject(api: ClusterApi, ref: ObjectRef): Promise<KubeObject | null> {
  const answer = await api.send({ method: 'GET', path: pathOf(api, ref, ref.name) })
  if (answer.status === 404) return null
  return written(answer, ref, 'get').object
}

/** The object as it is, or an error that says that it is gone. */
export async function mustRead(api: ClusterApi, ref: ObjectRef): Promise<KubeObject> {
  const object = await readObject(api, ref)
  if (object !== null) return object
  throw gone(ref)
}

/**
 * All objects of a kind in a namespace whose labels are those of the selector. Items of a list lack their kind
 * (apimachinery, List); it is set here.
 */
export async function listObjects(
  api: ClusterApi,
  { kind, namespace }: Omit<ObjectRef, 'name'>,
  selector?: Readonly<Record<string, string>>,
): Promise<readonly KubeObject[]> {
  const labels = Object.entries(selector ?? {}).map(([key, value]) => `${key}=${value}`)
  const query = labels.length > 0 ? `?labelSelector=${encodeURIComponent(labels.join(','))}` : ''
  const ref = { kind, namespace, name: '' }
  const answer = await api.send({ method: 'GET', path: `${pathOf(api, ref)}${query}` })
  const { object } = written(answer, ref, 'list')
  const items = (object as unknown as { items?: readonly KubeObject[] }).items ?? []
  return items.map((item) => ({ ...item, kind }))
}

/** A dry run is checked and admitted by the server like any write, and not stored. */
export interface WriteOptions {
  readonly isDryRun: boolean
}

/** The server drops unknown fields and answers with a `Warning` for each (Kubernetes API concepts, fieldValidation). */
const query = ({ isDryRun }: WriteOptions): string =>
  `?fieldManager=${FIELD_MANAGER}&fieldValidation=Warn${isDryRun ? '&dryRun=All' : ''}`

/** Fails with `changed-meanwhile` where the object is no longer the one of `resourceVersion`. */
export async function patchObject(
  api: ClusterApi,
  {
    ref,
    patch,
    options,
  }: {
    readonly ref: ObjectRef
    readonly patch: Pick<Patch, 'type' | 'body'>
    readonly options: WriteOptions
  },
): Promise<Written> {
  const answer = await api.send({
    method: 'PATCH',
    path: `${pathOf(api, ref, ref.name)}${query(options)}`,
    type: TYPES[patch.type],
    body: patch.body,
  })
  return written(answer, ref, 'patch')
}

/** Makes the object. Fails with `changed-meanwhile` where one of that name is there. */
export async function createObject(
  api: ClusterApi,
  object: KubeObject,
  options: WriteOptions,
): Promise<Written> {
  const ref = refOf(object)
  const answer = await api.send({
    method: 'POST',
    path: `${pathOf(api, ref)}${query(options)}`,
    body: object,
  })
  return written(answer, ref, 'create')
}

/** Deletes this very object: another of the same name, made meanwhile, stays. Gone already is well. */
export async function deleteObject(
  api: ClusterApi,
  ref: ObjectRef,
  {
    uid,
    policy,
  }: { readonly uid: string | undefined; readonly policy: 'Background' | 'Foreground' },
): Promise<void> {
  const answer = await api.send({
    method: 'DELETE',
    path: pathOf(api, ref, ref.name),
    body: {
      kind: 'DeleteOptions',
      apiVersion: 'v1',
      propagationPolicy: policy,
      ...(uid ? { preconditions: { uid } } : {}),
    },
  })
  if (answer.status !== 404) written(answer, ref, 'delete')
}

/** Asks for the pod to go, which a PodDisruptionBudget may refuse: then false. */
export async function evictPod(api: ClusterApi, namespace: string, name: string): Promise<boolean> {
  const ref = { kind: 'Pod', namespace, name }
  const answer = await api.send({
    method: 'POST',
    path: `${pathOf(api, ref, name)}/eviction`,
    body: { apiVersion: 'policy/v1', kind: 'Eviction', metadata: { name, namespace } },
  })
  if (answer.status === 429 || answer.status === 404) return answer.status === 404
  written(answer, ref, 'evict')
  return true
}

/** The log's end, or only what was said within so many seconds; empty where there is none. */
export async function podLog(
  api: ClusterApi,
  ref: ObjectRef,
  { container, seconds }: { readonly container: string; readonly seconds?: number },
): Promise<string> {
  const path = `${pathOf(api, ref, ref.name)}/log?container=${encodeURIComponent(container)}&tailLines=1000&limitBytes=1000000${seconds === undefined ? '' : `&sinceSeconds=${Math.max(1, seconds)}`}`
  const answer = await api.send({ method: 'GET', path, accept: '*/*' })
  return answer.status === 200 ? answer.text : ''
}

/** One verb on one object, as RBAC knows it. */
export interface Access {
  readonly verb: string
  readonly ref: ObjectRef
  readonly subresource?: string
}

/** A SelfSubjectAccessReview; where reviews are not served, the request itself will tell. */
export async function isAllowed(
  api: ClusterApi,
  { verb, ref, subresource }: Access,
): Promise<boolean> {
  const resource = api.resourceOf(ref.kind)
  if (resource === null) return true
  const answer = await api.send({
    method: 'POST',
    path: '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews',
    body: {
      apiVersion: 'authorization.k8s.io/v1',
      kind: 'SelfSubjectAccessReview',
      spec: {
        resourceAttributes: {
          verb,
          group: resource.group,
          resource: resource.plural,
          namespace: ref.namespace,
          name: ref.name,
          ...(subresource ? { subresource } : {}),
        },
      },
    },
  })
  const status = (answer.body as { status?: { allowed?: boolean } } | null)?.status
  return status?.allowed !== false
}

const gone = (ref: ObjectRef): RemedyError =>
  new RemedyError(
    'object-gone',
    `${refText(ref)} does not exist any more.`,
    'Diagnose again: what is there now may need something else.',
  )

/** The object of an answer. @throws {RemedyError} as the status says */
const written = (answer: ApiAnswer, ref: ObjectRef, verb: string): Written => {
  if (answer.status >= 200 && answer.status < 300)
    return { object: answer.body as KubeObject, warnings: answer.warnings }
  throw refusal(answer, ref, verb)
}

/** The error for a status of the API server, with what it said and what to do next. */
const refusal = (answer: ApiAnswer, ref: ObjectRef, verb: string): RemedyError => {
  const said = (answer.body as { message?: string } | null)?.message ?? answer.text.slice(0, 300)
  const what = `${refText(ref)}: ${said}`
  if (answer.status === 403)
    return new RemedyError(
      'not-allowed',
      `You may not ${verb} ${what}.`,
      `Ask for the verb ${verb} on it, or have somebody else apply the plan.`,
    )
  if (answer.status === 404) return gone(ref)
  // A JSON patch states its precondition as a test, whose failure is a 422.
  if (
    answer.status === 409 ||
    /testing (?:path|value)|test failed|rejected our request due to an error in our request/i.test(
      said,
    )
  )
    return new RemedyError(
      'changed-meanwhile',
      `${what}.`,
      'Somebody else changed it meanwhile. Look at it, then run the command again.',
    )
  if (answer.status === 400 || answer.status === 422 || answer.status === 500)
    return new RemedyError(
      'rejected',
      `The API server does not take the change of ${what}.`,
      'Nothing of this step was changed. Correct it by hand, or choose another plan.',
    )
  return new RemedyError(
    'api-failed',
    `The API server answered ${answer.status} to ${verb} ${what}.`,
    'Try again later.',
  )
}
