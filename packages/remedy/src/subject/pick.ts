import type { Container, KubeObject, Pod, PodSpec, Snapshot } from '@unloop/engine/evidence'
import type { Incident } from '@unloop/engine/report'
import { RemedyError } from '../errors.ts'

/** What a command was asked about, and what a diagnosis found there. */
export interface PickRequest {
  readonly snapshot: Snapshot
  /** Those of the target, the worst first. */
  readonly incidents: readonly Incident[]
  /** Kind in lower case, as the command line names it. */
  readonly target: { readonly kind: string; readonly name: string }
  readonly namespace: string | null
  readonly container: string | undefined
}

/** One container of one pod, and the incident that it is in. */
export interface Picked {
  /** A workload without pods stands in with its template: then it has no status. */
  readonly pod: Pod
  readonly container: Container
  readonly role: 'main' | 'init'
  readonly incident: Incident | null
}

/** The failing container, or the one that is named; the first one where none fails. */
export function pick(request: PickRequest): Picked {
  const { incidents, container: wanted } = request
  const failing = incidents.filter(({ container, pods }) => container && pods.length > 0)
  const incident =
    failing.find(({ container }) => wanted === undefined || container?.name === wanted) ??
    failing[0] ??
    null
  const pod = (incident && podNamed(request, incident)) ?? podOf(request)
  const name = wanted ?? incident?.container?.name
  const found = containerIn(pod, name)
  if (found === null) throw noContainer(pod, name)
  return {
    pod,
    ...found,
    incident: incident?.container?.name === found.container.name ? incident : null,
  }
}

const podNamed = ({ snapshot }: PickRequest, incident: Incident): Pod | null =>
  (snapshot.objects.find(
    ({ object }) =>
      object.kind === 'Pod' &&
      object.metadata.namespace === incident.namespace &&
      object.metadata.name === incident.pods[0],
  )?.object as Pod | undefined) ?? null

/** The pod of that name, a pod of that workload, or what stands in its template. */
const podOf = ({ snapshot, target, namespace }: PickRequest): Pod => {
  const objects = snapshot.objects
    .map(({ object }) => object)
    .filter(
      (object) => namespace === null || (object.metadata.namespace ?? namespace) === namespace,
    )
  const owner = objects.find(
    ({ kind, metadata }) => kind.toLowerCase() === target.kind && metadata.name === target.name,
  )
  if (owner?.kind === 'Pod') return owner as Pod
  const pod =
    owner &&
    objects.find((object) => object.kind === 'Pod' && isOf(object, owner, { all: objects }))
  if (pod) return pod as Pod
  const template = owner && templateOf(owner)
  if (template) return template
  throw new RemedyError(
    'object-gone',
    `${target.kind}/${target.name} has no pod, and no template of one was read.`,
    'Name a workload or a pod, such as deploy/web.',
  )
}

/** Pod → ReplicaSet or Job → Deployment or CronJob: owners of a dump may also go in circles. */
const isOf = (
  object: KubeObject,
  owner: KubeObject,
  { all, depth = 0 }: { readonly all: readonly KubeObject[]; readonly depth?: number },
): boolean =>
  (object.metadata.ownerReferences ?? []).some(({ kind, name }) => {
    if (kind === owner.kind && name === owner.metadata.name) return true
    const next = all.find((each) => each.kind === kind && each.metadata.name === name)
    return next !== undefined && depth < 3 && isOf(next, owner, { all, depth: depth + 1 })
  })

interface Template {
  readonly metadata?: Pod['metadata']
  readonly spec?: PodSpec
}

const templateOf = ({ metadata, ...object }: KubeObject): Pod | null => {
  const spec = object['spec'] as
    { template?: Template; jobTemplate?: { spec?: { template?: Template } } } | undefined
  const template = spec?.template ?? spec?.jobTemplate?.spec?.template
  if (!template?.spec) return null
  const { name, namespace } = metadata
  return {
    kind: 'Pod',
    metadata: {
      ...template.metadata,
      ...(name ? { name } : {}),
      ...(namespace ? { namespace } : {}),
    },
    spec: template.spec,
  }
}

const containerIn = (
  { spec }: Pod,
  name: string | undefined,
): Pick<Picked, 'container' | 'role'> | null => {
  const { containers = [], initContainers = [] } = spec ?? {}
  const isWanted = (each: Container): boolean => name === undefined || each.name === name
  const main = containers.find(isWanted)
  if (main) return { container: main, role: 'main' }
  const init = name === undefined ? undefined : initContainers.find(isWanted)
  return init ? { container: init, role: 'init' } : null
}

const noContainer = ({ metadata, spec }: Pod, name: string | undefined): RemedyError => {
  const names = [...(spec?.initContainers ?? []), ...(spec?.containers ?? [])].map(
    (each) => each.name,
  )
  return new RemedyError(
    'object-gone',
    `Pod ${metadata.namespace ?? ''}/${metadata.name ?? ''} has no container ${name ?? 'that was read'}.`,
    names.length > 0
      ? `It has ${names.join(', ')}: choose one with -c.`
      : 'Read it from a source that holds its spec, such as the cluster or kubectl get -o json.',
  )
}
